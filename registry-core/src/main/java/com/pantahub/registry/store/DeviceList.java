package com.pantahub.registry.store;

import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceFilter;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DevicePage;
import com.pantahub.registry.DeviceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes pages out of an owner's devices in a database. Thread-safe. */
final class DeviceList {

  /*
   * Pages begin after a key, so that the index of owner and id leads to them at once. Devices are
   * read in batches, each from a moment of its own, so that no more of them is in memory than is
   * asked for: with metadata as large as it may be, a page of the greatest limit would be half a
   * gigabyte. It ends early instead, at MAX_PAGE_BYTES, and says that there are more.
   *
   * Without filters, all devices of the owner are counted in the index. Filters are applied here
   * and not by the database, so that they mean the same everywhere: the owner's devices are all
   * gone through. Metadata is read only where a filter or the page needs it.
   */

  /** Most metadata on a page, in characters of JSON; one device may go beyond it. */
  static final int MAX_PAGE_CHARS = 8 * 1024 * 1024;

  private static final int BATCH = 250;
  private static final String ALL = "owner = ?";
  private static final String PUBLIC_ONLY = "owner = ? and is_public";
  private static final String BEFORE_ALL_IDS = "";

  private final Database database;

  DeviceList(Database database) {
    this.database = database;
  }

  DevicePage page(DeviceQuery query) {
    return query.filters().isEmpty() ? unfiltered(query) : filtered(query);
  }

  private DevicePage unfiltered(DeviceQuery query) {
    Page page = new Page(query.limit());
    Optional<DeviceId> last = query.after();
    List<DeviceRow> batch;
    do {
      batch = batch(query, last, Math.min(BATCH, page.room() + 1));
      for (DeviceRow row : batch) {
        page.add(row);
        last = Optional.of(row.bare().id());
      }
    } while (batch.size() == BATCH && !page.hasMore);
    return new DevicePage(page.devices, count(query), page.hasMore);
  }

  private DevicePage filtered(DeviceQuery query) {
    boolean byUserMeta = isBy(query, DeviceFilter.UserMetaKey.class);
    boolean byDeviceMeta = isBy(query, DeviceFilter.DeviceMetaKey.class);
    Page page = new Page(query.limit());
    long total = 0;
    Optional<DeviceId> last = Optional.empty();
    List<DeviceRow> batch;
    do {
      batch = batch(query, last, BATCH);
      for (DeviceRow row : batch) {
        DeviceId id = row.bare().id();
        last = Optional.of(id);
        if (query.picks(row.device(byUserMeta, byDeviceMeta))) {
          total++;
          if (query.after().filter(after -> id.compareTo(after) <= 0).isEmpty()) {
            page.add(row);
          }
        }
      }
    } while (batch.size() == BATCH);
    return new DevicePage(page.devices, total, page.hasMore);
  }

  private static boolean isBy(DeviceQuery query, Class<? extends DeviceFilter.Field> field) {
    return query.filters().stream().map(DeviceFilter::field).anyMatch(field::isInstance);
  }

  private long count(DeviceQuery query) {
    String sql = "select count(*) from device where " + condition(query);
    return database
        .read(session -> session.first(sql, row -> row.getLong(1), query.owner().value()))
        .orElseThrow();
  }

  private List<DeviceRow> batch(DeviceQuery query, Optional<DeviceId> last, int limit) {
    String sql =
        "select "
            + DeviceRow.COLUMNS
            + " from device where "
            + condition(query)
            + " and id > ? order by id limit ?";
    return database.read(
        session ->
            session.list(
                sql,
                DeviceRow::new,
                query.owner().value(),
                last.map(DeviceId::value).orElse(BEFORE_ALL_IDS),
                limit));
  }

  private static String condition(DeviceQuery query) {
    return query.publicOnly() ? PUBLIC_ONLY : ALL;
  }

  /** A page that fills. Not thread-safe. */
  private static final class Page {
    private final int limit;
    private final List<Device> devices = new ArrayList<>();
    private long metadataChars;
    private boolean hasMore;

    Page(int limit) {
      this.limit = limit;
    }

    int room() {
      return limit - devices.size();
    }

    /** Adds a device, or notes that there are more once there is no room. */
    void add(DeviceRow row) {
      hasMore |= room() == 0 || metadataChars >= MAX_PAGE_CHARS;
      if (!hasMore) {
        devices.add(row.device(true, true));
        metadataChars += row.metadataChars();
      }
    }
  }
}
