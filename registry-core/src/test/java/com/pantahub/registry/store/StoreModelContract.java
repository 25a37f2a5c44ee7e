package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.ALICE;
import static com.pantahub.registry.store.StoreFixtures.BOB;
import static com.pantahub.registry.store.StoreFixtures.START;
import static com.pantahub.registry.store.StoreFixtures.owned;
import static com.pantahub.registry.store.StoreFixtures.seenAt;
import static com.pantahub.registry.store.StoreFixtures.unclaimed;
import static com.pantahub.registry.store.StoreFixtures.withMetadata;
import static com.pantahub.registry.store.StoreFixtures.withNick;
import static com.pantahub.registry.store.StoreFixtures.withOwnership;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.DeviceFilter;
import com.pantahub.registry.DeviceFilter.Attribute;
import com.pantahub.registry.DeviceFilter.Operator;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DeviceMetadata;
import com.pantahub.registry.DeviceQuery;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Ownership;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.Simultaneously;
import com.pantahub.registry.StoredDevice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That a store does, step for step, what the one in memory does, and keeps its counters right. */
abstract class StoreModelContract {

  private static final int STEPS = 1_500;
  private static final List<Operator> OPERATORS = List.of(Operator.values());

  private final SqlRegistryStore stores = newStore();
  private final DeviceStore store = stores.devices();

  /** Returns an empty store. */
  abstract SqlRegistryStore newStore();

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void randomLife_everyAnswer_isThatOfTheModel() {
    Random random = seeded();
    DeviceStore model = new InMemoryRegistryStore().devices();
    List<StoredDevice> made = new ArrayList<>();
    Instant now = START;
    for (int step = 0; step < STEPS; step++) {
      now = now.plusSeconds(10L * random.nextInt(random.nextInt(50) == 0 ? 5_000 : 6));
      Function<DeviceStore, Object> action = action(random, made, now);

      assertThat(outcome(action, store)).as("step " + step).isEqualTo(outcome(action, model));
      if (step % 10 == 0) {
        assertThat(store.fleetCounts(now)).isEqualTo(model.fleetCounts(now));
      }
    }
    assertThat(stores.problems()).isEmpty();
  }

  @Test
  void randomLife_manyThreads_countersAreRight() throws Exception {
    Random random = seeded();
    List<StoredDevice> shared = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      StoredDevice device = i % 3 == 0 ? unclaimed(nick(i)) : owned(ALICE, nick(i));
      store.insert(device);
      shared.add(device);
    }
    List<Integer> seeds = random.ints(8).boxed().toList();

    Simultaneously.run(
        seeds.size(),
        thread -> {
          Random own = new Random(seeds.get(thread));
          List<StoredDevice> known = new ArrayList<>(shared);
          for (int step = 0; step < 150; step++) {
            Instant when = START.plusSeconds(own.nextInt(100_000));
            Object unused = outcome(action(own, known, when), store);
          }
          return thread;
        });

    assertThat(stores.problems()).isEmpty();
  }

  private Random seeded() {
    long seed = new Random().nextLong();
    System.out.println(getClass().getSimpleName() + " seed=" + seed);
    return new Random(seed);
  }

  /** Returns what an action returns, or how it is refused. */
  private static Object outcome(Function<DeviceStore, Object> action, DeviceStore store) {
    try {
      return action.apply(store);
    } catch (RegistryException e) {
      return e.reason() + " " + e.getMessage();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Function<DeviceStore, Object> action(
      Random random, List<StoredDevice> made, Instant now) {
    if (made.isEmpty() || random.nextInt(5) == 0) {
      return insert(random, made, now);
    }
    DeviceId id = made.get(random.nextInt(made.size())).device().id();
    return switch (random.nextInt(10)) {
      case 0 -> store -> store.delete(id, device -> {});
      case 1 -> store -> store.find(id);
      case 2 -> store -> store.credential(id);
      case 3, 4 -> store -> store.markSeen(id, now);
      case 5 -> list(random, id);
      case 6 -> findByNick(owner(random), nick(random.nextInt(40)));
      default -> update(random, id, now);
    };
  }

  private static Function<DeviceStore, Object> insert(
      Random random, List<StoredDevice> made, Instant now) {
    Nick nick = nick(random.nextInt(40));
    StoredDevice fresh = random.nextBoolean() ? owned(owner(random), nick) : unclaimed(nick);
    StoredDevice device = random.nextInt(4) == 0 ? seenAt(fresh, now) : fresh;
    StoredDevice inserted =
        random.nextInt(20) == 0 && !made.isEmpty() ? made.get(random.nextInt(made.size())) : device;
    made.add(inserted);
    return store -> {
      store.insert(inserted);
      return "inserted";
    };
  }

  private static Function<DeviceStore, Object> findByNick(Prn owner, Nick nick) {
    return store -> store.findByNick(owner, nick);
  }

  private static Function<DeviceStore, Object> update(Random random, DeviceId id, Instant now) {
    Nick nick = nick(random.nextInt(40));
    Ownership ownership = new Ownership.Claimed(owner(random), random.nextBoolean());
    Metadata note = Metadata.of(Map.of("room", "R" + random.nextInt(3), "n", random.nextInt(9)));
    return switch (random.nextInt(5)) {
      case 0 -> store -> store.update(id, before -> withNick(before, nick));
      case 1 -> store -> store.update(id, before -> withOwnership(before, ownership));
      case 2 ->
          store ->
              store.update(
                  id,
                  before ->
                      withMetadata(before, new DeviceMetadata(note, before.device().deviceMeta())));
      case 3 ->
          store ->
              store.update(
                  id,
                  before ->
                      seenAt(
                          withMetadata(
                              before, new DeviceMetadata(before.device().userMeta(), note)),
                          now));
      default -> store -> store.update(id, before -> before);
    };
  }

  private static Function<DeviceStore, Object> list(Random random, DeviceId id) {
    List<DeviceFilter> filters = new ArrayList<>();
    Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    switch (random.nextInt(4)) {
      case 0 -> filters.add(new DeviceFilter(new DeviceFilter.UserMetaKey("room"), operator, "r1"));
      case 1 -> filters.add(new DeviceFilter(Attribute.NICK, operator, "Lamp-1"));
      default -> {}
    }
    DeviceQuery query =
        new DeviceQuery(
            owner(random),
            random.nextInt(3) == 0,
            filters,
            random.nextBoolean() ? Optional.of(id) : Optional.empty(),
            1 + random.nextInt(8));
    return store -> store.list(query);
  }

  private static Prn owner(Random random) {
    return random.nextBoolean() ? ALICE : BOB;
  }

  private static Nick nick(int number) {
    return new Nick("lamp-" + number);
  }
}
