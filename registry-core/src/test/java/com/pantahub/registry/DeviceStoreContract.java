package com.pantahub.registry;

import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.BOB;
import static com.pantahub.registry.TestRegistry.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.pantahub.registry.RegistryException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceStore} does. */
abstract class DeviceStoreContract {

  private static final Prn OWNER = ALICE.account();
  private static final Prn OTHER_OWNER = BOB.account();
  private static final Nick LAMP = new Nick("lamp");
  private static final Nick DOOR = new Nick("door");
  private static final FleetCounts NONE = new FleetCounts(0, 0, 0, 0, 0, 0);

  private final DeviceStore store = newStore();
  private final DeviceIdGenerator ids = new DeviceIdGenerator(() -> START, new SplittableRandom(1));

  /** Returns an empty store. */
  abstract DeviceStore newStore();

  @Test
  void insert_claimed_isFoundByIdAndNick() {
    Device device = inserted(owned(OWNER, LAMP));

    assertThat(store.find(device.id())).contains(device);
    assertThat(store.findByNick(OWNER, LAMP)).contains(device);
    assertThat(store.findByNick(OTHER_OWNER, LAMP)).isEmpty();
    assertThat(store.findByNick(OWNER, new Nick("LAMP"))).isEmpty();
  }

  @Test
  void insert_unclaimed_keepsTheChallenge() {
    Device device = inserted(unclaimed(LAMP));

    assertThat(store.find(device.id())).contains(device);
  }

  @Test
  void insert_nickOfAnotherOwner_isKept() {
    inserted(owned(OWNER, LAMP));
    Device device = inserted(owned(OTHER_OWNER, LAMP));

    assertThat(store.findByNick(OTHER_OWNER, LAMP)).contains(device);
  }

  @Test
  void insert_unclaimedOfTheSameNick_areBothKept() {
    Device one = inserted(unclaimed(LAMP));
    Device two = inserted(unclaimed(LAMP));

    assertThat(store.find(one.id())).contains(one);
    assertThat(store.find(two.id())).contains(two);
  }

