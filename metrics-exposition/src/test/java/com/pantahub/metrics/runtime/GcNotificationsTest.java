package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.management.Notification;
import org.junit.jupiter.api.Test;

class GcNotificationsTest {

  private final List<GcEvent> events = new ArrayList<>();
  private final GcNotifications notifications = new GcNotifications(List.of(events::add));

  /** What this VM remembers of a collection. */
  private static GcInfo collection() {
    System.gc();
    return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
        .map(GarbageCollectorMXBean::getLastGcInfo)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static Notification notification(GcInfo collection) {
    Notification notification =
        new Notification(
            GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION, "collector", 1);
    notification.setUserData(
        new GarbageCollectionNotificationInfo("Copy", "end of minor GC", "System.gc()", collection)
            .toCompositeData(null));
    return notification;
  }

  private static long heapUsed(Map<String, MemoryUsage> pools) {
    return pools.entrySet().stream()
        .filter(pool -> !pool.getKey().matches("Code.*|Metaspace|Compressed Class Space"))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }

  @Test
  void handleNotification_collection_isDecoded() {
    GcInfo collection = collection();

    notifications.handleNotification(notification(collection), null);

    assertThat(events)
        .containsExactly(
            new GcEvent(
                "Copy",
                "System.gc()",
                collection.getDuration(),
                heapUsed(collection.getMemoryUsageBeforeGc()),
                heapUsed(collection.getMemoryUsageAfterGc())));
  }

  @Test
  void handleNotification_severalConsumers_eachGetsTheEvent() {
    List<GcEvent> others = new ArrayList<>();

    new GcNotifications(List.of(events::add, others::add))
        .handleNotification(notification(collection()), null);

    assertThat(others).hasSize(1).isEqualTo(events);
  }

  @Test
  void handleNotification_otherNotification_isIgnored() {
    notifications.handleNotification(new Notification("other", "collector", 1), null);

    assertThat(events).isEmpty();
  }
}
