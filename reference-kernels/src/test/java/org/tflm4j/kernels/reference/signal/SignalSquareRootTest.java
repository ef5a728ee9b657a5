/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.kernels.reference.signal.ReferenceSignalFilterBankSquareRoot.squareRoot;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignalSquareRootTest {
  @Test
  void roundsToTheNearestRoot() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long number = random.nextLong() >>> random.nextInt(64);
      BigInteger exact = new BigInteger(Long.toUnsignedString(number));
      BigInteger floor = exact.sqrt();
      // A root is above floor + 1/2 where the rest is above floor.
      boolean up = exact.subtract(floor.multiply(floor)).compareTo(floor) > 0;
      assertThat(squareRoot(number)).isEqualTo(floor.longValueExact() + (up ? 1 : 0));
    }
  }

  @Test
  void keepsTheRootWithinHalfTheBits() {
    assertThat(squareRoot(0)).isZero();
    assertThat(squareRoot(0xFFFF_FFFFL)).isEqualTo(0xFFFF);
    assertThat(squareRoot(0x1_0000_0000L)).isEqualTo(0x1_0000);
    assertThat(squareRoot(-1)).isEqualTo(0xFFFF_FFFFL);
  }
}
