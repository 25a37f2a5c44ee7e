package com.pantahub.it.registry;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scrape says about the size of the fleet. Immutable.
 *
 * @param claimed devices with an owner
 * @param unclaimed devices without one
 * @param publicDevices devices that everybody may see
 * @param seenWithin24Hours devices that have logged in or written
 */
record FleetGauges(long claimed, long unclaimed, long publicDevices, long seenWithin24Hours) {

  static FleetGauges of(ApiClient client) throws IOException, InterruptedException {
    String scrape = client.anonymous().get("/metrics/").text();
    return new FleetGauges(
        sample(scrape, "pantahub_registry_devices{state=\"claimed\"}"),
        sample(scrape, "pantahub_registry_devices{state=\"unclaimed\"}"),
        sample(scrape, "pantahub_registry_devices_public"),
        sample(scrape, "pantahub_registry_devices_seen{within=\"24h\"}"));
  }

  private static long sample(String scrape, String series) {
    Matcher line = Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(scrape);
    if (!line.find()) {
      throw new AssertionError("no " + series + " in\n" + scrape);
    }
    return (long) Double.parseDouble(line.group(1));
  }
}
