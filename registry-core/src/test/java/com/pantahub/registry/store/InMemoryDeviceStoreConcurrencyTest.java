package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class InMemoryDeviceStoreConcurrencyTest extends DeviceStoreConcurrencyContract {

  @Override
  RegistryStore newStore() {
    return new InMemoryRegistryStore();
  }
}
