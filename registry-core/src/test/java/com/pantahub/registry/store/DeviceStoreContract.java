package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.ALICE;
import static com.pantahub.registry.store.StoreFixtures.BOB;
import static com.pantahub.registry.store.StoreFixtures.DOOR;
import static com.pantahub.registry.store.StoreFixtures.LAMP;
import static com.pantahub.registry.store.StoreFixtures.SECRET;
import static com.pantahub.registry.store.StoreFixtures.START;
import static com.pantahub.registry.store.StoreFixtures.assertConflict;
import static com.pantahub.registry.store.StoreFixtures.nextId;
import static com.pantahub.registry.store.StoreFixtures.owned;
import static com.pantahub.registry.store.StoreFixtures.published;
import static com.pantahub.registry.store.StoreFixtures.seenAt;
import static com.pantahub.registry.store.StoreFixtures.unclaimed;
import static com.pantahub.registry.store.StoreFixtures.withMetadata;
import static com.pantahub.registry.store.StoreFixtures.withNick;
import static com.pantahub.registry.store.StoreFixtures.withOwnership;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceCredential;
import com.pantahub.registry.DeviceFilter;
import com.pantahub.registry.DeviceFilter.Attribute;
import com.pantahub.registry.DeviceFilter.Operator;
import com.pantahub.registry.DeviceHistory;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DeviceMetadata;
import com.pantahub.registry.DevicePage;
import com.pantahub.registry.DeviceQuery;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.FleetCounts;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Ownership;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.SecretHash;
import com.pantahub.registry.StoredDevice;
import com.pantahub.registry.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceStore} does. */
abstract class DeviceStoreContract {

  private static final FleetCounts NONE = new FleetCounts(0, 0, 0, 0, 0, 0);

  private final RegistryStore stores = newStore();
  private final DeviceStore store = stores.devices();

  /** Returns an empty store. */
  abstract RegistryStore newStore();

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void insert_claimed_isFoundByIdAndNick() {
    Device device = inserted(owned(ALICE, LAMP));

    assertThat(store.find(device.id())).contains(device);
    assertThat(store.findByNick(ALICE, LAMP)).contains(device);
    assertThat(store.findByNick(BOB, LAMP)).isEmpty();
    assertThat(store.findByNick(ALICE, new Nick("LAMP"))).isEmpty();
  }

  @Test
  void insert_unclaimed_keepsTheChallengeAndIsNotFoundByNick() {
    Device device = inserted(unclaimed(LAMP));

    assertThat(store.find(device.id())).contains(device);
    assertThat(store.findByNick(ALICE, LAMP)).isEmpty();
  }

  @Test
  void insert_everythingOfADevice_isKept() {
    Metadata user = Metadata.of(Map.of("site", "Lübeck", "rack", 7, "ok", true));
    Metadata device = Metadata.of(Map.of("load", 0.25, "disks", List.of("a", Map.of("size", 1))));
    DeviceHistory history =
        new DeviceHistory(
            START.plusNanos(1_000),
            START.plusNanos(2_000),
            Optional.of(START.plusNanos(3_000)),
            Long.MAX_VALUE);
    StoredDevice made = withMetadata(published(ALICE, LAMP), new DeviceMetadata(user, device));
    StoredDevice stored = new StoredDevice(made.device().withHistory(history), SECRET);
    store.insert(stored);

    assertThat(store.find(stored.device().id())).contains(stored.device());
    assertThat(store.update(stored.device().id(), before -> before)).contains(stored);
    assertThat(store.credential(stored.device().id()))
        .contains(new DeviceCredential(LAMP, Optional.of(ALICE), SECRET));
    assertThat(store.list(DeviceQuery.ownedBy(ALICE)).devices()).containsExactly(stored.device());
  }

