package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class PostgresDeviceStoreConcurrencyTest extends DeviceStoreConcurrencyContract {

  @Override
  RegistryStore newStore() {
    return TestDatabases.postgres();
  }
}
