package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class PostgresJoinTokenStoreTest extends JoinTokenStoreContract {

  @Override
  RegistryStore newStore() {
    return TestDatabases.postgres();
  }
}
