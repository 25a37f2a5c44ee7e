package com.pantahub.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down whoever guesses passwords: by the name that is tried, and by the address it is tried
 * from. Thread-safe.
 *
 * <p>For a name {@value #NAME_BURST} attempts may fail at once, and then one every 30 seconds; from
 * an address {@value #ADDRESS_BURST} at once, and then one a second. Successes do not count. Only
 * attempts that are under way at the same moment can exceed this, and they are no more than there
 * are worker threads.
 */
final class LoginThrottle {

  /*
   * design
   *
   * A leaky bucket per name and per address, kept as the one moment at which it will be empty (the
   * "theoretical arrival time" of the generic cell rate algorithm, ITU-T I.371): a failure moves it
   * on by the interval, and an attempt is too early while it lies further ahead than the burst
   * allows. Of each kind MAX_KEYS are remembered, the longest untouched are forgotten first; that
   * is some 2 MB at most. Addresses of IPv6 count by their /64, which is what one customer gets.
   */

  static final int NAME_BURST = 10;
  static final int ADDRESS_BURST = 100;
  static final Duration NAME_INTERVAL = Duration.ofSeconds(30);
  static final Duration ADDRESS_INTERVAL = Duration.ofSeconds(1);
  static final int MAX_KEYS = 10_000;

  /** Longest name that is remembered as it is; no account and no device has a longer one. */
  private static final int MAX_NAME_LENGTH = 256;

  private final InstantSource clock;
  private final Buckets names = new Buckets(NAME_BURST, NAME_INTERVAL);
  private final Buckets addresses = new Buckets(ADDRESS_BURST, ADDRESS_INTERVAL);

  LoginThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** Tells how long to wait before the next attempt; empty if it may be made now. */
  synchronized Optional<Duration> delay(String name, String address) {
    long now = clock.millis();
    long millis =
        Math.max(
            names.delayMillis(nameKey(name), now), addresses.delayMillis(addressKey(address), now));
    return millis > 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
  }

  /** Notes an attempt that has failed. */
  synchronized void failed(String name, String address) {
    long now = clock.millis();
    names.add(nameKey(name), now);
    addresses.add(addressKey(address), now);
  }

  /** How many names and addresses are remembered. */
  synchronized int size() {
    return names.emptyAtMillis.size() + addresses.emptyAtMillis.size();
  }

  private static String nameKey(String name) {
    return name.length() > MAX_NAME_LENGTH ? "" : name.toLowerCase(Locale.ROOT);
  }

  private static String addressKey(String address) {
    String[] groups = address.split(":", -1);
    return groups.length == 8
        ? String.join(":", groups[0], groups[1], groups[2], groups[3])
        : address;
  }

  /** Buckets of one size. Guarded by the throttle. */
  private static final class Buckets {
    private final long intervalMillis;
    private final long toleranceMillis;
    private final Map<String, Long> emptyAtMillis =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_KEYS;
          }
        };

    Buckets(int burst, Duration interval) {
      intervalMillis = interval.toMillis();
      toleranceMillis = (burst - 1) * intervalMillis;
    }

    long delayMillis(String key, long now) {
      return emptyAtMillis.getOrDefault(key, now) - now - toleranceMillis;
    }

    void add(String key, long now) {
      emptyAtMillis.put(key, Math.max(emptyAtMillis.getOrDefault(key, now), now) + intervalMillis);
    }
  }
}
