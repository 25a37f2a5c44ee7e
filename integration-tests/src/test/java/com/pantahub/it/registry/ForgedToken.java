package com.pantahub.it.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A JWT taken apart, changed, and put together again with only the JDK's means. Immutable. */
final class ForgedToken {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Object> header;
  private final Map<String, Object> claims;
  private final String signature;

  private ForgedToken(Map<String, Object> header, Map<String, Object> claims, String signature) {
    this.header = header;
    this.claims = claims;
    this.signature = signature;
  }

  static ForgedToken of(String token) {
    String[] parts = token.split("\\.", -1);
    return new ForgedToken(object(parts[0]), object(parts[1]), parts[2]);
  }

  private static Map<String, Object> object(String part) {
    return JSON.readValue(
        Base64.getUrlDecoder().decode(part), new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  Map<String, Object> header() {
    return header;
  }

  Map<String, Object> claims() {
    return claims;
  }

  long seconds(String claim) {
    return ((Number) claims.getOrDefault(claim, -1)).longValue();
  }

  /** Sets a claim, or removes it if the value is null; the signature stays. */
  ForgedToken with(String claim, @Nullable Object value) {
    return new ForgedToken(header, changed(claims, claim, value), signature);
  }

  /** Sets a field of the header; the signature stays. */
  ForgedToken withHeader(String field, Object value) {
    return new ForgedToken(changed(header, field, value), claims, signature);
  }

  private static Map<String, Object> changed(
      Map<String, Object> old, String name, @Nullable Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(old);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return changed;
  }

  /** Signs with RS256, whatever the header says. */
  String signed(PrivateKey key) throws Exception {
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(key);
    signer.update(signedPart().getBytes(UTF_8));
    return signedBy(signer.sign());
  }

  /** Signs with HS256, whatever the header says. */
  String signed(byte[] secret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return signedBy(mac.doFinal(signedPart().getBytes(UTF_8)));
  }

  /** Puts a signature to it. */
  String signedBy(byte[] bytes) {
    return signedPart() + "." + base64(bytes);
  }

  /** Leaves the signature as it was. */
  String unsigned() {
    return signedPart() + "." + signature;
  }

  byte[] signature() {
    return Base64.getUrlDecoder().decode(signature);
  }

  private String signedPart() {
    return base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Reads the key that a server has made in its data directory. */
  static RSAPrivateCrtKey keyOf(RegistryServer server) throws Exception {
    Path file = server.dataDirectory().resolve("token-key.pem");
    String base64 = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
    return (RSAPrivateCrtKey)
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  /** Returns the X.509 form of a key's public half. */
  static byte[] publicKey(RSAPrivateCrtKey key) throws Exception {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
        .getEncoded();
  }

  static PrivateKey foreignKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    return generator.generateKeyPair().getPrivate();
  }
}
