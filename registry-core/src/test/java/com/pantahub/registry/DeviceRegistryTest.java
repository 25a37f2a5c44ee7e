package com.pantahub.registry;

import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.BOB;
import static com.pantahub.registry.TestRegistry.NOBODY;
import static com.pantahub.registry.TestRegistry.START;
import static com.pantahub.registry.TestRegistry.challengeOf;
import static com.pantahub.registry.TestRegistry.self;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRegistryTest {

  private static final Nick LAMP = new Nick("lamp");
  private static final Nick DOOR = new Nick("door");

  private final TestRegistry fixture = new TestRegistry();
  private final MutableClock clock = fixture.clock;
  private final DeviceRegistry registry = fixture.registry;

  @Test
  void register_user_ownsAPrivateDeviceWithAThreeWordNick() {
    Device device = registry.register(ALICE, DeviceDraft.EMPTY).device();

    assertThat(device.owner()).contains(ALICE.account());
    assertThat(device.isPublic()).isFalse();
    assertThat(device.challenge()).isEmpty();
    assertThat(device.nick().value()).matches("[a-z]+_[a-z]+_[a-z]+");
    assertThat(device.timeCreated()).isEqualTo(START);
    assertThat(device.timeModified()).isEqualTo(START);
    assertThat(device.lastSeen()).isEmpty();
    assertThat(registry.find(ALICE, device.id())).isEqualTo(device);
    assertThat(registry.find(ALICE, ALICE.account(), device.nick())).isEqualTo(device);
  }

  @Test
  void register_userWithNick_keepsIt() {
    assertThat(registry.register(ALICE, DeviceDraft.named(LAMP)).device().nick()).isEqualTo(LAMP);
  }

  @Test
  void register_nickOfTheSameUser_isConflict() {
    registry.register(ALICE, DeviceDraft.named(LAMP)).device();

    assertRefused(
        Reason.CONFLICT, () -> registry.register(ALICE, DeviceDraft.named(LAMP)).device());
    assertThat(registry.register(BOB, DeviceDraft.named(LAMP)).device().nick()).isEqualTo(LAMP);
  }

  @Test
  void register_anonymous_isUnclaimedWithChallengeAndPlaceholderNick() {
    Device device = registry.register(NOBODY, DeviceDraft.EMPTY).device();

    assertThat(device.owner()).isEmpty();
    assertThat(challengeOf(device).value()).matches("[a-z]+-[a-z]+-[a-z]+");
    assertThat(device.nick().value()).isEqualTo("__unregistered__" + device.id());
    assertThat(registry.find(self(device), device.id())).isEqualTo(device);
  }

  @Test
  void register_anonymousWithNick_keepsItEvenIfOthersHaveIt() {
    registry.register(NOBODY, DeviceDraft.named(LAMP)).device();

    assertThat(registry.register(NOBODY, DeviceDraft.named(LAMP)).device().nick()).isEqualTo(LAMP);
  }

  @Test
  void register_device_isUnclaimedAsFromAnybodyUnknown() {
    Device sibling = registry.register(ALICE, DeviceDraft.EMPTY).device();

    Device device = registry.register(self(sibling), DeviceDraft.EMPTY).device();

    assertThat(device.owner()).isEmpty();
    assertThat(device.challenge()).isPresent();
  }

  @Test
  void register_metadata_isTakenFromWhomItIsOf() {
    Metadata note = Metadata.of(Map.of("note", 1));
    DeviceDraft draft = new DeviceDraft(Optional.empty(), Optional.empty(), note, note);

    assertThat(registry.register(ALICE, draft).device().metadata())
        .isEqualTo(new DeviceMetadata(note, Metadata.EMPTY));
    assertThat(registry.register(NOBODY, draft).device().metadata())
        .isEqualTo(new DeviceMetadata(Metadata.EMPTY, note));
  }

  @Test
  void register_secret_isTheGivenOrOneOf192Bits() {
    Secret chosen = new Secret("chosen");
    DeviceDraft draft =
        new DeviceDraft(Optional.empty(), Optional.of(chosen), Metadata.EMPTY, Metadata.EMPTY);

    assertThat(registry.register(ALICE, draft).secret()).isEqualTo(chosen);
    assertThat(registry.register(ALICE, DeviceDraft.EMPTY).secret().value())
        .matches("[A-Za-z0-9_-]{32}")
        .isNotEqualTo(registry.register(ALICE, DeviceDraft.EMPTY).secret().value());
  }

  @Test
  void register_joinToken_isItsOwnersWithItsUserMeta() {
    Metadata site = Metadata.of(Map.of("site", "Bremen"));
    Metadata note = Metadata.of(Map.of("note", 1));
    NewJoinToken token = registry.joinTokens().create(ALICE, Optional.empty(), site);
    DeviceDraft draft =
        new DeviceDraft(Optional.of(LAMP), Optional.empty(), Metadata.of(Map.of("x", 1)), note);

    Device device = registry.register(token.value(), draft).device();

    assertThat(device.owner()).contains(ALICE.account());
    assertThat(device.nick()).isEqualTo(LAMP);
    assertThat(device.metadata()).isEqualTo(new DeviceMetadata(site, note));
    assertRefused(Reason.CONFLICT, () -> registry.register(token.value(), draft));
  }

  @Test
  void register_disabledOrUnknownJoinToken_isInvalid() {
    NewJoinToken token = registry.joinTokens().create(ALICE, Optional.empty(), Metadata.EMPTY);
    registry.joinTokens().disable(ALICE, token.token().id());

    assertRefused(Reason.INVALID, () -> registry.register(token.value(), DeviceDraft.EMPTY));
    assertRefused(
        Reason.INVALID,
        () -> registry.register(new JoinTokenValue("A".repeat(32)), DeviceDraft.EMPTY));
  }

  @Test
  void register_madeNickIsTaken_makesAnother() {
    DeviceRegistry unlucky =
        new TestRegistry(new InMemoryRegistryStore(), new ScriptedRandom(0, 0, 0, 0, 0, 0, 1))
            .registry;

    assertThat(unlucky.register(ALICE, DeviceDraft.EMPTY).device().nick())
        .isNotEqualTo(unlucky.register(ALICE, DeviceDraft.EMPTY).device().nick());
  }

  @Test
  void register_madeNicksAreAllTaken_isConflict() {
    DeviceRegistry unlucky =
        new TestRegistry(new InMemoryRegistryStore(), new ScriptedRandom(0)).registry;
    unlucky.register(ALICE, DeviceDraft.EMPTY).device();

    assertRefused(Reason.CONFLICT, () -> unlucky.register(ALICE, DeviceDraft.EMPTY).device());
  }

  @Test
  void claim_rightChallenge_ownsThePrivateDeviceUnderANewNick() {
    Device device = registry.register(NOBODY, DeviceDraft.EMPTY).device();
    clock.advance(Duration.ofMinutes(1));

    Device claimed = registry.claim(ALICE, device.id(), challengeOf(device));

    assertThat(claimed.owner()).contains(ALICE.account());
    assertThat(claimed.isPublic()).isFalse();
    assertThat(claimed.challenge()).isEmpty();
    assertThat(claimed.nick().value()).matches("[a-z]+_[a-z]+_[a-z]+");
    assertThat(claimed.timeCreated()).isEqualTo(START);
    assertThat(claimed.timeModified()).isEqualTo(START.plusSeconds(60));
    assertThat(registry.find(ALICE, device.id())).isEqualTo(claimed);
    assertThat(registry.find(self(device), device.id())).isEqualTo(claimed);
  }

  @Test
  void claim_chosenNick_isKept() {
    Device device = registry.register(NOBODY, DeviceDraft.named(LAMP)).device();

    assertThat(registry.claim(ALICE, device.id(), challengeOf(device)).nick()).isEqualTo(LAMP);
  }

  @Test
  void claim_chosenNickIsTaken_isConflictAndLeavesItUnclaimed() {
    registry.register(ALICE, DeviceDraft.named(LAMP)).device();
    Device device = registry.register(NOBODY, DeviceDraft.named(LAMP)).device();

    assertRefused(Reason.CONFLICT, () -> registry.claim(ALICE, device.id(), challengeOf(device)));
    assertThat(registry.claim(BOB, device.id(), challengeOf(device)).nick()).isEqualTo(LAMP);
  }

  @Test
  void claim_madeNickIsTaken_makesAnother() {
    DeviceRegistry unlucky =
        new TestRegistry(
                new InMemoryRegistryStore(), new ScriptedRandom(0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
            .registry;
    Device device = unlucky.register(NOBODY, DeviceDraft.EMPTY).device();
    Device other = unlucky.register(ALICE, DeviceDraft.EMPTY).device();

    assertThat(unlucky.claim(ALICE, device.id(), challengeOf(device)).nick())
        .isNotEqualTo(other.nick());
  }

  @Test
  void claim_wrongChallenge_isForbidden() {
    Device device = registry.register(NOBODY, DeviceDraft.EMPTY).device();

    assertRefused(
        Reason.FORBIDDEN, () -> registry.claim(ALICE, device.id(), new Challenge("x-y-z")));
    assertThat(registry.find(self(device), device.id())).isEqualTo(device);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void claim_claimedAlready_isForbiddenEvenToTheOwner(boolean again) {
    Device device = registry.register(NOBODY, DeviceDraft.EMPTY).device();
    registry.claim(ALICE, device.id(), challengeOf(device));

    assertRefused(
        Reason.FORBIDDEN,
        () -> registry.claim(again ? ALICE : BOB, device.id(), challengeOf(device)));
    assertThat(registry.find(ALICE, device.id()).owner()).contains(ALICE.account());
  }

  @Test
  void rename_owner_changesNickAndTime() {
    Device device = registry.register(ALICE, DeviceDraft.named(LAMP)).device();
    clock.advance(Duration.ofMinutes(1));

    Device renamed = registry.rename(ALICE, device.id(), DOOR);

    assertThat(renamed)
        .isEqualTo(
            device.withNick(DOOR).withHistory(device.history().modifiedAt(START.plusSeconds(60))));
    assertThat(registry.find(ALICE, ALICE.account(), DOOR)).isEqualTo(renamed);
    assertRefused(Reason.NOT_FOUND, () -> registry.find(ALICE, ALICE.account(), LAMP));
  }

  @Test
  void rename_sameNick_changesNothing() {
    Device device = registry.register(ALICE, DeviceDraft.named(LAMP)).device();
    clock.advance(Duration.ofMinutes(1));

    assertThat(registry.rename(ALICE, device.id(), LAMP)).isEqualTo(device);
    assertThat(registry.find(ALICE, device.id())).isEqualTo(device);
  }

  @Test
  void rename_takenNick_isConflict() {
    registry.register(ALICE, DeviceDraft.named(LAMP)).device();
    Device device = registry.register(ALICE, DeviceDraft.named(DOOR)).device();

    assertRefused(Reason.CONFLICT, () -> registry.rename(ALICE, device.id(), LAMP));
    assertRefused(Reason.CONFLICT, () -> registry.rename(self(device), device.id(), LAMP));
    assertThat(registry.find(ALICE, device.id())).isEqualTo(device);
  }

  @Test
  void publishAndUnpublish_owner_changeWhoMaySee() {
    Device device = registry.register(ALICE, DeviceDraft.named(LAMP)).device();
    clock.advance(Duration.ofMinutes(1));
    Device published = registry.publish(ALICE, device.id());

    assertThat(published.isPublic()).isTrue();
    assertThat(published.timeModified()).isEqualTo(START.plusSeconds(60));
    assertThat(registry.find(BOB, device.id())).isEqualTo(published);
    assertThat(registry.find(BOB, ALICE.account(), LAMP)).isEqualTo(published);

    assertThat(registry.unpublish(ALICE, device.id()).isPublic()).isFalse();
    assertRefused(Reason.NOT_FOUND, () -> registry.find(BOB, device.id()));
    assertRefused(Reason.NOT_FOUND, () -> registry.find(BOB, ALICE.account(), LAMP));
  }

  @Test
  void publish_publicAlready_changesNothing() {
    DeviceId id = registry.register(ALICE, DeviceDraft.EMPTY).device().id();
    Device published = registry.publish(ALICE, id);
    clock.advance(Duration.ofMinutes(1));

    assertThat(registry.publish(ALICE, id)).isEqualTo(published);
  }

  @Test
  void delete_owner_isGoneAndItsNickFree() {
    Device device = registry.register(ALICE, DeviceDraft.named(LAMP)).device();

    assertThat(registry.delete(ALICE, device.id(), Precondition.NONE)).isEqualTo(device);

    assertRefused(Reason.NOT_FOUND, () -> registry.find(ALICE, device.id()));
    assertRefused(Reason.NOT_FOUND, () -> registry.find(self(device), device.id()));
    assertRefused(Reason.NOT_FOUND, () -> registry.find(ALICE, ALICE.account(), LAMP));
    assertRefused(Reason.NOT_FOUND, () -> registry.seen(self(device)));
    assertThat(registry.list(ALICE, DeviceQuery.ownedBy(ALICE.account())).devices()).isEmpty();
    assertThat(registry.register(ALICE, DeviceDraft.named(LAMP)).device().nick()).isEqualTo(LAMP);
  }

  @Test
  void seen_device_notesWhenAndNothingElse() {
    Device device = registry.register(ALICE, DeviceDraft.EMPTY).device();
    clock.advance(Duration.ofMinutes(1));
    registry.seen(self(device));

    assertThat(registry.find(ALICE, device.id()))
        .isEqualTo(device.withHistory(device.history().seenAt(START.plusSeconds(60))));
  }

  @Test
  void times_always_areInMicroseconds() {
    clock.advance(Duration.ofNanos(1_999));
    Device device = registry.register(ALICE, DeviceDraft.EMPTY).device();
    registry.seen(self(device));

    assertThat(device.timeCreated()).isEqualTo(START.plusNanos(1_000));
    assertThat(registry.find(ALICE, device.id()).lastSeen()).contains(START.plusNanos(1_000));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(call)
        .returns(reason, RegistryException::reason);
  }
}
