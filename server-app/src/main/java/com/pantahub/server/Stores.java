package com.pantahub.server;

import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.io.IOException;

/** Opens the store that a configuration names. No state. */
final class Stores {
  private Stores() {}

  /**
   * Opens the store.
   *
   * @throws IOException if that is impossible; its message says in one line why
   */
  static RegistryStore open(ServerConfig.StoreConfig config) throws IOException {
    if (config.url().isEmpty()) {
      DataDirectory.open(config.dataDirectory());
    }
    return new InMemoryRegistryStore();
  }
}
