package com.pantahub.registry;

import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {

  private final PlainPasswordHasher hasher = new PlainPasswordHasher();
  private final DeviceRegistry registry =
      DeviceRegistry.builder(new InMemoryRegistryStore(), hasher).clock(() -> START).build();
  private final Authenticator authenticator = registry.authenticator();
  private final Account carol =
      registry
          .accounts()
          .create(
              new Email("carol@example.com"),
              new Secret("pass word"),
              new Nick("carol"),
              Account.Role.USER);

  @ParameterizedTest
  @ValueSource(strings = {"carol", "carol@example.com", "CAROL@Example.COM"})
  void logIn_nickOrEmail_isTheAccount(String name) {
    Principal principal = authenticator.logIn(name, "pass word");

    assertThat(principal.caller()).isEqualTo(new Caller.User(carol.prn()));
    assertThat(principal.prn()).isEqualTo(carol.prn());
    assertThat(principal.nick()).isEqualTo(carol.nick());
    assertThat(principal.role()).contains(Account.Role.USER);
    assertThat(principal.owner()).isEmpty();
    assertThat(authenticator.logIn(carol.prn().value(), "pass word")).isEqualTo(principal);
  }

  @Test
  void logIn_deviceWithItsSecret_isTheDeviceAndSeen() {
    Registration lamp = registry.register(ALICE, DeviceDraft.EMPTY);

    Principal principal = authenticator.logIn(lamp.device().prn().value(), lamp.secret().value());

    assertThat(principal.caller()).isEqualTo(new Caller.DeviceCaller(lamp.device().id()));
    assertThat(principal.role()).isEmpty();
    assertThat(principal.owner()).contains(ALICE.account());
    assertThat(registry.find(ALICE, lamp.device().id()).lastSeen()).contains(START);
    assertThat(hasher.comparedInVain).hasValue(0);
  }

  @Test
  void logIn_deviceByNickOrId_isRefused() {
    Registration lamp = registry.register(ALICE, DeviceDraft.named(new Nick("lamp")));

    assertRefused("lamp", lamp.secret().value());
    assertRefused(lamp.device().id().value(), lamp.secret().value());
    assertThat(registry.find(ALICE, lamp.device().id()).lastSeen()).isEmpty();
  }

  @Test
  void logIn_wrongSecret_isRefusedAndTheDeviceNotSeen() {
    Registration lamp = registry.register(ALICE, DeviceDraft.EMPTY);

    assertRefused("carol", "password");
    assertRefused("carol", "");
    assertRefused("carol", "x".repeat(100));
    assertRefused(lamp.device().prn().value(), "wrong");
    assertThat(registry.find(ALICE, lamp.device().id()).lastSeen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody",
        "nobody@example.com",
        "Carol",
        "carol\u0000",
        "' OR 1=1 --",
        "prn:::accounts:/000000000000000000000000",
        "prn:::devices-tokens:/000000000000000000000000"
      })
  void logIn_unknownName_isRefusedAfterAComparisonInVain(String name) {
    assertRefused(name, "pass word");
    assertThat(hasher.comparedInVain).hasValue(1);
  }

  @Test
  void logIn_unknownDevice_isRefusedAsFastAsAKnownOne() {
    assertRefused("prn:::devices:/000000000000000000000000", "pass word");
    assertThat(hasher.comparedInVain).hasValue(0);
  }

  @Test
  void disabledAccount_cannotLogInAndIsNobody() {
    Principal principal = authenticator.logIn("carol", "pass word");
    registry.accounts().setEnabled(carol.prn(), false);

    assertRefused("carol", "pass word");
    assertThat(authenticator.check(principal.prn(), principal.generation())).isEmpty();
    registry.accounts().setEnabled(carol.prn(), true);
    assertThat(authenticator.check(principal.prn(), principal.generation())).contains(principal);
  }

  @Test
  void check_deletedDevice_isNobody() {
    Registration lamp = registry.register(ALICE, DeviceDraft.EMPTY);
    Principal principal = authenticator.logIn(lamp.device().prn().value(), lamp.secret().value());
    registry.delete(ALICE, lamp.device().id(), Precondition.NONE);

    assertThat(authenticator.check(principal.prn(), principal.generation())).isEmpty();
    assertRefused(lamp.device().prn().value(), lamp.secret().value());
  }

  @Test
  void check_joinToken_isNobody() {
    NewJoinToken token = registry.joinTokens().create(ALICE, Optional.empty(), Metadata.EMPTY);

    assertThat(authenticator.check(token.token().prn(), 0)).isEmpty();
  }

  private void assertRefused(String name, String secret) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> authenticator.logIn(name, secret))
        .withMessage("Wrong name or secret")
        .returns(Reason.UNAUTHENTICATED, RegistryException::reason);
  }
}
