package com.pantahub.registry.store;

import static java.util.Objects.requireNonNull;

import com.pantahub.registry.Challenge;
import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceHistory;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DeviceMetadata;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Ownership;
import com.pantahub.registry.Prn;
import com.pantahub.registry.SecretHash;
import com.pantahub.registry.StoredDevice;
import com.pantahub.registry.StoredSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of the table of devices, whose metadata is read when it is asked for. Immutable. */
final class DeviceRow {

  /** The columns, in the order of {@link #parameters}. */
  static final String COLUMNS =
      "id, nick, owner, is_public, challenge, secret_hash, secret_generation, revision,"
          + " time_created, time_modified, last_seen, user_meta, device_meta";

  private final Device bare;
  private final String userMeta;
  private final String deviceMeta;
  private final StoredSecret secret;

  DeviceRow(ResultSet row) throws SQLException {
    bare =
        new Device(
            new DeviceId(row.getString("id")),
            new Nick(row.getString("nick")),
            ownership(row),
            DeviceMetadata.EMPTY,
            history(row));
    userMeta = row.getString("user_meta");
    deviceMeta = row.getString("device_meta");
    secret = secret(row);
  }

  private static Ownership ownership(ResultSet row) throws SQLException {
    String owner = row.getString("owner");
    return owner == null
        ? new Ownership.Unclaimed(new Challenge(requireNonNull(row.getString("challenge"))))
        : new Ownership.Claimed(new Prn(owner), row.getBoolean("is_public"));
  }

  private static DeviceHistory history(ResultSet row) throws SQLException {
    return new DeviceHistory(
        Micros.toInstant(row.getLong("time_created")),
        Micros.toInstant(row.getLong("time_modified")),
        lastSeen(row),
        row.getLong("revision"));
  }

  static Optional<Instant> lastSeen(ResultSet row) throws SQLException {
    long lastSeen = row.getLong("last_seen");
    return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(lastSeen));
  }

  static StoredSecret secret(ResultSet row) throws SQLException {
    return new StoredSecret(
        new SecretHash(row.getString("secret_hash")), row.getInt("secret_generation"));
  }

  /** Returns the device as if nothing was noted about it. */
  Device bare() {
    return bare;
  }

  Device device() {
    return device(true, true);
  }

  /** Returns the device with those kinds of metadata only that are asked for. */
  Device device(boolean withUserMeta, boolean withDeviceMeta) {
    Metadata user = withUserMeta ? MetadataJson.read(userMeta) : Metadata.EMPTY;
    Metadata device = withDeviceMeta ? MetadataJson.read(deviceMeta) : Metadata.EMPTY;
    return new Device(
        bare.id(), bare.nick(), bare.ownership(), new DeviceMetadata(user, device), bare.history());
  }

  /** Returns how long the metadata is as it is kept. */
  int metadataChars() {
    return userMeta.length() + deviceMeta.length();
  }

  StoredDevice stored() {
    return new StoredDevice(device(), secret);
  }

  /** Returns the values of the columns for a device. */
  static @Nullable Object[] parameters(StoredDevice stored) {
    Device device = stored.device();
    DeviceHistory history = device.history();
    return new @Nullable Object[] {
      device.id().value(),
      device.nick().value(),
      device.owner().map(Prn::value).orElse(null),
      device.isPublic(),
      device.challenge().map(Challenge::value).orElse(null),
      stored.secret().hash().encoded(),
      stored.secret().generation(),
      history.revision(),
      Micros.of(history.created()),
      Micros.of(history.modified()),
      history.lastSeen().map(Micros::of).orElse(null),
      MetadataJson.write(device.userMeta()),
      MetadataJson.write(device.deviceMeta())
    };
  }

  /**
   * Returns the values of the columns that can change, and the id, for a device that has changed.
   * Metadata that has not is null.
   */
  static @Nullable Object[] changes(StoredDevice before, StoredDevice after) {
    Device device = after.device();
    DeviceHistory history = device.history();
    return new @Nullable Object[] {
      device.nick().value(),
      device.owner().map(Prn::value).orElse(null),
      device.isPublic(),
      device.challenge().map(Challenge::value).orElse(null),
      after.secret().hash().encoded(),
      after.secret().generation(),
      history.revision(),
      Micros.of(history.modified()),
      history.lastSeen().map(Micros::of).orElse(null),
      change(before.device().userMeta(), device.userMeta()),
      change(before.device().deviceMeta(), device.deviceMeta()),
      device.id().value()
    };
  }

  private static @Nullable String change(Metadata before, Metadata after) {
    return after.equals(before) ? null : MetadataJson.write(after);
  }
}
