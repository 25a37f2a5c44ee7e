package com.pantahub.metrics.runtime;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the notifications of garbage collectors for those who want the events. Thread-safe if the
 * consumers are; the VM calls it from one thread of its own.
 */
final class GcNotifications implements NotificationListener {

  private final List<Consumer<GcEvent>> consumers;
  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(toUnmodifiableSet());

  GcNotifications(List<Consumer<GcEvent>> consumers) {
    this.consumers = consumers;
  }

  @Override
  public void handleNotification(Notification notification, @Nullable Object handback) {
    if (notification.getUserData() instanceof CompositeData data
        && notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      GcEvent event = decode(GarbageCollectionNotificationInfo.from(data));
      consumers.forEach(consumer -> consumer.accept(event));
    }
  }

  private GcEvent decode(GarbageCollectionNotificationInfo info) {
    GcInfo gc = info.getGcInfo();
    return new GcEvent(
        info.getGcName(),
        info.getGcCause(),
        gc.getDuration(),
        heapUsed(gc.getMemoryUsageBeforeGc()),
        heapUsed(gc.getMemoryUsageAfterGc()));
  }

  private long heapUsed(Map<String, MemoryUsage> usageByPool) {
    long used = 0;
    for (Map.Entry<String, MemoryUsage> pool : usageByPool.entrySet()) {
      if (heapPools.contains(pool.getKey())) {
        used += pool.getValue().getUsed();
      }
    }
    return used;
  }
}
