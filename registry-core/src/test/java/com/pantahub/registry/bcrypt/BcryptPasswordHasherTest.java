package com.pantahub.registry.bcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pantahub.registry.Secret;
import com.pantahub.registry.SecretHash;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

class BcryptPasswordHasherTest {

  private final BcryptPasswordHasher hasher = new BcryptPasswordHasher(4, new SecureRandom());

  @Test
  void hash_sameSecretTwice_differsAndMatches() {
    Secret secret = new Secret("p\u00e4ssword");
    SecretHash one = hasher.hash(secret);
    SecretHash two = hasher.hash(secret);

    assertThat(one).isNotEqualTo(two);
    assertThat(one.encoded()).startsWith("$2a$04$");
    assertThat(hasher.matches(secret, one)).isTrue();
    assertThat(hasher.matches(secret, two)).isTrue();
    assertThat(hasher.matches(new Secret("password"), one)).isFalse();
  }

  @Test
  void hash_longestSecret_takesInEveryByte() {
    Secret longest = new Secret("x".repeat(Secret.MAX_BYTES));

    assertThat(hasher.matches(longest, hasher.hash(longest))).isTrue();
    assertThat(hasher.matches(new Secret("x".repeat(71) + "y"), hasher.hash(longest))).isFalse();
  }

  @Test
  void matches_publishedVector_isRecognised() {
    // The test vector of OpenBSD's bcrypt for the key "U*U", cost 5.
    SecretHash hash =
        new SecretHash("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");

    assertThat(hasher.matches(new Secret("U*U"), hash)).isTrue();
    assertThat(hasher.matches(new Secret("U*V"), hash)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:00:00", "plain"})
  void matches_hashOfAnotherKind_isFalse(String hash) {
    assertThat(hasher.matches(new Secret("x"), new SecretHash(hash))).isFalse();
  }

  @Test
  void matchNothing_anySecret_comparesWithAWellFormedHash() {
    assertThat(BCrypt.checkpw("x", hasher.nobodysHash().encoded())).isFalse();
    assertThat(hasher.nobodysHash().encoded()).hasSize(60).startsWith("$2a$04$");
    hasher.matchNothing(new Secret("x"));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 32})
  void new_costOutOfBounds_isRefused(int cost) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BcryptPasswordHasher(cost, new SecureRandom()))
        .withMessageEndingWith("cost=" + cost);
  }
}
