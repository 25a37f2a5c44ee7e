package com.pantahub.registry;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Makes ids of 24 hexadecimal digits, each greater than the one before. Thread-safe. */
final class ObjectIdGenerator {

  /*
   * The layout is that of a BSON ObjectId [1]: seconds, a random value per process, a counter. The
   * seconds and the counter are one long, seconds << 24 | counter, and the next id takes whichever
   * is greater: that of the clock with the counter at zero, or the last one plus one. So ids grow
   * strictly even when the clock stands still or is set back, and a counter which overflows
   * (16,777,216 ids in one second) borrows from the next second. One compare-and-set per id.
   *
   * Two processes meet only if they draw the same 40 random bits and count alike in the same second.
   *
   * [1] https://www.mongodb.com/docs/manual/reference/bson-types/#objectid
   */

  private static final int COUNTER_BITS = 24;
  private static final int RANDOM_BYTES = 5;
  private static final long MAX_SECOND = 0xFFFF_FFFFL;
  private static final HexFormat HEX = HexFormat.of();

  private final InstantSource clock;
  private final String process;
  private final AtomicLong last = new AtomicLong(-1);

  /** Draws the five random bytes; {@code random} is not used after that. */
  ObjectIdGenerator(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    this.process = HEX.formatHex(bytes);
  }

  /**
   * Returns a new id.
   *
   * @throws IllegalStateException after 2106-02-07T06:28:15Z, when four bytes hold no more seconds
   */
  String next() {
    long serial = nextSerial();
    return HEX.toHexDigits(serial >>> COUNTER_BITS, 8) + process + HEX.toHexDigits(serial, 6);
  }

  /** Returns the second and the counter of a new id. */
  long nextSerial() {
    long second = Math.max(0, clock.instant().getEpochSecond());
    if (second > MAX_SECOND) {
      throw new IllegalStateException("an id cannot hold the second: second=" + second);
    }
    return last.updateAndGet(previous -> Math.max(previous + 1, second << COUNTER_BITS));
  }
}
