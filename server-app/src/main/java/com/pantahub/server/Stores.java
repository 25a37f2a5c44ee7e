package com.pantahub.server;

import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.store.SqlRegistryStore;
import com.pantahub.registry.store.StoreUnavailableException;
import java.io.IOException;

/** Opens the store that a configuration names. No state. */
final class Stores {
  private Stores() {}

  /**
   * Opens the store: a PostgreSQL database where a URL names one, else a file in the data
   * directory.
   *
   * @throws IOException if that is impossible; its message says in one line why
   */
  static RegistryStore open(ServerConfig.StoreConfig config) throws IOException {
    try {
      return config.url().isPresent()
          ? SqlRegistryStore.postgres(
              config.url().get().value(), config.user(), config.password().map(HiddenText::value))
          : SqlRegistryStore.sqlite(DataDirectory.open(config.dataDirectory()));
    } catch (StoreUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
