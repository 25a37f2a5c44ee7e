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
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    registry.register(ALICE, DeviceDraft.named(LAMP)).device();
    Device device =
        registry.publish(ALICE, registry.register(ALICE, DeviceDraft.named(DOOR)).device().id());
    Device gone =
        registry.delete(
            ALICE, registry.register(ALICE, DeviceDraft.EMPTY).device().id(), Precondition.NONE);
    for (Nick nick : List.of(LAMP, new Nick("free"))) {
      Device unclaimed = registry.register(NOBODY, DeviceDraft.named(nick)).device();
      runAll(works, ALICE, unclaimed, challengeOf(unclaimed), nick);
    }
    for (Caller caller : List.of(BOB, self(device), ALICE)) {
      for (Device each : List.of(gone, device)) {
        runAll(works, caller, each, new Challenge("x-y-z"), LAMP);
      }
    }
    TestRegistry fails = new TestRegistry(new FailingRegistryStore());
    runAll(fails, ALICE, device, new Challenge("x-y-z"), LAMP);

    assertThat(outcomes(works, fails)).isEqualTo(declared());
  }

  @Test
  void observe_everyUseCase_isToldOnceWithADuration() {
    TestRegistry fixture = new TestRegistry();
    Device device = fixture.registry.register(ALICE, DeviceDraft.EMPTY).device();
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
        DeviceRegistry.builder(new InMemoryRegistryStore(), new PlainPasswordHasher())
            .observer(
                (operation, outcome, elapsedNanos) -> {
                  throw new IllegalStateException("observer is broken");
                })
            .build();

    Device device = registry.register(ALICE, DeviceDraft.EMPTY).device();

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
    Metadata tooMuch = Metadata.of(Map.of("k", "x".repeat(DeviceMetadata.MAX_BYTES)));
    MetadataChange more = new MetadataChange.Merge(tooMuch);
    DeviceDraft large = new DeviceDraft(Optional.empty(), Optional.empty(), tooMuch, tooMuch);
    DeviceQuery query = DeviceQuery.ownedBy(ALICE.account());
    DeviceFilter hidden =
        new DeviceFilter(DeviceFilter.Attribute.LAST_SEEN, DeviceFilter.Operator.STARTS_WITH, "20");
    Precondition stale = Precondition.revisionIn(Set.of(99L));
    Secret password = new Secret("password");
    Email email = new Email("carol@example.com");
    List<Consumer<DeviceRegistry>> useCases =
        List.of(
            registry -> registry.claim(caller, id, challenge),
            registry -> registry.find(caller, id),
            registry -> registry.list(caller, query),
            registry -> registry.list(caller, query.withFilters(List.of(hidden))),
            registry -> registry.rename(caller, id, nick),
            registry -> registry.update(caller, id, DeviceChange.NONE, stale),
            registry ->
                registry.update(
                    caller, id, DeviceChange.NONE.withUserMeta(more), Precondition.NONE),
            registry -> registry.register(caller, DeviceDraft.EMPTY),
            registry -> registry.register(caller, large),
            registry -> registry.register(caller, DeviceDraft.named(nick)),
            registry -> registry.register(new JoinTokenValue("A".repeat(32)), DeviceDraft.EMPTY),
            registry -> registry.publish(caller, id),
            registry -> registry.unpublish(caller, id),
            registry -> registry.publish(ALICE, id),
            registry -> registry.seen(self(device)),
            registry -> registry.joinTokens().create(caller, Optional.of(nick), Metadata.EMPTY),
            registry -> registry.joinTokens().create(caller, Optional.of(nick), tooMuch),
            registry -> registry.joinTokens().list(caller),
            registry -> disableFirst(registry, caller),
            registry -> registry.joinTokens().disable(caller, new JoinTokenId("0".repeat(24))),
            registry -> registry.accounts().create(email, password, nick, Account.Role.USER),
            registry -> registry.accounts().setEnabled(ALICE.account(), true),
            registry -> enableFirst(registry),
            registry -> registry.authenticator().logIn("carol@example.com", "password"),
            registry -> registry.authenticator().logIn("carol@example.com", "wrong"),
            registry -> registry.delete(caller, id, stale),
            registry -> registry.delete(caller, id, Precondition.NONE));
    for (Consumer<DeviceRegistry> useCase : useCases) {
      try {
        useCase.accept(fixture.registry);
      } catch (RuntimeException e) {
        assertThat(fixture.observations).isNotEmpty();
      }
    }
  }

  private static void disableFirst(DeviceRegistry registry, Caller caller) {
    registry.joinTokens().disable(caller, registry.joinTokens().list(caller).get(0).id());
  }

  private static void enableFirst(DeviceRegistry registry) {
    Account first = registry.accounts().list(Optional.empty(), 1).get(0);
    registry.accounts().setEnabled(first.prn(), true);
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
