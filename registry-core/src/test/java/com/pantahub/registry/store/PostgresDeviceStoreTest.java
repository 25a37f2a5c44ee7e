package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class PostgresDeviceStoreTest extends DeviceStoreContract {

  @Override
  RegistryStore newStore() {
    return TestDatabases.postgres();
  }
}
