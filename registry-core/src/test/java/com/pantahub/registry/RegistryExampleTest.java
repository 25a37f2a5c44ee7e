package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.bcrypt.BcryptPasswordHasher;
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example that the documentation shows. */
class RegistryExampleTest {

  @Test
  void example_deviceRegistersAndUserClaims_isClaimed() {
    // tag::registry[]
    PasswordHasher hasher = new BcryptPasswordHasher(10, new SecureRandom());
    DeviceRegistry registry = DeviceRegistry.builder(new InMemoryRegistryStore(), hasher).build();

    Registration lamp = registry.register(new Caller.Anonymous(), DeviceDraft.EMPTY);
    Challenge shown = lamp.device().challenge().orElseThrow(); // three words, for its holder

    Caller user = new Caller.User(new Prn("prn:pantahub.com:auth:/user1"));
    Device mine = registry.claim(user, lamp.device().id(), shown); // who types them in owns it
    registry.rename(user, mine.id(), new Nick("kitchen-lamp"));

    Principal self = registry.authenticator().logIn(mine.prn().value(), lamp.secret().value());
    MetadataChange load = new MetadataChange.Merge(Metadata.of(Map.of("load", 0.25)));
    registry.update(
        self.caller(), mine.id(), DeviceChange.NONE.withDeviceMeta(load), Precondition.NONE);
    FleetCounts fleet = registry.fleetCounts(); // claimed=1, seenWithin5Minutes=1, ...
    // end::registry[]

    assertThat(registry.find(user, mine.id()).nick()).hasToString("kitchen-lamp");
    assertThat(registry.find(user, mine.id()).deviceMeta().asMap()).containsKey("load");
    assertThat(fleet.claimed()).isEqualTo(1);
    assertThat(fleet.seenWithin5Minutes()).isEqualTo(1);
  }
}
