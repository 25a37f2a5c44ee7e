package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.Caller;
import com.pantahub.registry.Challenge;
import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceChange;
import com.pantahub.registry.DeviceDraft;
import com.pantahub.registry.DeviceHistory;
import com.pantahub.registry.DeviceRegistry;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.FleetCounts;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.MetadataChange;
import com.pantahub.registry.Nick;
import com.pantahub.registry.PlainPasswordHasher;
import com.pantahub.registry.Precondition;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.Simultaneously;
import com.pantahub.registry.StoredDevice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DeviceStore} does when many use it at the same moment.
 *
 * <p>The threads meet over one device or nick after the other, and the clock, which is read in the
 * midst of a change, gives way to the other threads: so that a store which lets go of a device
 * between reading and writing is found out.
 */
abstract class DeviceStoreConcurrencyContract {

  private static final int ROUNDS = 50;

  private static final Caller.User ALICE = new Caller.User(StoreFixtures.ALICE);
  private static final Caller.Anonymous NOBODY = new Caller.Anonymous();

  private final RegistryStore stores = newStore();
  private final DeviceStore store = stores.devices();
  private final DeviceRegistry registry =
      DeviceRegistry.builder(stores, new PlainPasswordHasher())
          .clock(
              () -> {
                LockSupport.parkNanos(1);
                return START;
              })
          .build();

  /** Returns an empty store. */
  abstract RegistryStore newStore();

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void claim_100AtOnce_exactlyOneWins() throws Exception {
    List<Device> devices =
        Stream.generate(() -> registry.register(NOBODY, DeviceDraft.EMPTY).device())
            .limit(ROUNDS)
            .toList();

    List<List<Object>> results =
        Simultaneously.run(
            100,
            number ->
                devices.stream()
                    .map(d -> result(() -> registry.claim(user(number), d.id(), challengeOf(d))))
                    .toList());

    for (int round = 0; round < ROUNDS; round++) {
      Device kept = store.find(devices.get(round).id()).orElseThrow();
      assertOnlyWinner(kept, Reason.FORBIDDEN, resultsOf(round, results));
    }
    assertThat(registry.fleetCounts()).isEqualTo(new FleetCounts(ROUNDS, 0, 0, 0, 0, 0));
  }

  @Test
  void register_sameNick50AtOnce_exactlyOneWins() throws Exception {
    List<Nick> nicks = IntStream.range(0, ROUNDS).mapToObj(i -> new Nick("lamp-" + i)).toList();

    List<List<Object>> results =
        Simultaneously.run(
            50,
            number ->
                nicks.stream()
                    .map(
                        nick ->
                            result(
                                () -> registry.register(ALICE, DeviceDraft.named(nick)).device()))
                    .toList());

    for (int round = 0; round < ROUNDS; round++) {
      Device kept = store.findByNick(ALICE.account(), nicks.get(round)).orElseThrow();
      assertOnlyWinner(kept, Reason.CONFLICT, resultsOf(round, results));
    }
    assertThat(registry.fleetCounts()).isEqualTo(new FleetCounts(ROUNDS, 0, 0, 0, 0, 0));
  }

  @Test
  void rename_toTheSameNick50AtOnce_exactlyOneWins() throws Exception {
    List<Device> devices =
        Stream.generate(() -> registry.register(ALICE, DeviceDraft.EMPTY).device())
            .limit(50)
            .toList();
    Nick nick = new Nick("lamp");

    List<Object> results =
        Simultaneously.run(
            50, number -> result(() -> registry.rename(ALICE, devices.get(number).id(), nick)));

    assertOnlyWinner(
        store.findByNick(ALICE.account(), nick).orElseThrow(), Reason.CONFLICT, results);
  }

  @Test
  void update_sameDevice50AtOnce_losesNone() throws Exception {
    Device device = registry.register(ALICE, DeviceDraft.EMPTY).device();

    List<Long> updated =
        Simultaneously.run(
            50,
            number ->
                IntStream.range(0, ROUNDS)
                    .mapToObj(round -> store.update(device.id(), this::oneMillisecondLater))
                    .flatMap(found -> found.stream())
                    .count());

    assertThat(updated).containsOnly((long) ROUNDS);
    assertThat(store.find(device.id()).map(Device::timeModified))
        .contains(START.plusMillis(50 * ROUNDS));
  }

  @Test
  void delete_20AtOnce_onlyOneGetsTheDevice() throws Exception {
    List<Device> devices =
        Stream.generate(() -> registry.register(ALICE, DeviceDraft.EMPTY).device())
            .limit(ROUNDS)
            .toList();

    List<List<Device>> deleted =
        Simultaneously.run(
            20,
            number ->
                devices.stream()
                    .flatMap(d -> store.delete(d.id(), checked -> {}).stream())
                    .toList());

    assertThat(deleted.stream().flatMap(Collection::stream))
        .containsExactlyInAnyOrderElementsOf(devices);
    assertThat(registry.fleetCounts()).isEqualTo(new FleetCounts(0, 0, 0, 0, 0, 0));
  }

  @Test
  void update_metadataKeysOfOneDevice1000AtOnce_losesNone() throws Exception {
    Device device = registry.register(ALICE, DeviceDraft.EMPTY).device();

    List<Boolean> done =
        Simultaneously.run(
            20,
            thread -> {
              IntStream.range(0, ROUNDS).forEach(i -> note(device, "key-" + thread + "-" + i));
              return true;
            });

    assertThat(done).hasSize(20);
    Device kept = store.find(device.id()).orElseThrow();
    assertThat(kept.userMeta().asMap()).hasSize(20 * ROUNDS);
    assertThat(kept.revision()).isEqualTo(20L * ROUNDS);
  }

  private void note(Device device, String key) {
    MetadataChange change = new MetadataChange.Merge(Metadata.of(Map.of(key, 1)));
    registry.update(ALICE, device.id(), DeviceChange.NONE.withUserMeta(change), Precondition.NONE);
  }

  private StoredDevice oneMillisecondLater(StoredDevice stored) {
    LockSupport.parkNanos(1);
    DeviceHistory history = stored.device().history();
    return StoreFixtures.withDevice(
        stored,
        stored
            .device()
            .withHistory(
                new DeviceHistory(
                    history.created(),
                    history.modified().plusMillis(1),
                    history.lastSeen(),
                    history.revision())));
  }

  private static Challenge challengeOf(Device device) {
    return device.challenge().orElseThrow();
  }

  private static void assertOnlyWinner(Device kept, Reason reason, List<Object> results) {
    assertThat(results).filteredOn(Device.class::isInstance).containsExactly(kept);
    assertThat(results).filteredOn(reason::equals).hasSize(results.size() - 1);
  }

  private static List<Object> resultsOf(int round, List<List<Object>> results) {
    return results.stream().map(ofThread -> ofThread.get(round)).toList();
  }

  /** Returns the device, or the reason for which there is none. */
  private static Object result(Supplier<Device> useCase) {
    try {
      return useCase.get();
    } catch (RegistryException e) {
      return e.reason();
    }
  }

  private static Caller.User user(int number) {
    return new Caller.User(new Prn("prn:::accounts:/%024x".formatted(number)));
  }
}
