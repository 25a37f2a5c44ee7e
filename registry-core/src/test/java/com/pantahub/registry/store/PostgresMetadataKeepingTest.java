package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class PostgresMetadataKeepingTest extends MetadataKeepingContract {

  @Override
  RegistryStore newStore() {
    return TestDatabases.postgres();
  }
}
