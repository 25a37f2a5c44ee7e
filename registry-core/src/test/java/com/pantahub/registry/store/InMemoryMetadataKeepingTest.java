package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class InMemoryMetadataKeepingTest extends MetadataKeepingContract {

  @Override
  RegistryStore newStore() {
    return new InMemoryRegistryStore();
  }
}
