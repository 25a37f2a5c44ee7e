package com.pantahub.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenRingTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration SPAN = Duration.ofMinutes(5);

  private final SeenRing ring = new SeenRing();

  @Test
  void within_nothingAdded_isZero() {
    assertThat(ring.within(SPAN, NOON)).isZero();
  }

  @Test
  void within_untilTheSpanIsOver_counts() {
    ring.add(NOON.plusMillis(1));

    assertThat(ring.within(SPAN, NOON.plusMillis(1).plus(SPAN))).isEqualTo(1);
    assertThat(ring.within(SPAN, NOON.plus(SPAN).plusSeconds(10).minusNanos(1))).isEqualTo(1);
    assertThat(ring.within(SPAN, NOON.plus(SPAN).plusSeconds(10))).isZero();
  }

  @Test
  void remove_afterItFellOff_takesNothingFromItsSuccessor() {
    ring.add(NOON);
    Instant oneTurnLater = NOON.plusSeconds(10L * SeenRing.SLICES);
    ring.add(oneTurnLater);
    ring.remove(NOON);

    assertThat(ring.within(SPAN, oneTurnLater)).isEqualTo(1);
  }

  @Test
  void add_afterALongPause_clearsTheWholeRing() {
    for (int slice = 0; slice < SeenRing.SLICES; slice++) {
      ring.add(NOON.plusSeconds(10L * slice));
    }
    Instant yearsLater = NOON.plus(Duration.ofDays(3650));
    ring.add(yearsLater);

    assertThat(ring.within(Duration.ofHours(24), yearsLater)).isEqualTo(1);
  }

  @Test
  void add_olderThanTheRing_countsNowhere() {
    ring.add(NOON);
    ring.add(NOON.minus(Duration.ofDays(30)));
    ring.remove(NOON.minus(Duration.ofDays(30)));

    assertThat(ring.within(Duration.ofHours(24), NOON)).isEqualTo(1);
  }

  @Test
  void within_clockSetBack_countsAllOfTheDay() {
    ring.add(NOON.minus(Duration.ofHours(24)));
    ring.add(NOON.plus(Duration.ofHours(20)));

    assertThat(ring.within(Duration.ofHours(24), NOON)).isEqualTo(2);
  }

  @Test
  void within_randomSightings_agreesWithARecount() {
    long seed = new Random().nextLong();
    System.out.println("SeenRingTest seed=" + seed);
    Random random = new Random(seed);
    List<Instant> kept = new ArrayList<>();
    Instant now = NOON;
    for (int step = 0; step < 20_000; step++) {
      now = now.plusMillis(random.nextInt(random.nextInt(1_000) == 0 ? 200_000_000 : 20_000));
      if (kept.isEmpty() || random.nextInt(3) > 0) {
        Instant seen = now.minusMillis(random.nextInt(3_000));
        ring.add(seen);
        kept.add(seen);
      } else {
        ring.remove(kept.remove(random.nextInt(kept.size())));
      }
      if (step % 100 == 0) {
        for (Duration span : List.of(SPAN, Duration.ofHours(1), Duration.ofHours(24))) {
          assertThat(ring.within(span, now)).isEqualTo(recount(kept, span, now));
        }
      }
    }
  }

  private static long recount(List<Instant> kept, Duration span, Instant now) {
    Instant from = now.minus(span);
    Instant sliceStart = Instant.ofEpochSecond(from.getEpochSecond() / 10 * 10);
    return kept.stream().filter(seen -> !seen.isBefore(sliceStart)).count();
  }
}
