package com.pantahub.registry;

import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.BOB;
import static com.pantahub.registry.TestRegistry.NOBODY;
import static com.pantahub.registry.TestRegistry.START;
import static com.pantahub.registry.TestRegistry.self;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is listed, and what is shown of it, to whom. */
class DeviceRegistryListTest {

  private static final Nick LAMP = new Nick("lamp");

  private final DeviceRegistry registry = new TestRegistry().registry;

  @Test
  void list_owner_getsAllInOrderOfCreationPageByPage() {
    List<Device> devices =
        Stream.generate(() -> registry.register(ALICE, DeviceDraft.EMPTY).device())
            .limit(5)
            .toList();
    registry.register(BOB, DeviceDraft.EMPTY).device();
    DeviceQuery query = DeviceQuery.ownedBy(ALICE.account()).withLimit(3);

    assertThat(registry.list(ALICE, query).devices()).isEqualTo(devices.subList(0, 3));
    assertThat(registry.list(ALICE, query.startingAfter(devices.get(2).id())).devices())
        .isEqualTo(devices.subList(3, 5));
  }

  @Test
  void list_others_getThePublicOnes() {
    Device shown =
        registry.publish(ALICE, registry.register(ALICE, DeviceDraft.EMPTY).device().id());
    Device hidden = registry.register(ALICE, DeviceDraft.EMPTY).device();
    DeviceQuery query = DeviceQuery.ownedBy(ALICE.account());

    assertThat(registry.list(ALICE, query).devices()).containsExactly(shown, hidden);
    assertThat(registry.list(ALICE, query.onlyPublic()).devices()).containsExactly(shown);
    for (Caller other : List.of(BOB, NOBODY, self(hidden))) {
      assertThat(registry.list(other, query).devices()).containsExactly(shown);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10_001})
  void list_limitOutOfBounds_isInvalid(int limit) {
    DeviceQuery query = DeviceQuery.ownedBy(ALICE.account());

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> query.withLimit(limit))
        .returns(Reason.INVALID, RegistryException::reason);
  }

  @Test
  void lastSeen_publicDevice_isShownToOwnerAndItselfOnly() {
    Device device =
        registry.publish(ALICE, registry.register(ALICE, DeviceDraft.named(LAMP)).device().id());
    registry.seen(self(device));
    DeviceQuery query = DeviceQuery.ownedBy(ALICE.account());

    for (Caller insider : List.of(ALICE, self(device))) {
      assertThat(registry.find(insider, device.id()).lastSeen()).contains(START);
      assertThat(registry.list(insider, query).devices().get(0).lastSeen()).contains(START);
    }
    for (Caller other : List.of(BOB, NOBODY)) {
      assertThat(registry.find(other, device.id())).isEqualTo(device);
      assertThat(registry.find(other, ALICE.account(), LAMP)).isEqualTo(device);
      assertThat(registry.list(other, query).devices()).containsExactly(device);
    }
  }
}
