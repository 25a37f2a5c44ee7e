package com.pantahub.registry.store;

class PostgresStoreModelTest extends StoreModelContract {

  @Override
  SqlRegistryStore newStore() {
    return TestDatabases.postgres();
  }
}
