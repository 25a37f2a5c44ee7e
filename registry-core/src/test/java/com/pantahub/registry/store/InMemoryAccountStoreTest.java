package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class InMemoryAccountStoreTest extends AccountStoreContract {

  @Override
  RegistryStore newStore() {
    return new InMemoryRegistryStore();
  }
}
