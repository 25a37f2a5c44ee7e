package com.pantahub.registry;

import java.lang.reflect.Proxy;

/** A store that cannot be reached. Immutable. */
final class FailingRegistryStore implements RegistryStore {

  @Override
  public DeviceStore devices() {
    return failing(DeviceStore.class);
  }

  @Override
  public AccountStore accounts() {
    return failing(AccountStore.class);
  }

  @Override
  public JoinTokenStore joinTokens() {
    return failing(JoinTokenStore.class);
  }

  @Override
  public void ping() {
    throw unreachable();
  }

  @Override
  public StoreFigures figures() {
    throw unreachable();
  }

  @Override
  public void close() {}

  private static <T> T failing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw unreachable();
            }));
  }

  private static IllegalStateException unreachable() {
    return new IllegalStateException("store cannot be reached");
  }
}
