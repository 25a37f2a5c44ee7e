package com.pantahub.registry.store;

import com.pantahub.registry.RegistryStore;

class InMemoryJoinTokenStoreTest extends JoinTokenStoreContract {

  @Override
  RegistryStore newStore() {
    return new InMemoryRegistryStore();
  }
}
