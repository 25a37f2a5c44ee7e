package com.pantahub.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeysTest {
  private static final TokenKeys KEYS = RunningService.KEYS;

  /** PKCS#8 is 26 bytes of envelope around PKCS#1, SPKI is 24; see RFC 5208 and RFC 5280. */
  private static final int PKCS8_ENVELOPE = 26;

  private static final int SPKI_ENVELOPE = 24;

  private final Path directory;

  TokenKeysTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @CsvSource({"PRIVATE KEY, 0", "RSA PRIVATE KEY, " + PKCS8_ENVELOPE})
  void of_privateKeyInEitherForm_isTakenWithItsPublicKey(String type, int envelope)
      throws IOException {
    assertThat(TokenKeys.of(pem(type, KEYS.privateKey().getEncoded(), envelope), Optional.empty()))
        .isEqualTo(KEYS);
  }

  @ParameterizedTest
  @CsvSource({"PUBLIC KEY, 0", "RSA PUBLIC KEY, " + SPKI_ENVELOPE})
  void of_publicKeyInEitherForm_isTaken(String type, int envelope) throws IOException {
    String publicKey = pem(type, KEYS.publicKey().getEncoded(), envelope);
    assertThat(TokenKeys.of(privatePem(), Optional.of(publicKey))).isEqualTo(KEYS);
  }

  @Test
  void of_publicKeyOfAnother_isOneLine() {
    RSAPublicKey other = TokenKeys.generate().publicKey();
    assertThatIOException()
        .isThrownBy(
            () -> TokenKeys.of(privatePem(), Optional.of(pem("PUBLIC KEY", other.getEncoded(), 0))))
        .withMessage("PANTAHUB_JWT_PUB is not the public key of PANTAHUB_JWT_SECRET");
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 3072})
  void of_keyOfAnotherLength_isOneLine(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    assertThatIOException()
        .isThrownBy(() -> TokenKeys.of(pem("PRIVATE KEY", key.getEncoded(), 0), Optional.empty()))
        .withMessage("PANTAHUB_JWT_SECRET must be a key of 2048 bits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "c2VjcmV0", "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t"})
  void of_noKey_isOneLineWithoutIt(String text) {
    assertThatIOException()
        .isThrownBy(() -> TokenKeys.of(text, Optional.empty()))
        .withMessageMatching("PANTAHUB_JWT_SECRET is no (PEM|base64)");
  }

  @ParameterizedTest
  @CsvSource({
    "PRIVATE KEY, is no complete RSA private key",
    "RSA PRIVATE KEY, is no complete RSA private key",
    "PUBLIC KEY, is no private key",
    "EC PRIVATE KEY, is no private key"
  })
  void of_noRsaKey_isOneLine(String type, String message) {
    assertThatIOException()
        .isThrownBy(() -> TokenKeys.of(pem(type, new byte[] {1, 2, 3}, 0), Optional.empty()))
        .withMessage("PANTAHUB_JWT_SECRET " + message);
  }

  @Test
  void of_badPublicKey_isOneLine() {
    assertThatIOException()
        .isThrownBy(
            () ->
                TokenKeys.of(privatePem(), Optional.of(pem("PUBLIC KEY", new byte[] {1, 2, 3}, 0))))
        .withMessage("PANTAHUB_JWT_PUB is no RSA public key");
  }

  @Test
  void in_emptyDirectory_makesAKeyThatOnlyTheOwnerReads() throws IOException {
    TokenKeys made = TokenKeys.in(directory);
    assertThat(TokenKeys.in(directory)).isEqualTo(made);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("token-key.pem"));
    }
    assertThat(Files.getPosixFilePermissions(directory.resolve("token-key.pem")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void in_severalAtOnce_allHaveOneKey() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<TokenKeys> start = () -> TokenKeys.in(directory);
      List<Future<TokenKeys>> started = threads.invokeAll(List.of(start, start, start));
      TokenKeys kept = TokenKeys.in(directory);
      for (Future<TokenKeys> keys : started) {
        assertThat(keys.get()).isEqualTo(kept);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void in_damagedFile_isOneLine() throws IOException {
    Path file = directory.resolve(TokenKeys.FILE);
    Files.writeString(file, "-----BEGIN");
    assertThatIOException()
        .isThrownBy(() -> TokenKeys.in(directory))
        .withMessage(file + " is no PEM");
  }

  @Test
  void toString_always_hidesTheKey() {
    assertThat(KEYS).hasToString("TokenKeys[hidden]");
  }

  private static String privatePem() {
    return pem("PRIVATE KEY", KEYS.privateKey().getEncoded(), 0);
  }

  /** Returns a key as base64 of PEM, without the first bytes of it. */
  private static String pem(String type, byte[] der, int envelope) {
    String base64 =
        Base64.getMimeEncoder().encodeToString(Arrays.copyOfRange(der, envelope, der.length));
    String pem = "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    return Base64.getEncoder().encodeToString(pem.getBytes(US_ASCII));
  }
}
