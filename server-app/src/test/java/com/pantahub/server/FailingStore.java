package com.pantahub.server;

import com.pantahub.registry.AccountStore;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.JoinTokenStore;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.StoreFigures;
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.util.OptionalLong;

/** A store that works until it is told to fail. Thread-safe. */
final class FailingStore implements RegistryStore {
  private final RegistryStore store = new InMemoryRegistryStore();
  private volatile boolean failing;

  /** Lets everything fail from now on. */
  void fail() {
    failing = true;
  }

  private <T> T working(T part) {
    if (failing) {
      throw new IllegalStateException("cannot run: select secret from device");
    }
    return part;
  }

  @Override
  public DeviceStore devices() {
    return working(store.devices());
  }

  @Override
  public AccountStore accounts() {
    return store.accounts();
  }

  @Override
  public JoinTokenStore joinTokens() {
    return store.joinTokens();
  }

  @Override
  public void ping() {
    working(store).ping();
  }

  @Override
  public StoreFigures figures() {
    return new StoreFigures(3, 2, 1, OptionalLong.of(4096));
  }

  @Override
  public void close() {
    store.close();
  }
}
