package com.pantahub.registry;

import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.BOB;
import static com.pantahub.registry.TestRegistry.NOBODY;
import static com.pantahub.registry.TestRegistry.challengeOf;
import static com.pantahub.registry.TestRegistry.self;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FleetCountsTest {

  private final TestRegistry fixture = new TestRegistry();
  private final DeviceRegistry registry = fixture.registry;

  @Test
  void fleetCounts_asTimePasses_seenDevicesLeaveSpanBySpan() {
    registry.seen(self(registry.register(ALICE, DeviceDraft.EMPTY).device()));

    assertThat(registry.fleetCounts()).isEqualTo(new FleetCounts(1, 0, 0, 1, 1, 1));
    fixture.clock.advance(Duration.ofMinutes(5));
    assertThat(registry.fleetCounts()).isEqualTo(new FleetCounts(1, 0, 0, 1, 1, 1));
    fixture.clock.advance(Duration.ofSeconds(10));
    assertThat(registry.fleetCounts()).isEqualTo(new FleetCounts(1, 0, 0, 0, 1, 1));
    fixture.clock.advance(Duration.ofHours(1));
    assertThat(registry.fleetCounts()).isEqualTo(new FleetCounts(1, 0, 0, 0, 0, 1));
    fixture.clock.advance(Duration.ofHours(24));
    assertThat(registry.fleetCounts()).isEqualTo(new FleetCounts(1, 0, 0, 0, 0, 0));
  }

  @Test
  void fleetCounts_seenAgain_countsOnce() {
    Caller.DeviceCaller device = self(registry.register(ALICE, DeviceDraft.EMPTY).device());
    registry.seen(device);
    fixture.clock.advance(Duration.ofMinutes(30));
    registry.seen(device);

    assertThat(registry.fleetCounts()).isEqualTo(new FleetCounts(1, 0, 0, 1, 1, 1));
  }

  @Test
  void fleetCounts_refusedUseCases_changeNothing() {
    Device device =
        registry.publish(ALICE, registry.register(ALICE, DeviceDraft.EMPTY).device().id());
    FleetCounts before = registry.fleetCounts();

    assertThatThrownBy(() -> registry.register(ALICE, DeviceDraft.named(device.nick())).device());
    assertThatThrownBy(() -> registry.claim(BOB, device.id(), new Challenge("x-y-z")));
    assertThatThrownBy(() -> registry.unpublish(BOB, device.id()));
    assertThatThrownBy(() -> registry.delete(BOB, device.id(), Precondition.NONE));

    assertThat(registry.fleetCounts()).isEqualTo(before);
  }

  @Test
  void fleetCounts_randomLife_agreesWithARecount() {
    long seed = new Random().nextLong();
    System.out.println("FleetCountsTest seed=" + seed);
    Random random = new Random(seed);
    List<Device> known = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      fixture.clock.advance(
          Duration.ofSeconds(random.nextInt(random.nextInt(100) == 0 ? 50_000 : 30)));
      liveOn(known, random);
      if (step % 10 == 0) {
        assertThat(registry.fleetCounts()).isEqualTo(recount(known));
      }
    }
  }

  @Test
  void fleetCounts_manyThreads_agreesWithARecount() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("FleetCountsTest seed=" + seed);
    List<List<Device>> known =
        Simultaneously.run(
            8,
            thread -> {
              Random random = new Random(seed + thread);
              List<Device> mine = new ArrayList<>();
              for (int step = 0; step < 2_000; step++) {
                fixture.clock.advance(Duration.ofMillis(random.nextInt(5_000)));
                liveOn(mine, random);
              }
              return mine;
            });

    assertThat(registry.fleetCounts())
        .isEqualTo(recount(known.stream().flatMap(Collection::stream).toList()));
  }

  /** Does one thing with one device, or registers another. */
  private void liveOn(List<Device> known, Random random) {
    if (known.isEmpty() || random.nextInt(4) == 0) {
      known.add(
          registry.register(random.nextBoolean() ? ALICE : NOBODY, DeviceDraft.EMPTY).device());
      return;
    }
    int index = random.nextInt(known.size());
    Device device = fixture.store.devices().find(known.get(index).id()).orElseThrow();
    boolean claimed = device.owner().isPresent();
    switch (random.nextInt(6)) {
      case 0 -> {
        if (claimed) {
          registry.delete(ALICE, device.id(), Precondition.NONE);
          known.remove(index);
        }
      }
      case 1 -> {
        if (claimed) {
          registry.publish(ALICE, device.id());
        } else {
          registry.claim(ALICE, device.id(), challengeOf(device));
        }
      }
      case 2 -> {
        if (claimed) {
          registry.unpublish(ALICE, device.id());
        }
      }
      default -> registry.seen(self(device));
    }
  }

  private FleetCounts recount(List<Device> known) {
    List<Device> now =
        known.stream().map(d -> fixture.store.devices().find(d.id()).orElseThrow()).toList();
    return new FleetCounts(
        now.stream().filter(d -> d.owner().isPresent()).count(),
        now.stream().filter(d -> d.owner().isEmpty()).count(),
        now.stream().filter(Device::isPublic).count(),
        seenWithin(now, Duration.ofMinutes(5)),
        seenWithin(now, Duration.ofHours(1)),
        seenWithin(now, Duration.ofHours(24)));
  }

  private long seenWithin(List<Device> devices, Duration span) {
    long second = fixture.clock.instant().minus(span).getEpochSecond();
    Instant from = Instant.ofEpochSecond(second - second % FleetCounts.SEEN_RESOLUTION_SECONDS);
    return devices.stream()
        .map(Device::lastSeen)
        .flatMap(Optional::stream)
        .filter(seen -> !seen.isBefore(from))
        .count();
  }
}
