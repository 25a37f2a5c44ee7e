package com.pantahub.registry.store;

import com.pantahub.registry.AccountStore;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.JoinTokenStore;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.StoreFigures;
import java.util.OptionalLong;

/**
 * Keeps everything in memory, for as long as the process lives. Thread-safe.
 *
 * <p>It is meant for tests, demonstrations and registries that may forget.
 */
public final class InMemoryRegistryStore implements RegistryStore {

  private final DeviceStore devices = new InMemoryDeviceStore();
  private final AccountStore accounts = new InMemoryAccountStore();
  private final JoinTokenStore joinTokens = new InMemoryJoinTokenStore();

  /** Makes an empty store. */
  public InMemoryRegistryStore() {}

  @Override
  public DeviceStore devices() {
    return devices;
  }

  @Override
  public AccountStore accounts() {
    return accounts;
  }

  @Override
  public JoinTokenStore joinTokens() {
    return joinTokens;
  }

  @Override
  public void ping() {}

  @Override
  public StoreFigures figures() {
    return new StoreFigures(0, 0, 0, OptionalLong.empty());
  }

  @Override
  public void close() {}
}
