package com.pantahub.registry;

import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.BOB;
import static com.pantahub.registry.TestRegistry.NOBODY;
import static com.pantahub.registry.TestRegistry.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokensTest {

  private static final Caller LAMP = new Caller.DeviceCaller(new DeviceId("0".repeat(24)));

  private final TestRegistry fixture = new TestRegistry();
  private final JoinTokens tokens = fixture.registry.joinTokens();

  @Test
  void create_user_getsAValueThatIsNotKept() {
    NewJoinToken made = tokens.create(ALICE, Optional.of(new Nick("factory")), Metadata.EMPTY);

    assertThat(made.value().value()).hasSize(32);
    assertThat(made.token().owner()).isEqualTo(ALICE.account());
    assertThat(made.token().nick()).hasToString("factory");
    assertThat(made.token().disabled()).isFalse();
    assertThat(made.token().prn()).hasToString("prn:::devices-tokens:/" + made.token().id());
    assertThat(tokens.list(ALICE)).containsExactly(made.token());
    assertThat(made.toString()).doesNotContain(made.value().value());
  }

  @Test
  void create_withoutNick_getsThreeWords() {
    assertThat(tokens.create(ALICE, Optional.empty(), Metadata.EMPTY).token().nick().value())
        .matches("[a-z]+_[a-z]+_[a-z]+");
  }

  @Test
  void create_tooMuchUserMeta_isTooLarge() {
    Metadata large = Metadata.of(Map.of("k", "x".repeat(DeviceMetadata.MAX_BYTES)));

    assertRefused(Reason.TOO_LARGE, () -> tokens.create(ALICE, Optional.empty(), large));
    assertThat(tokens.list(ALICE)).isEmpty();
  }

  @Test
  void disable_ownToken_isForGood() {
    JoinToken made = tokens.create(ALICE, Optional.empty(), Metadata.EMPTY).token();
    fixture.clock.advance(Duration.ofMinutes(1));
    JoinToken disabled = tokens.disable(ALICE, made.id());
    fixture.clock.advance(Duration.ofMinutes(1));

    assertThat(disabled.disabled()).isTrue();
    assertThat(disabled.times()).isEqualTo(new Timestamps(START, START.plusSeconds(60)));
    assertThat(tokens.disable(ALICE, made.id())).isEqualTo(disabled);
    assertThat(tokens.list(ALICE)).containsExactly(disabled);
  }

  @Test
  void disable_foreignOrUnknown_isNotFound() {
    JoinToken made = tokens.create(ALICE, Optional.empty(), Metadata.EMPTY).token();

    assertRefused(Reason.NOT_FOUND, () -> tokens.disable(BOB, made.id()));
    assertRefused(Reason.NOT_FOUND, () -> tokens.disable(ALICE, new JoinTokenId("0".repeat(24))));
    assertThat(tokens.list(ALICE)).containsExactly(made);
    assertThat(tokens.list(BOB)).isEmpty();
  }

  @Test
  void anything_othersThanUsers_isForbidden() {
    JoinTokenId id = tokens.create(ALICE, Optional.empty(), Metadata.EMPTY).token().id();

    for (Caller caller : List.of(NOBODY, LAMP)) {
      assertRefused(
          Reason.FORBIDDEN, () -> tokens.create(caller, Optional.empty(), Metadata.EMPTY));
      assertRefused(Reason.FORBIDDEN, () -> tokens.list(caller));
      assertRefused(Reason.FORBIDDEN, () -> tokens.disable(caller, id));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "AAAA", "!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void value_notBase64Of24Bytes_isInvalid(String value) {
    assertRefused(Reason.INVALID, () -> new JoinTokenValue(value));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(call)
        .returns(reason, RegistryException::reason);
  }
}
