package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class PostgresAccountStoreTest extends AccountStoreContract {

  @Override
  RegistryStore newStore() {
    return TestDatabases.postgres();
  }
}
