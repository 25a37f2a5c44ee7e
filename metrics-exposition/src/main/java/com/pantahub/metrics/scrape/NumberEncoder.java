package com.pantahub.metrics.scrape;

/**
 * Writes numbers as the ASCII text of a sample. Stateless and thread-safe; allocates nothing.
 *
 * <p>A {@code double} is spelled as Go's {@code strconv.FormatFloat(v, 'g', -1, 64)} spells it: the
 * fewest digits that read back as the same value, of those the closest to it, with an exponent
 * where that is below −4 or above 5. Negative zero is spelled {@code 0}.
 */
final class NumberEncoder {
  /*
   * Two kinds of value need no search. A whole number below 2^53 is its own decimal. A value that
   * n / 10^9 divides back to, with n below 10^15, has the digits of n: two decimals of 15 digits
   * or fewer never round to the same double, so no other decimal of that length reads back.
   *
   * All others take the way of Schubfach [1]. Let v = c 2^q, and let 10^k be the largest power of
   * ten not above the width of v's rounding interval. The interval holds at most one multiple of
   * 10^(k+1): if it holds one, that is the result, else the multiple of 10^k nearest to v in it.
   * One product of c and a power of ten gives v / 10^(k+1) as a whole number and two words of
   * fraction. The choice between the results takes no branch, except where c is a power of two and
   * the next double below is closer than the one above.
   *
   * Exactness. In units of 2^-64, the power of ten being rounded up adds less than 1/64 to the
   * fraction; reading one word of it, or of half a spacing, drops less than 1. Continued
   * fractions, as in [2] but for each of the 2046 exponents, show that an end of the interval is a
   * multiple of 10^(k+1), and then is read at most 1 unit beside it, or is at least 2.15 units
   * away from all of them. So moving both ends outwards by 1 where they belong to the interval
   * (even c, as reading rounds to even), and inwards by 1 where they do not, decides rightly. The
   * last digit is rounded from both words: times ten, their error is below 1/6 of a unit. A value
   * that is not halfway between two digits is at least 2.7 units below or 0.6 above halfway, and
   * the only one less than 1 above follows an odd digit, so that it rounds up as if it were
   * halfway.
   *
   * [1] R. Giulietti, The Schubfach way to render doubles, 2022
   * [2] U. Adams, Ryu: fast float-to-string conversion, PLDI 2018
   */

  /** The most bytes a {@code double} takes: sign, digit, point, 16 digits, {@code e-308}. */
  static final int MAX_BYTES = 24;

  /** The most bytes a {@code long} takes: sign and 19 digits. */
  static final int MAX_LONG_BYTES = 20;

  private static final int MANTISSA_BITS = 52;
  private static final long HIDDEN_BIT = 1L << MANTISSA_BITS;
  private static final int MIN_BINARY_EXPONENT = -1074;
  private static final double WHOLE_LIMIT = 0x1p53;

  private static final int SHORT_DECIMALS = 9;
  private static final double SHORT_SCALE = 1e9;
  private static final double SHORT_LIMIT = 1e6;

  /** A tenth of 2<sup>64</sup>. */
  private static final long TENTH = 0x1999_9999_9999_9999L;

  private NumberEncoder() {}

  /**
   * Writes {@code value} at {@code offset} and returns the offset after it. Needs room for {@link
   * #MAX_BYTES}: what of it the text leaves free is scratch.
   */
  static int encode(double value, byte[] destination, int offset) {
    double magnitude = Math.abs(value);
    if (!(magnitude <= Double.MAX_VALUE)) {
      return encodeNonFinite(value, destination, offset);
    }
    int position = offset;
    if (value < 0) {
      destination[position++] = '-';
    }
    if (magnitude < WHOLE_LIMIT) {
      long whole = (long) magnitude;
      if (whole == magnitude) {
        return whole < DecimalWriter.FIRST_WITH_EXPONENT
            ? DecimalWriter.writeInteger(whole, destination, position)
            : DecimalWriter.write(whole, 0, destination, position);
      }
      if (magnitude < SHORT_LIMIT) {
        long scaled = (long) (magnitude * SHORT_SCALE + 0.5);
        if (scaled / SHORT_SCALE == magnitude) {
          return DecimalWriter.write(scaled, -SHORT_DECIMALS, destination, position);
        }
      }
    }
    return encodeShortest(magnitude, destination, position);
  }

