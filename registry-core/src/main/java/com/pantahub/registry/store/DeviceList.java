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
   * Pages begin after a key, so that the index of owner and id leads to them at once. Without
   * filters, a page and the number of all devices come from one statement, and so from one moment;
   * the number is counted in the index.
   *
   * Filters are applied here and not by the database, so that they mean the same everywhere: the
   * owner's devices are gone through in batches, each from a moment of its own. Metadata is read
   * only where a filter or the page needs it.
   */

  private static final int BATCH = 1_000;
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
    String owner = query.owner().value();
    String count = "select count(*) from device where " + condition(query);
    String page = select(query, "(" + count + ") as total, ");
    List<Counted> rows =
        database.read(
            session ->
                session.list(
                    page,
                    row -> new Counted(new DeviceRow(row), row.getLong("total")),
                    owner,
                    owner,
                    firstAfter(query),
                    query.limit() + 1));
    long total =
        rows.isEmpty()
            ? database.read(s -> s.first(count, row -> row.getLong(1), owner)).orElseThrow()
            : rows.get(0).total();
    List<Device> devices =
        rows.stream().limit(query.limit()).map(counted -> counted.row().device()).toList();
    return new DevicePage(devices, total, rows.size() > query.limit());
  }

  private record Counted(DeviceRow row, long total) {}

  private DevicePage filtered(DeviceQuery query) {
    boolean needsMetadata =
        query.filters().stream().anyMatch(f -> !(f.field() instanceof DeviceFilter.Attribute));
    List<Device> page = new ArrayList<>();
    long total = 0;
    boolean hasMore = false;
    Optional<DeviceId> last = Optional.empty();
    List<DeviceRow> batch;
    do {
      batch = batch(query, last);
      for (DeviceRow row : batch) {
        last = Optional.of(row.bare().id());
        if (query.picks(needsMetadata ? row.device() : row.bare())) {
          total++;
          boolean isAfter = query.after().filter(a -> row.bare().id().compareTo(a) <= 0).isEmpty();
          if (isAfter && page.size() < query.limit()) {
            page.add(row.device());
          } else {
            hasMore |= isAfter;
          }
        }
      }
    } while (batch.size() == BATCH);
    return new DevicePage(page, total, hasMore);
  }

  private List<DeviceRow> batch(DeviceQuery query, Optional<DeviceId> last) {
    return database.read(
        session ->
            session.list(
                select(query, ""),
                DeviceRow::new,
                query.owner().value(),
                last.map(DeviceId::value).orElse(BEFORE_ALL_IDS),
                BATCH));
  }

  private static String select(DeviceQuery query, String more) {
    return "select "
        + more
        + DeviceRow.COLUMNS
        + " from device where "
        + condition(query)
        + " and id > ? order by id limit ?";
  }

  private static String condition(DeviceQuery query) {
    return query.publicOnly() ? PUBLIC_ONLY : ALL;
  }

  private static String firstAfter(DeviceQuery query) {
    return query.after().map(DeviceId::value).orElse(BEFORE_ALL_IDS);
  }
}
