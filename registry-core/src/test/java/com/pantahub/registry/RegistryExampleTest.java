package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The example that the documentation shows. */
class RegistryExampleTest {

  @Test
  void example_deviceRegistersAndUserClaims_isClaimed() {
    // tag::example[]
    DeviceRegistry registry =
        new DeviceRegistry(
            new InMemoryDeviceStore(),
            InstantSource.system(),
            new SecureRandom(),
            (operation, outcome, elapsedNanos) -> System.out.println(operation + " " + outcome));

    Device device = registry.register(new Caller.Anonymous()); // the device registers itself ...
    Challenge shown = device.challenge().orElseThrow(); // ... and shows three words to its holder

    Caller user = new Caller.User(new Prn("prn:pantahub.com:auth:/user1"));
    Device mine = registry.claim(user, device.id(), shown); // who types them in, and owns it
    registry.rename(user, mine.id(), new Nick("kitchen-lamp"));
    FleetCounts fleet = registry.fleetCounts(); // claimed=1, unclaimed=0, ...
    // end::example[]

    assertThat(registry.find(user, mine.id()).nick()).hasToString("kitchen-lamp");
    assertThat(fleet.claimed()).isEqualTo(1);
    assertThat(fleet.unclaimed()).isZero();
  }
}
