package com.pantahub.registry;

/**
 * How many devices there are, at one moment. Immutable.
 *
 * <p>A device that was deleted is counted nowhere. One that was seen counts as seen within a span
 * from that moment until the span is over, and at most {@value #SEEN_RESOLUTION_SECONDS} seconds
 * longer: never too short.
 *
 * @param claimed devices that have an owner
 * @param unclaimed devices that wait for one
 * @param publicDevices claimed devices that everybody may see
 * @param seenWithin5Minutes devices seen in the last five minutes
 * @param seenWithin1Hour devices seen in the last hour
 * @param seenWithin24Hours devices seen in the last 24 hours
 */
public record FleetCounts(
    long claimed,
    long unclaimed,
    long publicDevices,
    long seenWithin5Minutes,
    long seenWithin1Hour,
    long seenWithin24Hours) {

  /** How much longer than its span a device may count as seen, in seconds. */
  public static final int SEEN_RESOLUTION_SECONDS = 10;
}