  @Test
  void insert_takenNick_isConflictAndKeepsNothing() {
    Device first = inserted(owned(OWNER, LAMP));
    Device second = owned(OWNER, LAMP);

    assertConflict(() -> store.insert(second));
    assertThat(store.find(second.id())).isEmpty();
    assertThat(store.findByNick(OWNER, LAMP)).contains(first);
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 0, 0, 0, 0));
  }

  @Test
  void insert_takenId_isRefusedAndKeepsNothing() {
    Device first = inserted(owned(OWNER, LAMP));
    Device second = first.withNick(DOOR, START);

    assertThatIllegalArgumentException().isThrownBy(() -> store.insert(second));
    assertThat(store.find(first.id())).contains(first);
    assertThat(store.findByNick(OWNER, DOOR)).isEmpty();
  }

  @Test
  void update_nick_movesIt() {
    Device device = inserted(owned(OWNER, LAMP));
    Instant later = START.plusSeconds(1);

    Optional<Device> renamed = store.update(device.id(), before -> before.withNick(DOOR, later));

    assertThat(renamed).contains(device.withNick(DOOR, later));
    assertThat(store.findByNick(OWNER, DOOR)).isEqualTo(renamed);
    assertThat(store.findByNick(OWNER, LAMP)).isEmpty();
    inserted(owned(OWNER, LAMP));
  }

  @Test
  void update_takenNick_isConflictAndChangesNothing() {
    inserted(owned(OWNER, LAMP));
    Device device = inserted(owned(OWNER, DOOR));

    assertConflict(() -> store.update(device.id(), before -> before.withNick(LAMP, START)));
    assertThat(store.find(device.id())).contains(device);
    assertThat(store.findByNick(OWNER, DOOR)).contains(device);
  }

  @Test
  void update_toAnOwnerWhoHasTheNick_isConflictAndChangesNothing() {
    inserted(owned(OWNER, LAMP));
    Device device = inserted(unclaimed(LAMP));

    assertConflict(
        () ->
            store.update(
                device.id(), d -> d.withOwnership(new Ownership.Claimed(OWNER, false), START)));
    assertThat(store.find(device.id())).contains(device);
    assertThat(counts()).isEqualTo(new FleetCounts(1, 1, 0, 0, 0, 0));
  }

  @Test
  void update_changeThrows_changesNothing() {
    Device device = inserted(owned(OWNER, LAMP));

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store.update(
                    device.id(),
                    before -> {
                      throw new IllegalStateException("no");
                    }));
    assertThat(store.find(device.id())).contains(device);
  }

  @Test
  void update_anotherId_isRefused() {
    Device device = inserted(owned(OWNER, LAMP));
    Device other = owned(OWNER, DOOR);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.update(device.id(), before -> other));
    assertThat(store.find(device.id())).contains(device);
    assertThat(store.find(other.id())).isEmpty();
  }

  @Test
  void unknownDevice_everyMethod_findsNone() {
    DeviceId id = ids.next();

    assertThat(store.find(id)).isEmpty();
    assertThat(store.update(id, before -> before)).isEmpty();
    assertThat(store.markSeen(id, START)).isFalse();
    assertThat(store.delete(id)).isEmpty();
    assertThat(store.list(DeviceQuery.ownedBy(OWNER))).isEmpty();
  }

  @Test
  void delete_device_isGoneFromEveryRead() {
    Device device = inserted(owned(OWNER, LAMP));
    publish(device);
    store.markSeen(device.id(), START);
    Device last = store.find(device.id()).orElseThrow();

    assertThat(store.delete(device.id())).contains(last);

    assertThat(store.find(device.id())).isEmpty();
    assertThat(store.findByNick(OWNER, LAMP)).isEmpty();
    assertThat(store.list(DeviceQuery.ownedBy(OWNER))).isEmpty();
    assertThat(store.list(DeviceQuery.ownedBy(OWNER).onlyPublic())).isEmpty();
    assertThat(store.update(device.id(), before -> before)).isEmpty();
    assertThat(store.markSeen(device.id(), START)).isFalse();
    assertThat(store.delete(device.id())).isEmpty();
    assertThat(counts()).isEqualTo(NONE);
  }

  @Test
  void delete_device_freesItsNick() {
    store.delete(inserted(owned(OWNER, LAMP)).id());
    Device next = inserted(owned(OWNER, LAMP));

    assertThat(store.findByNick(OWNER, LAMP)).contains(next);
  }

  @Test
  void markSeen_onlyForwardInTime() {
    Device device = inserted(owned(OWNER, LAMP));

    assertThat(store.markSeen(device.id(), START.plusSeconds(5))).isTrue();
    assertThat(store.markSeen(device.id(), START.plusSeconds(3))).isTrue();

    assertThat(store.find(device.id())).contains(device.withLastSeen(START.plusSeconds(5)));
    assertThat(store.findByNick(OWNER, LAMP)).isEqualTo(store.find(device.id()));
  }

  @Test
  void list_pages_areInOrderOfIdAndComplete() {
    List<Device> devices = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      devices.add(owned(OWNER, new Nick("lamp-" + i)));
      inserted(owned(OTHER_OWNER, new Nick("lamp-" + i)));
      inserted(unclaimed(new Nick("lamp-" + i)));
    }
    List.of(3, 9, 0, 5, 1, 8, 2, 7, 4, 6).forEach(i -> store.insert(devices.get(i)));
    DeviceQuery query = DeviceQuery.ownedBy(OWNER).withLimit(4);

    assertThat(store.list(query)).isEqualTo(devices.subList(0, 4));
    assertThat(store.list(query.startingAfter(devices.get(3).id())))
        .isEqualTo(devices.subList(4, 8));
    store.delete(devices.get(7).id());
    assertThat(store.list(query.startingAfter(devices.get(7).id())))
        .isEqualTo(devices.subList(8, 10));
    assertThat(store.list(query.startingAfter(devices.get(9).id()))).isEmpty();
  }

  @Test
  void list_onlyPublic_leavesOutTheRest() {
    Device shown = inserted(owned(OWNER, LAMP));
    inserted(owned(OWNER, DOOR));
    publish(shown);

    assertThat(store.list(DeviceQuery.ownedBy(OWNER).onlyPublic()))
        .extracting(Device::id)
        .containsExactly(shown.id());
  }

  @Test
  void fleetCounts_followsEveryChange() {
    assertThat(counts()).isEqualTo(NONE);
    Device device = inserted(unclaimed(LAMP));
    assertThat(counts()).isEqualTo(new FleetCounts(0, 1, 0, 0, 0, 0));
    publish(device);
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 1, 0, 0, 0));
    store.markSeen(device.id(), START.minus(Duration.ofHours(23)));
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 1, 0, 0, 1));
    store.markSeen(device.id(), START.minus(Duration.ofMinutes(59)));
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 1, 0, 1, 1));
    store.markSeen(device.id(), START);
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 1, 1, 1, 1));
    store.delete(device.id());
    assertThat(counts()).isEqualTo(NONE);
  }

  private FleetCounts counts() {
    return store.fleetCounts(START);
  }

  private Device inserted(Device device) {
    store.insert(device);
    return device;
  }

  private void publish(Device device) {
    store.update(
        device.id(), before -> before.withOwnership(new Ownership.Claimed(OWNER, true), START));
  }

  private Device owned(Prn owner, Nick nick) {
    return Device.created(ids.next(), nick, new Ownership.Claimed(owner, false), START);
  }

  private Device unclaimed(Nick nick) {
    Challenge challenge = new Challenge("able-bridge-cake");
    return Device.created(ids.next(), nick, new Ownership.Unclaimed(challenge), START);
  }

  private static void assertConflict(ThrowingCallable call) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(call)
        .returns(Reason.CONFLICT, RegistryException::reason);
  }
}
