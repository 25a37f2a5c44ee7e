package com.pantahub.server;

import com.pantahub.registry.Caller;
import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceChange;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.MetadataChange;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Reads what a PUT of a device changes. No state.
 *
 * <p>Clients send back whole devices, so what cannot be changed may be repeated, and what is not
 * the caller's to change is passed over.
 */
final class DevicePut {
  private DevicePut() {}

  /**
   * Compares what was sent with the device as it is.
   *
   * @throws ApiException 400 if a field is of the wrong type; 403 if one is changed that must not
   */
  static DeviceChange read(JsonObject sent, Device device, Caller caller) {
    requireRepeated(sent, "id", device.id().value());
    requireRepeated(sent, "prn", device.prn().value());
    requireRepeated(sent, "owner", device.owner().map(Prn::value).orElse(""));
    requireRepeated(sent, "time-created", device.timeCreated());
    requireRepeated(sent, "time-modified", device.timeModified());
    boolean byUser = caller instanceof Caller.User;
    return new DeviceChange(
        sent.nonEmptyText("nick").map(Nick::new),
        secret(sent),
        isPublic(sent, device, byUser),
        metadata(sent, "user-meta", byUser),
        metadata(sent, "device-meta", !byUser));
  }

  private static Optional<Secret> secret(JsonObject sent) {
    Optional<String> secret = sent.text("secret");
    if (secret.filter(String::isEmpty).isPresent()) {
      throw ApiException.forbidden("Empty Secret not allowed for devices in PUT");
    }
    return secret.map(Secret::new);
  }

  private static Optional<Boolean> isPublic(JsonObject sent, Device device, boolean byUser) {
    Optional<Boolean> wanted = sent.flag("public").filter(flag -> flag != device.isPublic());
    if (wanted.isPresent() && !byUser) {
      throw ApiException.forbidden("Only the owner of the device may change public");
    }
    return wanted;
  }

  private static Optional<MetadataChange> metadata(JsonObject sent, String name, boolean taken) {
    return sent.object(name)
        .filter(object -> taken)
        .map(object -> new MetadataChange.Replace(Metadata.of(object.members())));
  }

  private static void requireRepeated(JsonObject sent, String name, String value) {
    if (sent.text(name).filter(text -> !text.equals(value)).isPresent()) {
      throw changed(name);
    }
  }

  private static void requireRepeated(JsonObject sent, String name, Instant value) {
    if (sent.text(name).filter(text -> !isMoment(text, value)).isPresent()) {
      throw changed(name);
    }
  }

  private static boolean isMoment(String text, Instant moment) {
    try {
      return OffsetDateTime.parse(text).toInstant().equals(moment);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static ApiException changed(String name) {
    return ApiException.forbidden(name + " of a device cannot be changed");
  }
}
