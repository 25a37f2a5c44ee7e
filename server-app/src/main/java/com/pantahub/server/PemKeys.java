package com.pantahub.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes RSA keys as PEM. Thread-safe.
 *
 * <p>A private key is PKCS#8 ({@code PRIVATE KEY}) or PKCS#1 ({@code RSA PRIVATE KEY}), a public
 * one SPKI ({@code PUBLIC KEY}) or PKCS#1 ({@code RSA PUBLIC KEY}). What is none of these is an
 * {@link IllegalArgumentException}, whose message holds nothing of the text.
 */
final class PemKeys {

  /*
   * design
   *
   * The JDK reads PKCS#8 and SPKI only. Both are a PKCS#1 key in an envelope which says that it is
   * one of RSA, so the envelope is put around a key that comes without (RFC 8017 appendix A.1, RFC
   * 5208 section 5, RFC 5280 section 4.1).
   */

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final int DER_INTEGER = 0x02;
  private static final int DER_BIT_STRING = 0x03;
  private static final int DER_OCTET_STRING = 0x04;
  private static final int DER_SEQUENCE = 0x30;

  /** The algorithm 1.2.840.113549.1.1.1 and its parameters, of which it has none. */
  private static final byte[] RSA = {
    DER_SEQUENCE, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private PemKeys() {}

  static RSAPrivateCrtKey privateKey(String text) {
    Matcher pem = pem(text);
    byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
    byte[] pkcs8 =
        switch (pem.group(1)) {
          case "PRIVATE KEY" -> der;
          case "RSA PRIVATE KEY" ->
              element(
                  DER_SEQUENCE,
                  element(DER_INTEGER, new byte[1]),
                  RSA,
                  element(DER_OCTET_STRING, der));
          default -> throw new IllegalArgumentException("is no private key");
        };
    try {
      if (keyFactory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8))
          instanceof RSAPrivateCrtKey key) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      // Answered below; its message may hold parts of the key.
    }
    throw new IllegalArgumentException("is no complete RSA private key");
  }

  static RSAPublicKey publicKey(String text) {
    Matcher pem = pem(text);
    byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
    byte[] spki =
        switch (pem.group(1)) {
          case "PUBLIC KEY" -> der;
          case "RSA PUBLIC KEY" ->
              element(DER_SEQUENCE, RSA, element(DER_BIT_STRING, new byte[1], der));
          default -> throw new IllegalArgumentException("is no public key");
        };
    try {
      return (RSAPublicKey) keyFactory().generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("is no RSA public key", e);
    }
  }

  /** Writes a private key as PKCS#8. */
  static String format(RSAPrivateCrtKey key) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN PRIVATE KEY-----\n"
        + lines.encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** Takes off the base64 in which a PEM text fits into an environment variable. */
  static String unwrap(String base64) {
    return new String(
        Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)),
        StandardCharsets.US_ASCII);
  }

  static KeyFactory keyFactory() {
    try {
      return KeyFactory.getInstance("RSA");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private static Matcher pem(String text) {
    Matcher pem = PEM.matcher(text);
    if (!pem.find()) {
      throw new IllegalArgumentException("is no PEM");
    }
    return pem;
  }

  /** Encodes one element of DER: its tag, the length of its content, the content. */
  private static byte[] element(int tag, byte[]... contents) {
    int length = 0;
    for (byte[] content : contents) {
      length += content.length;
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream(length + 4);
    element.write(tag);
    if (length < 0x80) {
      element.write(length);
    } else {
      element.write(0x82);
      element.write(length >> 8);
      element.write(length);
    }
    for (byte[] content : contents) {
      element.write(content, 0, content.length);
    }
    return element.toByteArray();
  }
}
