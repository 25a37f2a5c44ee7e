package com.pantahub.registry;

import static com.pantahub.registry.DeviceChange.NONE;
import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.START;
import static com.pantahub.registry.TestRegistry.self;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How devices change, and when they do not. */
class DeviceRegistryUpdateTest {

  private static final Nick LAMP = new Nick("lamp");
  private static final Metadata NOTE = Metadata.of(Map.of("note", 1));

  private final TestRegistry fixture = new TestRegistry();
  private final DeviceRegistry registry = fixture.registry;
  private final Device device = registry.register(ALICE, DeviceDraft.EMPTY).device();

  @Test
  void update_severalFields_isOneChange() {
    fixture.clock.advance(Duration.ofMinutes(1));

    Device changed =
        update(ALICE, NONE.withNick(LAMP).withPublic(true).withUserMeta(replace(NOTE)));

    assertThat(changed.nick()).isEqualTo(LAMP);
    assertThat(changed.isPublic()).isTrue();
    assertThat(changed.userMeta()).isEqualTo(NOTE);
    assertThat(changed.revision()).isEqualTo(1);
    assertThat(changed.timeModified()).isEqualTo(START.plusSeconds(60));
    assertThat(registry.find(ALICE, device.id())).isEqualTo(changed);
  }

  @Test
  void update_oneFieldIsRefused_changesNothing() {
    DeviceChange change = NONE.withNick(LAMP).withDeviceMeta(replace(NOTE));

    assertRefused(Reason.FORBIDDEN, () -> update(ALICE, change));
    assertRefused(
        Reason.FORBIDDEN, () -> update(self(device), NONE.withNick(LAMP).withPublic(true)));
    assertThat(registry.find(ALICE, device.id())).isEqualTo(device);
  }

  @Test
  void update_whatIsThereAlready_leavesTimeAndRevision() {
    fixture.clock.advance(Duration.ofMinutes(1));

    assertThat(update(ALICE, NONE.withNick(device.nick()).withUserMeta(replace(Metadata.EMPTY))))
        .isEqualTo(device);
  }

  @Test
  void update_byTheDevice_countsAsSeen() {
    fixture.clock.advance(Duration.ofMinutes(1));

    Device changed = update(self(device), NONE.withDeviceMeta(replace(NOTE)));

    assertThat(changed.lastSeen()).contains(START.plusSeconds(60));
    assertThat(registry.fleetCounts().seenWithin5Minutes()).isEqualTo(1);
    assertThat(update(ALICE, NONE.withNick(LAMP)).lastSeen()).contains(START.plusSeconds(60));
  }

  @Test
  void update_secret_voidsTheOldOneAndItsGeneration() {
    Registration registered = registry.register(ALICE, DeviceDraft.EMPTY);
    String name = registered.device().prn().value();
    Principal before = registry.authenticator().logIn(name, registered.secret().value());

    registry.update(
        ALICE, registered.device().id(), NONE.withSecret(new Secret("new")), Precondition.NONE);

    assertRefused(
        Reason.UNAUTHENTICATED,
        () -> registry.authenticator().logIn(name, registered.secret().value()));
    Principal after = registry.authenticator().logIn(name, "new");
    assertThat(after.generation()).isEqualTo(before.generation() + 1);
    assertThat(registry.authenticator().check(before.prn(), before.generation())).isEmpty();
    assertThat(registry.authenticator().check(after.prn(), after.generation())).contains(after);
  }

  @Test
  void update_metadataBeyondTheLimitTakenTogether_isTooLarge() {
    int half = DeviceMetadata.MAX_BYTES / 2;
    Metadata exactlyHalf = Metadata.of(Map.of("k", "x".repeat(half - "{\"k\":\"\"}".length())));
    update(ALICE, NONE.withUserMeta(replace(exactlyHalf)));
    update(self(device), NONE.withDeviceMeta(replace(exactlyHalf)));
    Device full = registry.find(ALICE, device.id());

    assertRefused(Reason.TOO_LARGE, () -> update(ALICE, NONE.withUserMeta(merge(NOTE))));
    assertThat(registry.find(ALICE, device.id())).isEqualTo(full);
    assertThat(update(ALICE, NONE.withNick(LAMP)).nick()).isEqualTo(LAMP);
  }

  @Test
  void precondition_revisionOfThen_isMetOnlyWhileNothingChanges() {
    Precondition read = Precondition.revisionIn(Set.of(device.revision()));
    Device renamed = registry.update(ALICE, device.id(), NONE.withNick(LAMP), read);

    assertRefused(
        Reason.PRECONDITION_FAILED,
        () -> registry.update(ALICE, device.id(), NONE.withPublic(true), read));
    assertRefused(Reason.PRECONDITION_FAILED, () -> registry.delete(ALICE, device.id(), read));
    assertThat(registry.find(ALICE, device.id())).isEqualTo(renamed);
    registry.seen(self(device));
    registry.delete(ALICE, device.id(), Precondition.revisionIn(Set.of(renamed.revision())));
    assertThat(fixture.store.devices().find(device.id())).isEqualTo(Optional.empty());
  }

  private Device update(Caller caller, DeviceChange change) {
    return registry.update(caller, device.id(), change, Precondition.NONE);
  }

  private static MetadataChange replace(Metadata metadata) {
    return new MetadataChange.Replace(metadata);
  }

  private static MetadataChange merge(Metadata metadata) {
    return new MetadataChange.Merge(metadata);
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(call)
        .returns(reason, RegistryException::reason);
  }
}
