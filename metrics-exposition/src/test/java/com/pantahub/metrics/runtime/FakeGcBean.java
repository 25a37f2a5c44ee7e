package com.pantahub.metrics.runtime;

import java.lang.management.GarbageCollectorMXBean;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** A garbage collector's bean which counts its listeners and never collects. */
final class FakeGcBean extends NotificationBroadcasterSupport implements GarbageCollectorMXBean {

  private final String name;
  private final long collectionCount;
  private final long collectionTimeMillis;
  private int listeners;

  FakeGcBean(String name, long collectionCount, long collectionTimeMillis) {
    this.name = name;
    this.collectionCount = collectionCount;
    this.collectionTimeMillis = collectionTimeMillis;
  }

  int listeners() {
    return listeners;
  }

  @Override
  public void addNotificationListener(
      NotificationListener listener,
      @Nullable NotificationFilter filter,
      @Nullable Object handback) {
    super.addNotificationListener(listener, filter, handback);
    listeners++;
  }

  @Override
  public void removeNotificationListener(NotificationListener listener)
      throws ListenerNotFoundException {
    super.removeNotificationListener(listener);
    listeners--;
  }

  @Override
  public void removeNotificationListener(
      NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
      throws ListenerNotFoundException {
    super.removeNotificationListener(listener, filter, handback);
    listeners--;
  }

  @Override
  public long getCollectionCount() {
    return collectionCount;
  }

  @Override
  public long getCollectionTime() {
    return collectionTimeMillis;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isValid() {
    return true;
  }

  @Override
  public String[] getMemoryPoolNames() {
    return new String[] {"Heap"};
  }

  @Override
  public ObjectName getObjectName() {
    return ObjectName.WILDCARD;
  }
}
