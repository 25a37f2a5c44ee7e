package com.pantahub.metrics.runtime;

import java.lang.management.GarbageCollectorMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A garbage collector's bean whose listeners can be removed all at once, even those of code which
 * keeps no reference to its own. Thread-safe.
 */
final class DetachableGcBean implements GarbageCollectorMXBean, NotificationEmitter {

  private final GarbageCollectorMXBean bean;
  private final NotificationEmitter emitter;
  private final Set<NotificationListener> listeners = ConcurrentHashMap.newKeySet();

  private DetachableGcBean(GarbageCollectorMXBean bean, NotificationEmitter emitter) {
    this.bean = bean;
    this.emitter = emitter;
  }

  /** Wraps those of the beans which emit notifications. */
  static List<DetachableGcBean> of(List<GarbageCollectorMXBean> beans) {
    List<DetachableGcBean> detachable = new ArrayList<>();
    for (GarbageCollectorMXBean bean : beans) {
      if (bean instanceof NotificationEmitter emitter) {
        detachable.add(new DetachableGcBean(bean, emitter));
      }
    }
    return List.copyOf(detachable);
  }

  /** Removes every listener added through this object. */
  void detach() {
    for (NotificationListener listener : listeners) {
      try {
        removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        // Somebody has removed it from the bean itself.
      }
    }
  }

  @Override
  public void addNotificationListener(
      NotificationListener listener,
      @Nullable NotificationFilter filter,
      @Nullable Object handback) {
    listeners.add(listener);
    emitter.addNotificationListener(listener, filter, handback);
  }

  @Override
  public void removeNotificationListener(NotificationListener listener)
      throws ListenerNotFoundException {
    listeners.remove(listener);
    emitter.removeNotificationListener(listener);
  }

  @Override
  public void removeNotificationListener(
      NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
      throws ListenerNotFoundException {
    emitter.removeNotificationListener(listener, filter, handback);
  }

  @Override
  public MBeanNotificationInfo[] getNotificationInfo() {
    return emitter.getNotificationInfo();
  }

  @Override
  public long getCollectionCount() {
    return bean.getCollectionCount();
  }

  @Override
  public long getCollectionTime() {
    return bean.getCollectionTime();
  }

  @Override
  public String getName() {
    return bean.getName();
  }

  @Override
  public boolean isValid() {
    return bean.isValid();
  }

  @Override
  public String[] getMemoryPoolNames() {
    return bean.getMemoryPoolNames();
  }

  @Override
  public ObjectName getObjectName() {
    return bean.getObjectName();
  }
}