  /**
   * Writes {@code value} in plain decimal at {@code offset} and returns the offset after it. Needs
   * room for the text only; {@link #MAX_LONG_BYTES} is always enough.
   */
  static int encode(long value, byte[] destination, int offset) {
    int position = offset;
    long magnitude = value;
    if (value < 0) {
      destination[position++] = '-';
      if (value == Long.MIN_VALUE) {
        destination[position++] = '9';
        magnitude += 9_000_000_000_000_000_000L;
      }
      magnitude = -magnitude;
    }
    return DecimalWriter.writeInteger(magnitude, destination, position);
  }

  private static int encodeNonFinite(double value, byte[] destination, int offset) {
    int position = offset;
    if (Double.isNaN(value)) {
      destination[position++] = 'N';
      destination[position++] = 'a';
      destination[position++] = 'N';
      return position;
    }
    destination[position++] = (byte) (value < 0 ? '-' : '+');
    destination[position++] = 'I';
    destination[position++] = 'n';
    destination[position++] = 'f';
    return position;
  }

  /** Writes a positive finite value. */
  private static int encodeShortest(double magnitude, byte[] destination, int offset) {
    long bits = Double.doubleToRawLongBits(magnitude);
    int biasedExponent = (int) (bits >>> MANTISSA_BITS);
    long significand = bits & (HIDDEN_BIT - 1);
    boolean closerBelow = significand == 0 && biasedExponent > 1;
    int binaryExponent = MIN_BINARY_EXPONENT;
    if (biasedExponent > 0) {
      significand |= HIDDEN_BIT;
      binaryExponent += biasedExponent - 1;
    }
    int power = floorLog10OfWidth(binaryExponent, closerBelow);
    int inverse = -(power + 1);
    long high = PowersOfTen.high(inverse);
    long low = PowersOfTen.low(inverse);
    int shift =
        binaryExponent
            + PowersOfTen.floorLog2(inverse)
            + (2 * Long.SIZE - PowersOfTen.FRACTION_BITS);

    long factor = significand << shift;
    long middle = high * factor;
    long fraction = middle + unsignedMultiplyHigh(low, factor);
    long fractionLow = low * factor;
    long whole = Math.multiplyHigh(high, factor) + carry(fraction, middle);

    long tenFractions = 10 * fraction;
    long remainder = tenFractions + unsignedMultiplyHigh(fractionLow, 10);
    long digit = unsignedMultiplyHigh(fraction, 10) + carry(remainder, tenFractions);
    digit += carry(remainder + (Long.MAX_VALUE + (digit & 1)), remainder);

    long halfSpacing = high << (shift - 1) | low >>> (Long.SIZE + 1 - shift);
    long reachAbove = halfSpacing + 1 - 2 * (significand & 1);
    long reachBelow = reachAbove;
    if (closerBelow) {
      reachBelow = (halfSpacing >>> 1) + 1;
      if (fraction - digit * TENTH > reachBelow) {
        digit++;
      }
    }
    long top = fraction + reachAbove;
    if (Long.compareUnsigned(top, reachAbove + reachBelow) <= 0) {
      digit = 10 * carry(top, fraction);
    }
    return DecimalWriter.write(10 * whole + digit, power, destination, offset);
  }

  /** The largest k with 10<sup>k</sup> not above the width of a rounding interval. */
  private static int floorLog10OfWidth(int binaryExponent, boolean closerBelow) {
    // In units of 2^-20: log10 of 2, and of 4/3 for an interval of 3/4 of a spacing.
    return (binaryExponent * 315_653 - (closerBelow ? 131_008 : 0)) >> 20;
  }

  /** The high word of a product whose second factor is not negative. */
  private static long unsignedMultiplyHigh(long unsigned, long factor) {
    return Math.multiplyHigh(unsigned, factor) + (unsigned >> 63 & factor);
  }

  /** 1 if an unsigned sum wrapped around, else 0. */
  private static long carry(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }
}
