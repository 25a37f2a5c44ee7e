package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class PowersOfTenTest {
  @Test
  void entries_all_areExactPowersRoundedUp() {
    for (int n = PowersOfTen.MIN_EXPONENT; n <= PowersOfTen.MAX_EXPONENT; n++) {
      BigInteger power = BigInteger.TEN.pow(Math.abs(n));
      int shift = PowersOfTen.FRACTION_BITS - PowersOfTen.floorLog2(n);
      BigInteger numerator = n < 0 ? BigInteger.ONE : power;
      BigInteger denominator = n < 0 ? power : BigInteger.ONE;
      BigInteger expected =
          shift < 0
              ? ceilingOfQuotient(numerator, denominator.shiftLeft(-shift))
              : ceilingOfQuotient(numerator.shiftLeft(shift), denominator);
      assertThat(entry(n)).as("10^%d", n).isEqualTo(expected);
    }
  }

  @Test
  void entries_all_haveTheSameBitLength() {
    for (int n = PowersOfTen.MIN_EXPONENT; n <= PowersOfTen.MAX_EXPONENT; n++) {
      assertThat(entry(n).bitLength()).as("10^%d", n).isEqualTo(PowersOfTen.FRACTION_BITS + 1);
    }
  }

  private static BigInteger entry(int n) {
    BigInteger low = new BigInteger(Long.toUnsignedString(PowersOfTen.low(n)));
    return BigInteger.valueOf(PowersOfTen.high(n)).shiftLeft(Long.SIZE).add(low);
  }

  private static BigInteger ceilingOfQuotient(BigInteger dividend, BigInteger divisor) {
    return dividend.add(divisor).subtract(BigInteger.ONE).divide(divisor);
  }
}
