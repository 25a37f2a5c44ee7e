package com.pantahub.registry;

class InMemoryDeviceStoreConcurrencyTest extends DeviceStoreConcurrencyContract {

  @Override
  DeviceStore newStore() {
    return new InMemoryDeviceStore();
  }
}
