package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeviceTest {

  private static final DeviceId ID = new DeviceId("5f0000010a0b0c0d0e000001");
  private static final Prn OWNER = new Prn("prn:pantahub.com:auth:/user1");
  private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");

  private final Device unclaimed = created(new Ownership.Unclaimed(new Challenge("a-b-c")));

  @Test
  void unclaimed_hasChallengeAndNoOwner() {
    assertThat(unclaimed.challenge()).contains(new Challenge("a-b-c"));
    assertThat(unclaimed.owner()).isEmpty();
    assertThat(unclaimed.isPublic()).isFalse();
  }

  @Test
  void claimed_hasOwnerAndNoChallenge() {
    Device claimed = created(new Ownership.Claimed(OWNER, true));

    assertThat(claimed.owner()).contains(OWNER);
    assertThat(claimed.challenge()).isEmpty();
    assertThat(claimed.isPublic()).isTrue();
  }

  @Test
  void showsAllTo_ownerAndItselfOnly() {
    Device claimed = created(new Ownership.Claimed(OWNER, true));
    Caller other = new Caller.User(new Prn("prn:pantahub.com:auth:/user2"));

    assertThat(claimed.showsAllTo(new Caller.User(OWNER))).isTrue();
    assertThat(claimed.showsAllTo(new Caller.DeviceCaller(ID))).isTrue();
    assertThat(claimed.showsAllTo(other)).isFalse();
    assertThat(claimed.showsAllTo(new Caller.Anonymous())).isFalse();
    assertThat(unclaimed.showsAllTo(new Caller.User(OWNER))).isFalse();
  }

  @Test
  void created_hasBothTimesAndWasNeverSeen() {
    assertThat(unclaimed.timeCreated()).isEqualTo(CREATED);
    assertThat(unclaimed.timeModified()).isEqualTo(CREATED);
    assertThat(unclaimed.lastSeen()).isEmpty();
    assertThat(unclaimed.prn()).hasToString("prn:::devices:/5f0000010a0b0c0d0e000001");
  }

  @Test
  void toString_unclaimed_hidesTheChallenge() {
    assertThat(unclaimed.toString()).contains(ID.value()).doesNotContain("a-b-c");
  }

  @Test
  void claimedByADevice_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Ownership.Claimed(Prn.of(ID), false));
  }

  @Test
  void userThatIsADevice_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Caller.User(Prn.of(ID)));
  }

  private static Device created(Ownership ownership) {
    return new Device(
        ID, new Nick("lamp"), ownership, DeviceMetadata.EMPTY, DeviceHistory.createdAt(CREATED));
  }
}
