/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResidueSearchTest {
  @Test
  void findsWhatTryingFindsForAllSmallModuli() {
    for (int modulus = 2; modulus <= 24; modulus++) {
      for (int step = 0; step < modulus; step++) {
        for (int low = 1; low < modulus; low++) {
          for (int high = low; high < modulus; high++) {
            assertThat(ResidueSearch.first(step, modulus, low, high))
                .as("%s modulo %s from %s to %s", step, modulus, low, high)
                .isEqualTo(tried(step, modulus, low, high));
          }
        }
      }
    }
  }

  @Test
  void largeModuliStayWithinTheLongs() {
    int modulus = Integer.MAX_VALUE;
    long k = ResidueSearch.first(123_456_789, modulus, 1_000_000_007, 1_000_000_007);
    assertThat(k * 123_456_789 % modulus).isEqualTo(1_000_000_007);
    assertThat(ResidueSearch.first(modulus - 1, modulus, 1, 1)).isEqualTo(modulus - 1);
  }

  private static long tried(int step, int modulus, int low, int high) {
    for (int k = 0; k < modulus; k++) {
      int residue = k * step % modulus;
      if (low <= residue && residue <= high) {
        return k;
      }
    }
    return -1;
  }
}
