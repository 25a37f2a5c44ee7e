package com.pantahub.registry.store;

import java.util.List;

/** Compares the counters of {@link FleetCounters} with a count of the devices. No state. */
final class FleetAudit {

  /*
   * One statement, and so both as they were at one moment. Slices are compared as far back as they
   * are ever added up: older ones may be gone already.
   */
  private static final String DIFFERENCES =
      """
      select kind, slice, sum(kept) as kept, sum(there) as there
      from (
        select kind, slice, devices as kept, 0 as there from fleet_counter
        union all select 1, 0, 0, count(*) from device where owner is not null
        union all select 2, 0, 0, count(*) from device where owner is null
        union all select 3, 0, 0, count(*) from device where is_public
        union all select 4, last_seen / 10000000, 0, count(*) from device
          where last_seen is not null group by last_seen / 10000000
        union all select 5, last_seen / 600000000, 0, count(*) from device
          where last_seen is not null group by last_seen / 600000000
      ) as counters
      where kind <= 3
        or slice * (case kind when 5 then 60 else 1 end)
          >= (select max(slice) - 8640 from fleet_counter where kind = 4)
      group by kind, slice
      having sum(kept) <> sum(there)
      """;

  private FleetAudit() {}

  /** Returns what differs, a line for each counter. Reads all devices. */
  static List<String> problems(Session session) {
    return session.list(
        DIFFERENCES,
        row ->
            "Counter of kind %d, slice %d, says %d devices, and there are %d"
                .formatted(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
  }
}
