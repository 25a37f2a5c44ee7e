package com.pantahub.server;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;

/**
 * The pair of keys that tokens are signed and verified with. Immutable.
 *
 * @param privateKey signs
 * @param publicKey verifies
 */
record TokenKeys(RSAPrivateCrtKey privateKey, RSAPublicKey publicKey) {

  /** A longer key makes tokens longer than device agents keep; a shorter one is no longer safe. */
  static final int KEY_BITS = 2_048;

  /** The file in the data directory. */
  static final String FILE = "token-key.pem";

  /**
   * Reads keys from the texts of environment variables, which are base64 of PEM.
   *
   * @param publicText the public key; empty, it is taken from the private one
   * @throws IOException if they are no pair of keys; its message says in one line why
   */
  static TokenKeys of(String privateText, Optional<String> publicText) throws IOException {
    String variable = Setting.JWT_SECRET.variable();
    try {
      TokenKeys keys = of(PemKeys.privateKey(PemKeys.unwrap(privateText)));
      variable = Setting.JWT_PUB.variable();
      if (publicText.isPresent() && !keys.isPairedWith(PemKeys.unwrap(publicText.get()))) {
        throw new IllegalArgumentException(
            "is not the public key of " + Setting.JWT_SECRET.variable());
      }
      return keys;
    } catch (IllegalArgumentException e) {
      throw new IOException(
          variable + " " + (e.getMessage() == null ? "is no base64" : e.getMessage()), e);
    }
  }

  /**
   * Reads the keys from the data directory, and makes them before that if there are none.
   *
   * @throws IOException if that is impossible; its message says in one line why
   */
  static TokenKeys in(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.notExists(file)) {
      make(file);
    }
    try {
      return of(PemKeys.privateKey(Files.readString(file, StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException("cannot read " + file + DataDirectory.reason(e), e);
    }
  }

  /** Makes a pair of keys. */
  static TokenKeys generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return of((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private static TokenKeys of(RSAPrivateCrtKey key) {
    if (key.getModulus().bitLength() != KEY_BITS) {
      throw new IllegalArgumentException("must be a key of " + KEY_BITS + " bits");
    }
    try {
      RSAPublicKeySpec publicKey = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      return new TokenKeys(key, (RSAPublicKey) PemKeys.keyFactory().generatePublic(publicKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("is no RSA key", e);
    }
  }

  private boolean isPairedWith(String pem) {
    RSAPublicKey other = PemKeys.publicKey(pem);
    BigInteger modulus = publicKey.getModulus();
    return modulus.equals(other.getModulus())
        && publicKey.getPublicExponent().equals(other.getPublicExponent());
  }

  /**
   * Writes a new key, readable by nobody else at any moment. Of several processes that do so at the
   * same time one wins, and all use its key.
   */
  private static void make(Path file) throws IOException {
    Path temporary = Files.createTempFile(file.getParent(), FILE, ".tmp", onlyOwner(file));
    try {
      String pem = PemKeys.format(generate().privateKey());
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(pem);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      link(file, temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void link(Path file, Path temporary) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster, and its key is taken.
    } catch (IOException | UnsupportedOperationException noLinks) {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static FileAttribute<?>[] onlyOwner(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public String toString() {
    return "TokenKeys[hidden]";
  }
}
