package com.pantahub.metrics.scrape;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Run with {@code -Dseed=…} to repeat a run's random values. */
final class NumberEncoderTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int RANDOM_VALUES = 2_000;
  private static final int OFFSET = 3;
  private static final byte GUARD = '#';

  private final Random random = new Random(SEED);

  @BeforeAll
  static void printSeed() {
    System.out.println("NumberEncoderTest: -Dseed=" + SEED);
  }

  @Test
  void encode_everyReferenceValue_isSpelledAsGoSpellsIt() throws IOException {
    List<String> mismatches = new ArrayList<>();
    List<String> lines = referenceLines();
    for (String line : lines) {
      String[] columns = line.split("\t", -1);
      double value = Double.longBitsToDouble(Long.parseUnsignedLong(columns[0], 16));
      String encoded = encode(value);
      if (!encoded.equals(columns[1])) {
        mismatches.add(line + " but was " + encoded);
      }
    }
    assertThat(lines).hasSize(5_993);
    assertThat(mismatches).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, 0",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "999999, 999999",
    "1e6, 1e+06",
    "999999.5, 999999.5",
    "1048576, 1.048576e+06",
    "-61235200, -6.12352e+07",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1e22, 1e+22",
    "1e100, 1e+100",
    "4.9e-324, 5e-324",
    "-2.2250738585072014e-308, -2.2250738585072014e-308"
  })
  void encode_valueAtAnEdgeOfTheSpelling_isSpelledByTheRule(double value, String text) {
    assertThat(encode(value)).isEqualTo(text);
  }

  @Test
  void encode_signedNaN_hasNoSign() {
    assertThat(encode(Double.longBitsToDouble(0xfff8_0000_0000_0001L))).isEqualTo("NaN");
  }

  /**
   * An end of the interval, or halfway between two last digits, is nearer than for any other value
   * and yet not met.
   */
  @ParameterizedTest
  @ValueSource(
      longs = {0x20e8823a57adbef8L, 0x20e8823a57adbef9L, 0x4d73de005bd620dfL, 0x0d17c0747bd76fa1L})
  void encode_valueClosestToADecision_isShortestAndClosest(long bits) {
    assertShortestAndClosest(Double.longBitsToDouble(bits));
  }

  @Test
  void encode_randomBits_isShortestAndClosest() {
    assertShortestAndClosest(() -> Double.longBitsToDouble(random.nextLong()));
  }

  @Test
  void encode_randomDecimals_isShortestAndClosest() {
    assertShortestAndClosest(
        () -> {
          long digits = random.nextLong(100_000_000_000_000_000L) >> random.nextInt(57);
          return Double.parseDouble(digits + "e" + (random.nextInt(40) - 30));
        });
  }

  @Test
  void encode_randomFractionsOfOne_isShortestAndClosest() {
    assertShortestAndClosest(() -> random.nextDouble() * Math.pow(10, random.nextInt(14) - 6));
  }

  @Test
  void encode_randomWholeNumbers_isShortestAndClosest() {
    assertShortestAndClosest(() -> random.nextLong() >> random.nextInt(64));
  }

  @Test
  void encode_randomDyadicFractions_isShortestAndClosest() {
    assertShortestAndClosest(
        () -> Math.scalb((double) (random.nextLong() >> random.nextInt(64)), -random.nextInt(80)));
  }

  @Test
  void encode_randomSubnormals_isShortestAndClosest() {
    assertShortestAndClosest(
        () -> Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(52))));
  }

  @Test
  void encode_powersOfTwoAndTheirNeighbours_isShortestAndClosest() {
    for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
      assertWithNeighbours(Math.scalb(1.0, exponent));
    }
  }

  @Test
  void encode_powersOfTenAndTheirNeighbours_isShortestAndClosest() {
    for (int exponent = -323; exponent <= 308; exponent++) {
      assertWithNeighbours(Double.parseDouble("1e" + exponent));
    }
  }

  @Test
  void encode_smallestAndLargest_isShortestAndClosest() {
    assertWithNeighbours(Double.MIN_VALUE);
    assertWithNeighbours(Double.MIN_NORMAL);
    assertShortestAndClosest(Double.MAX_VALUE);
    assertShortestAndClosest(Math.nextDown(Double.MAX_VALUE));
  }

  @Test
  void encode_atTheEndOfAnArray_needsNoMoreThanMaxBytes() throws IOException {
    int longest = 0;
    for (String line : referenceLines()) {
      double value = Double.longBitsToDouble(Long.parseUnsignedLong(line.split("\t", -1)[0], 16));
      byte[] destination = new byte[OFFSET + NumberEncoder.MAX_BYTES];
      int end = NumberEncoder.encode(value, destination, OFFSET);
      longest = Math.max(longest, end - OFFSET);
    }
    assertThat(longest).isEqualTo(NumberEncoder.MAX_BYTES);
  }

  @Test
  void encode_long_isPlainDecimal() {
    List<Long> values = new ArrayList<>(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE));
    for (long power = 1; power <= Long.MAX_VALUE / 10; power *= 10) {
      values.addAll(List.of(10 * power - 1, 10 * power, 10 * power + 1));
    }
    for (int i = 0; i < RANDOM_VALUES; i++) {
      values.add(random.nextLong() >> random.nextInt(64));
    }
    for (long value : values) {
      assertThat(encode(value)).isEqualTo(Long.toString(value));
      assertThat(encode(-value)).isEqualTo(Long.toString(-value));
    }
  }

  @Test
  void encode_longInAnArrayOfItsSize_needsNoMore() {
    byte[] destination = new byte[NumberEncoder.MAX_LONG_BYTES];
    assertThat(NumberEncoder.encode(Long.MIN_VALUE, destination, 0)).isEqualTo(destination.length);
    assertThat(NumberEncoder.encode(-12_345_678_901L, destination, 8))
        .isEqualTo(destination.length);
    assertThat(new String(destination, US_ASCII)).isEqualTo("-9223372-12345678901");
  }

  private void assertShortestAndClosest(DoubleSupplier values) {
    for (int i = 0; i < RANDOM_VALUES; i++) {
      double value = values.getAsDouble();
      if (Double.isFinite(value)) {
        assertShortestAndClosest(value);
      }
    }
  }

  private static void assertWithNeighbours(double value) {
    assertShortestAndClosest(Math.nextDown(value));
    assertShortestAndClosest(value);
    assertShortestAndClosest(Math.nextUp(value));
  }

  /** Judges an encoding by exact arithmetic on the decimals which read back as the value. */
  private static void assertShortestAndClosest(double value) {
    String text = encode(value);
    if (value == 0) {
      assertThat(text).isEqualTo("0");
      return;
    }
    assertThat(Double.parseDouble(text)).isEqualTo(value);
    BigDecimal decimal = new BigDecimal(text).abs().stripTrailingZeros();
    assertThat(text).isEqualTo((value < 0 ? "-" : "") + spell(decimal));

    double magnitude = Math.abs(value);
    BigDecimal exact = new BigDecimal(magnitude);
    BigDecimal unit = decimal.ulp();
    if (decimal.precision() > 1) {
      BigDecimal coarse = unit.movePointRight(1);
      BigDecimal below = exact.divide(coarse, 0, RoundingMode.DOWN).multiply(coarse);
      assertThat(readsBackAs(magnitude, below)).as("%s below %s", below, text).isFalse();
      BigDecimal above = below.add(coarse);
      assertThat(readsBackAs(magnitude, above)).as("%s above %s", above, text).isFalse();
    }
    BigDecimal distance = decimal.subtract(exact).abs();
    for (BigDecimal other : List.of(decimal.subtract(unit), decimal.add(unit))) {
      if (readsBackAs(magnitude, other)) {
        int nearer = distance.compareTo(other.subtract(exact).abs());
        boolean even = !decimal.unscaledValue().testBit(0);
        assertThat(nearer < 0 || (nearer == 0 && even)).as("%s, not %s", text, other).isTrue();
      }
    }
  }

  /** Whether a decimal lies in the interval that rounds, halves to even, to a positive double. */
  private static boolean readsBackAs(double magnitude, BigDecimal decimal) {
    BigDecimal exact = new BigDecimal(magnitude);
    double neighbour =
        decimal.compareTo(exact) < 0 ? Math.nextDown(magnitude) : Math.nextUp(magnitude);
    BigDecimal spacing =
        Double.isInfinite(neighbour)
            ? new BigDecimal(Math.ulp(magnitude))
            : new BigDecimal(neighbour).subtract(exact).abs();
    int side = decimal.subtract(exact).abs().multiply(BigDecimal.valueOf(2)).compareTo(spacing);
    boolean even = (Double.doubleToRawLongBits(magnitude) & 1) == 0;
    return side < 0 || (side == 0 && even);
  }

  private static String spell(BigDecimal decimal) {
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return String.format(Locale.ROOT, "%s%se%+03d", digits.charAt(0), fraction, exponent);
  }

  private static String encode(double value) {
    byte[] destination = new byte[OFFSET + NumberEncoder.MAX_BYTES + OFFSET];
    Arrays.fill(destination, GUARD);
    int end = NumberEncoder.encode(value, destination, OFFSET);
    assertGuarded(destination, OFFSET + NumberEncoder.MAX_BYTES);
    return new String(destination, OFFSET, end - OFFSET, US_ASCII);
  }

  private static String encode(long value) {
    byte[] destination = new byte[OFFSET + NumberEncoder.MAX_LONG_BYTES + OFFSET];
    Arrays.fill(destination, GUARD);
    int end = NumberEncoder.encode(value, destination, OFFSET);
    assertGuarded(destination, end);
    return new String(destination, OFFSET, end - OFFSET, US_ASCII);
  }

  private static void assertGuarded(byte[] destination, int end) {
    for (int i = 0; i < destination.length; i++) {
      if ((i < OFFSET || i >= end) && destination[i] != GUARD) {
        throw new AssertionError("wrote at " + i + ": " + new String(destination, US_ASCII));
      }
    }
  }

  private static List<String> referenceLines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    NumberEncoderTest.class.getResourceAsStream("go-floats.tsv")),
                US_ASCII))) {
      return reader.lines().toList();
    }
  }
}
