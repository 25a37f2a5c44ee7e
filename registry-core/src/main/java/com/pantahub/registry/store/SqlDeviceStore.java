package com.pantahub.registry.store;

import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceCredential;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DevicePage;
import com.pantahub.registry.DeviceQuery;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.FleetCounts;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.StoredDevice;
import com.pantahub.registry.store.FleetCounters.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps devices in a database. Thread-safe.
 *
 * <p>Of sightings of a device in the same ten seconds only the first is written, so that a device
 * which logs in again and again costs reads.
 */
final class SqlDeviceStore implements DeviceStore {

  private static final String SELECT = "select " + DeviceRow.COLUMNS + " from device where ";
  private static final String BY_ID = SELECT + "id = ?";
  private static final String BY_NICK = SELECT + "owner = ? and nick = ?";
  private static final String CREDENTIAL =
      "select nick, owner, secret_hash, secret_generation from device where id = ?";
  private static final String STANDING =
      "select owner is not null as claimed, is_public, last_seen from device where id = ?";
  private static final String INSERT =
      "insert into device ("
          + DeviceRow.COLUMNS
          + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
  private static final String UPDATE =
      "update device set (nick, owner, is_public, challenge, secret_hash, secret_generation,"
          + " revision, time_modified, last_seen, user_meta, device_meta)"
          + " = (?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, user_meta), coalesce(?, device_meta))"
          + " where id = ?";
  private static final String UPDATE_LAST_SEEN = "update device set last_seen = ? where id = ?";
  private static final String DELETE = "delete from device where id = ?";

  private final Database database;
  private final FleetCounters counters;
  private final DeviceList list;

  SqlDeviceStore(Database database, FleetCounters counters) {
    this.database = database;
    this.counters = counters;
    this.list = new DeviceList(database);
  }

  @Override
  public void insert(StoredDevice stored) {
    Device device = stored.device();
    @Nullable Object[] parameters = DeviceRow.parameters(stored);
    boolean inserted =
        database.write(
            session -> {
              boolean isNew = session.update(INSERT, parameters) > 0;
              if (isNew) {
                counters.added(session, device.id(), Standing.of(device));
              }
              return isNew;
            });
    if (!inserted) {
      throw find(device.id()).isPresent()
          ? new IllegalArgumentException("id is taken: id=" + device.id())
          : nickIsTaken(device);
    }
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    return database
        .read(session -> session.first(BY_ID, DeviceRow::new, id.value()))
        .map(DeviceRow::device);
  }

  @Override
  public Optional<Device> findByNick(Prn owner, Nick nick) {
    return database
        .read(session -> session.first(BY_NICK, DeviceRow::new, owner.value(), nick.value()))
        .map(DeviceRow::device);
  }

  @Override
  public Optional<DeviceCredential> credential(DeviceId id) {
    return database.read(
        session ->
            session.first(
                CREDENTIAL,
                row ->
                    new DeviceCredential(
                        new Nick(row.getString("nick")),
                        Optional.ofNullable(row.getString("owner")).map(Prn::new),
                        DeviceRow.secret(row)),
                id.value()));
  }

  @Override
  public DevicePage list(DeviceQuery query) {
    return list.page(query);
  }

  @Override
  public Optional<StoredDevice> update(DeviceId id, UnaryOperator<StoredDevice> change) {
    return database.write(
        session ->
            session
                .first(BY_ID + database.rowLock(), DeviceRow::new, id.value())
                .map(row -> update(session, row.stored(), change)));
  }

  private StoredDevice update(
      Session session, StoredDevice before, UnaryOperator<StoredDevice> change) {
    StoredDevice after = change.apply(before);
    Device device = after.device();
    DeviceId id = before.device().id();
    if (!device.id().equals(id)) {
      throw new IllegalArgumentException("an id cannot change: id=" + id);
    }
    if (!after.equals(before)) {
      try {
        session.update(UPDATE, DeviceRow.changes(before, after));
      } catch (StoreUnavailableException e) {
        throw e.isDuplicate() ? nickIsTaken(device) : e;
      }
      counters.changed(session, id, Standing.of(before.device()), Standing.of(device));
    }
    return after;
  }

  @Override
  public boolean markSeen(DeviceId id, Instant when) {
    Optional<Standing> known = database.read(session -> standing(session, id, ""));
    if (known.isEmpty() || known.get().isSeenAround(when)) {
      return known.isPresent();
    }
    return database.write(
        session -> {
          Optional<Standing> before = standing(session, id, database.rowLock());
          before
              .filter(standing -> !standing.isSeenAround(when))
              .ifPresent(
                  standing -> {
                    session.update(UPDATE_LAST_SEEN, Micros.of(when), id.value());
                    counters.changed(session, id, standing, standing.seenAt(when));
                  });
          return before.isPresent();
        });
  }

  private static Optional<Standing> standing(Session session, DeviceId id, String lock) {
    return session.first(
        STANDING + lock,
        row ->
            new Standing(
                row.getBoolean("claimed"), row.getBoolean("is_public"), DeviceRow.lastSeen(row)),
        id.value());
  }

  @Override
  public Optional<Device> delete(DeviceId id, Consumer<Device> check) {
    return database.write(
        session -> {
          Optional<Device> last =
              session
                  .first(BY_ID + database.rowLock(), DeviceRow::new, id.value())
                  .map(DeviceRow::device);
          last.ifPresent(
              device -> {
                check.accept(device);
                session.update(DELETE, id.value());
                counters.removed(session, id, Standing.of(device));
              });
          return last;
        });
  }

  @Override
  public FleetCounts fleetCounts(Instant now) {
    return database.read(session -> counters.counts(session, now));
  }

  private static RegistryException nickIsTaken(Device device) {
    return new RegistryException(
        Reason.CONFLICT, "The owner has another device with the nick " + device.nick());
  }
}
