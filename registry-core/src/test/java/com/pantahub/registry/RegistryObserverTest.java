package com.pantahub.registry;

import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.BOB;
import static com.pantahub.registry.TestRegistry.NOBODY;
import static com.pantahub.registry.TestRegistry.challengeOf;
import static com.pantahub.registry.TestRegistry.self;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.RegistryObserver.Operation;
import com.pantahub.registry.RegistryObserver.Outcome;
import com.pantahub.registry.TestRegistry.Observation;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RegistryObserverTest {

  private static final Nick LAMP = new Nick("lamp");
  private static final Nick DOOR = new Nick("door");

  @Test
  void observe_everyOperation_endsInExactlyTheOutcomesItDeclares() {
    TestRegistry works = new TestRegistry();
    DeviceRegistry registry = works.registry;
    registry.register(ALICE, LAMP);
    Device device = registry.publish(ALICE, registry.register(ALICE, DOOR).id());
    Device gone = registry.delete(ALICE, registry.register(ALICE).id());
    for (Nick nick : List.of(LAMP, new Nick("free"))) {
      Device unclaimed = registry.register(NOBODY, nick);
      runAll(works, ALICE, unclaimed, challengeOf(unclaimed), nick);
    }
    for (Caller caller : List.of(BOB, self(device), ALICE)) {
      for (Device each : List.of(gone, device)) {
        runAll(works, caller, each, new Challenge("x-y-z"), LAMP);
      }
    }
    TestRegistry fails = new TestRegistry(new FailingDeviceStore());
    runAll(fails, ALICE, device, new Challenge("x-y-z"), LAMP);

    assertThat(outcomes(works, fails)).isEqualTo(declared());
  }

  @Test
  void observe_everyUseCase_isToldOnceWithADuration() {
    TestRegistry fixture = new TestRegistry();
    Device device = fixture.registry.register(ALICE);
    fixture.registry.seen(self(device));
    fixture.registry.fleetCounts();

    assertThat(fixture.observations)
        .extracting(Observation::operation)
        .containsExactly(Operation.REGISTER, Operation.SEEN);
    assertThat(fixture.observations).allSatisfy(o -> assertThat(o.elapsedNanos()).isNotNegative());
  }

  @Test
  void observe_observerThrows_useCaseStands() {
    DeviceRegistry registry =
        new DeviceRegistry(
            new InMemoryDeviceStore(),
            () -> TestRegistry.START,
            new SecureRandom(),
            (operation, outcome, elapsedNanos) -> {
              throw new IllegalStateException("observer is broken");
            });

    Device device = registry.register(ALICE);

    assertThat(registry.find(ALICE, device.id())).isEqualTo(device);
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> registry.find(BOB, device.id()))
        .returns(Reason.NOT_FOUND, RegistryException::reason);
  }

  @Test
  void outcomeOf_everyReason_hasItsName() {
    assertThat(Reason.values())
        .allSatisfy(reason -> assertThat(Outcome.of(reason)).hasToString(reason.name()));
  }

  /** Runs every use case, whatever comes of it. */
  private static void runAll(
      TestRegistry fixture, Caller caller, Device device, Challenge challenge, Nick nick) {
    DeviceId id = device.id();
    List<Consumer<DeviceRegistry>> useCases =
        List.of(
            registry -> registry.claim(caller, id, challenge),
            registry -> registry.find(caller, id),
            registry -> registry.list(caller, DeviceQuery.ownedBy(ALICE.account())),
            registry -> registry.rename(caller, id, nick),
            registry -> registry.register(caller),
            registry -> registry.register(caller, nick),
            registry -> registry.publish(caller, id),
            registry -> registry.unpublish(caller, id),
            registry -> registry.publish(ALICE, id),
            registry -> registry.seen(self(device)),
            registry -> registry.delete(caller, id));
    for (Consumer<DeviceRegistry> useCase : useCases) {
      try {
        useCase.accept(fixture.registry);
      } catch (RuntimeException e) {
        assertThat(fixture.observations).isNotEmpty();
      }
    }
  }

  private static Map<Operation, Set<Outcome>> outcomes(TestRegistry... fixtures) {
    Map<Operation, Set<Outcome>> outcomes = new EnumMap<>(Operation.class);
    for (TestRegistry fixture : fixtures) {
      for (Observation each : fixture.observations) {
        outcomes
            .computeIfAbsent(each.operation(), unused -> EnumSet.noneOf(Outcome.class))
            .add(each.outcome());
      }
    }
    return outcomes;
  }

  private static Map<Operation, Set<Outcome>> declared() {
    Map<Operation, Set<Outcome>> outcomes = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      outcomes.put(operation, operation.outcomes());
    }
    return outcomes;
  }
}
