package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class InMemoryDeviceStoreTest extends DeviceStoreContract {

  @Override
  RegistryStore newStore() {
    return new InMemoryRegistryStore();
  }
}