  @Test
  void insert_nickOfAnotherOwner_isKept() {
    inserted(owned(ALICE, LAMP));
    Device device = inserted(owned(BOB, LAMP));

    assertThat(store.findByNick(BOB, LAMP)).contains(device);
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
    Device first = inserted(owned(ALICE, LAMP));
    StoredDevice second = owned(ALICE, LAMP);

    assertConflict(() -> store.insert(second));
    assertThat(store.find(second.device().id())).isEmpty();
    assertThat(store.findByNick(ALICE, LAMP)).contains(first);
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 0, 0, 0, 0));
  }

  @Test
  void insert_takenId_isRefusedAndKeepsNothing() {
    StoredDevice first = owned(ALICE, LAMP);
    store.insert(first);

    assertThatIllegalArgumentException().isThrownBy(() -> store.insert(withNick(first, DOOR)));
    assertThat(store.find(first.device().id())).contains(first.device());
    assertThat(store.findByNick(ALICE, DOOR)).isEmpty();
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 0, 0, 0, 0));
  }

  @Test
  void update_nick_movesIt() {
    Device device = inserted(owned(ALICE, LAMP));

    Optional<StoredDevice> renamed = store.update(device.id(), before -> withNick(before, DOOR));

    assertThat(store.findByNick(ALICE, DOOR)).isEqualTo(renamed.map(StoredDevice::device));
    assertThat(renamed).hasValueSatisfying(d -> assertThat(d.device().nick()).isEqualTo(DOOR));
    assertThat(store.findByNick(ALICE, LAMP)).isEmpty();
    inserted(owned(ALICE, LAMP));
  }

  @Test
  void update_secretAndMetadata_areKept() {
    Device device = inserted(owned(ALICE, LAMP));
    StoredSecret secret = new StoredSecret(new SecretHash("another hash"), 4);
    DeviceMetadata metadata =
        new DeviceMetadata(Metadata.of(Map.of("a", 1)), Metadata.of(Map.of("b", 2)));

    store.update(
        device.id(), before -> new StoredDevice(withMetadata(before, metadata).device(), secret));

    assertThat(store.credential(device.id()).map(DeviceCredential::secret)).contains(secret);
    assertThat(store.find(device.id()).map(Device::metadata)).contains(metadata);
  }

  @Test
  void update_takenNick_isConflictAndChangesNothing() {
    inserted(owned(ALICE, LAMP));
    Device device = inserted(owned(ALICE, DOOR));

    assertConflict(() -> store.update(device.id(), before -> withNick(before, LAMP)));
    assertThat(store.find(device.id())).contains(device);
    assertThat(store.findByNick(ALICE, DOOR)).contains(device);
  }

  @Test
  void update_toAnOwnerWhoHasTheNick_isConflictAndChangesNothing() {
    inserted(owned(ALICE, LAMP));
    Device device = inserted(unclaimed(LAMP));

    assertConflict(() -> claim(device, false));
    assertThat(store.find(device.id())).contains(device);
    assertThat(counts()).isEqualTo(new FleetCounts(1, 1, 0, 0, 0, 0));
  }

  @Test
  void update_changeThrows_changesNothing() {
    Device device = inserted(owned(ALICE, LAMP));

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
    Device device = inserted(owned(ALICE, LAMP));
    StoredDevice other = owned(ALICE, DOOR);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.update(device.id(), before -> other));
    assertThat(store.find(device.id())).contains(device);
    assertThat(store.find(other.device().id())).isEmpty();
  }

  @Test
  void unknownDevice_everyMethod_findsNone() {
    DeviceId id = new DeviceId(nextId());

    assertThat(store.find(id)).isEmpty();
    assertThat(store.credential(id)).isEmpty();
    assertThat(store.update(id, before -> before)).isEmpty();
    assertThat(store.markSeen(id, START)).isFalse();
    assertThat(store.delete(id, device -> {})).isEmpty();
    assertThat(store.list(DeviceQuery.ownedBy(ALICE)))
        .isEqualTo(new DevicePage(List.of(), 0, false));
  }

  @Test
  void delete_device_isGoneFromEveryRead() {
    Device device = inserted(published(ALICE, LAMP));
    store.markSeen(device.id(), START);
    Device last = store.find(device.id()).orElseThrow();

    assertThat(store.delete(device.id(), checked -> assertThat(checked).isEqualTo(last)))
        .contains(last);

    assertThat(store.find(device.id())).isEmpty();
    assertThat(store.findByNick(ALICE, LAMP)).isEmpty();
    assertThat(store.credential(device.id())).isEmpty();
    assertThat(store.list(DeviceQuery.ownedBy(ALICE)).total()).isZero();
    assertThat(store.list(DeviceQuery.ownedBy(ALICE).onlyPublic()).devices()).isEmpty();
    assertThat(store.update(device.id(), before -> before)).isEmpty();
    assertThat(store.markSeen(device.id(), START)).isFalse();
    assertThat(store.delete(device.id(), checked -> {})).isEmpty();
    assertThat(counts()).isEqualTo(NONE);
  }

  @Test
  void delete_checkThrows_deletesNothing() {
    Device device = inserted(owned(ALICE, LAMP));

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store.delete(
                    device.id(),
                    checked -> {
                      throw new IllegalStateException("no");
                    }));
    assertThat(store.find(device.id())).contains(device);
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 0, 0, 0, 0));
  }

  @Test
  void delete_device_freesItsNick() {
    store.delete(inserted(owned(ALICE, LAMP)).id(), device -> {});
    Device next = inserted(owned(ALICE, LAMP));

    assertThat(store.findByNick(ALICE, LAMP)).contains(next);
  }

  @Test
  void markSeen_onlyForwardInTime() {
    Device device = inserted(owned(ALICE, LAMP));

    assertThat(store.markSeen(device.id(), START.plusSeconds(50))).isTrue();
    assertThat(store.markSeen(device.id(), START.plusSeconds(30))).isTrue();

    assertThat(store.find(device.id()).flatMap(Device::lastSeen)).contains(START.plusSeconds(50));
    assertThat(store.findByNick(ALICE, LAMP)).isEqualTo(store.find(device.id()));
    store.markSeen(device.id(), START.plusSeconds(50 + FleetCounts.SEEN_RESOLUTION_SECONDS));
    assertThat(store.find(device.id()).flatMap(Device::lastSeen)).contains(START.plusSeconds(60));
  }

  @Test
  void list_pages_areInOrderOfIdAndComplete() {
    List<StoredDevice> made = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      made.add(owned(ALICE, new Nick("lamp-" + i)));
      inserted(owned(BOB, new Nick("lamp-" + i)));
      inserted(unclaimed(new Nick("lamp-" + i)));
    }
    List.of(3, 9, 0, 5, 1, 8, 2, 7, 4, 6).forEach(i -> store.insert(made.get(i)));
    List<Device> devices = made.stream().map(StoredDevice::device).toList();
    DeviceQuery query = DeviceQuery.ownedBy(ALICE).withLimit(4);

    assertThat(store.list(query)).isEqualTo(new DevicePage(devices.subList(0, 4), 10, true));
    assertThat(store.list(query.startingAfter(devices.get(3).id())))
        .isEqualTo(new DevicePage(devices.subList(4, 8), 10, true));
    assertThat(store.list(query.startingAfter(devices.get(5).id())))
        .isEqualTo(new DevicePage(devices.subList(6, 10), 10, false));
    store.delete(devices.get(7).id(), device -> {});
    assertThat(store.list(query.startingAfter(devices.get(7).id())))
        .isEqualTo(new DevicePage(devices.subList(8, 10), 9, false));
    assertThat(store.list(query.startingAfter(devices.get(9).id())))
        .isEqualTo(new DevicePage(List.of(), 9, false));
  }

  @Test
  void list_onlyPublic_leavesOutTheRest() {
    Device shown = inserted(published(ALICE, LAMP));
    inserted(owned(ALICE, DOOR));

    assertThat(store.list(DeviceQuery.ownedBy(ALICE).onlyPublic()))
        .isEqualTo(new DevicePage(List.of(shown), 1, false));
  }

  @Test
  void list_filters_pickAcrossPages() {
    List<Device> rooms = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Metadata room = Metadata.of(Map.of("room", i % 3 == 0 ? "Kitchen" : "hall"));
      Device device =
          inserted(
              withMetadata(
                  owned(ALICE, new Nick("lamp-" + i)), new DeviceMetadata(room, Metadata.EMPTY)));
      if (i % 3 == 0) {
        rooms.add(device);
      }
    }
    DeviceFilter kitchens =
        new DeviceFilter(new DeviceFilter.UserMetaKey("room"), Operator.STARTS_WITH, "kit");
    DeviceQuery query = DeviceQuery.ownedBy(ALICE).withFilters(List.of(kitchens)).withLimit(3);

    assertThat(store.list(query)).isEqualTo(new DevicePage(rooms.subList(0, 3), 4, true));
    assertThat(store.list(query.startingAfter(rooms.get(2).id())))
        .isEqualTo(new DevicePage(rooms.subList(3, 4), 4, false));
    DeviceFilter second = new DeviceFilter(Attribute.NICK, Operator.EQUALS, "LAMP-3");
    assertThat(store.list(query.withFilters(List.of(kitchens, second))).devices())
        .containsExactly(rooms.get(1));
  }

  @Test
  void fleetCounts_followsEveryChange() {
    assertThat(counts()).isEqualTo(NONE);
    Device device = inserted(unclaimed(LAMP));
    assertThat(counts()).isEqualTo(new FleetCounts(0, 1, 0, 0, 0, 0));
    claim(device, true);
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 1, 0, 0, 0));
    store.markSeen(device.id(), START.minus(Duration.ofHours(23)));
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 1, 0, 0, 1));
    store.markSeen(device.id(), START.minus(Duration.ofMinutes(59)));
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 1, 0, 1, 1));
    store.update(device.id(), before -> seenAt(before, START));
    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 1, 1, 1, 1));
    store.delete(device.id(), checked -> {});
    assertThat(counts()).isEqualTo(NONE);
  }

  @Test
  void fleetCounts_insertOfASeenDevice_countsItAsSeen() {
    store.insert(seenAt(owned(ALICE, LAMP), START));

    assertThat(counts()).isEqualTo(new FleetCounts(1, 0, 0, 1, 1, 1));
  }

  private FleetCounts counts() {
    Instant now = START;
    return store.fleetCounts(now);
  }

  private Device inserted(StoredDevice stored) {
    store.insert(stored);
    return stored.device();
  }

  private void claim(Device device, boolean isPublic) {
    store.update(
        device.id(), before -> withOwnership(before, new Ownership.Claimed(ALICE, isPublic)));
  }
}
