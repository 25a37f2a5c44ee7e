package com.pantahub.registry.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreModelTest extends StoreModelContract {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private static Path root;

  @Override
  SqlRegistryStore newStore() {
    return TestDatabases.sqlite(root);
  }
}
