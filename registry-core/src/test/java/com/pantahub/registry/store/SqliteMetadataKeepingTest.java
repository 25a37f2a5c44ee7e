package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteMetadataKeepingTest extends MetadataKeepingContract {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private static Path root;

  @Override
  RegistryStore newStore() {
    return TestDatabases.sqlite(root);
  }
}
