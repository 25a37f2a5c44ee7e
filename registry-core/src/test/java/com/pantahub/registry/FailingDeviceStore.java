package com.pantahub.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A store that cannot be reached. Immutable. */
final class FailingDeviceStore implements DeviceStore {

  @Override
  public void insert(Device device) {
    throw unreachable();
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    throw unreachable();
  }

  @Override
  public Optional<Device> findByNick(Prn owner, Nick nick) {
    throw unreachable();
  }

  @Override
  public List<Device> list(DeviceQuery query) {
    throw unreachable();
  }

  @Override
  public Optional<Device> update(DeviceId id, UnaryOperator<Device> change) {
    throw unreachable();
  }

  @Override
  public boolean markSeen(DeviceId id, Instant when) {
    throw unreachable();
  }

  @Override
  public Optional<Device> delete(DeviceId id) {
    throw unreachable();
  }

  @Override
  public FleetCounts fleetCounts(Instant now) {
    throw unreachable();
  }

  private static IllegalStateException unreachable() {
    return new IllegalStateException("store cannot be reached");
  }
}
