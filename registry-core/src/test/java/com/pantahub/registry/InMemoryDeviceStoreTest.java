package com.pantahub.registry;

class InMemoryDeviceStoreTest extends DeviceStoreContract {

  @Override
  DeviceStore newStore() {
    return new InMemoryDeviceStore();
  }
}
