/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.MachineTargets;
import org.tflm4j.kernels.jit.code.Target;

class FixedPointCodeTest {
  private static final int[] MULTIPLIERS = {0, 1 << 30, 0x7FFF_FFFF, 0x4000_0001, 0x5A82_799A};

  static List<Target> targets() {
    return MachineTargets.all();
  }

  /** All shifts, with values at the ends of the range, around 0, around ties, and any. */
  @ParameterizedTest
  @MethodSource("targets")
  void equalsTheReference(Target target) {
    MachineCode code = MachineCode.of("fixed point " + target.tier().text(), emit(target));
    int lanes = target.vectorBytes() / Integer.BYTES;
    MemorySegment values = Arena.ofAuto().allocate(target.vectorBytes(), 64);
    MemorySegment parameters = Arena.ofAuto().allocate(FixedPointCode.BYTES, 64);
    Random random = new Random(1);
    for (int shift = -31; shift <= 30; shift++) {
      for (int multiplier : MULTIPLIERS) {
        QuantizedMultiplier factor = new QuantizedMultiplier(multiplier, shift);
        FixedPointCode.parameters(parameters, 0, factor);
        for (int turn = 0; turn < 8; turn++) {
          int[] given = new int[lanes];
          for (int i = 0; i < lanes; i++) {
            given[i] = value(random, i + turn, shift);
            values.setAtIndex(JAVA_INT, i, given[i]);
          }
          code.call(values, parameters.address());
          for (int i = 0; i < lanes; i++) {
            assertThat(values.getAtIndex(JAVA_INT, i))
                .as("%d times %s", given[i], factor)
                .isEqualTo(factor.apply(given[i]));
          }
        }
      }
    }
  }

  private static int value(Random random, int kind, int shift) {
    int half = 1 << Math.clamp(-shift, 0, 20);
    int nearTie = (2 * random.nextInt(100) + 1) * half - random.nextInt(3);
    return switch (kind % 6) {
      case 0 -> Integer.MIN_VALUE + random.nextInt(3);
      case 1 -> Integer.MAX_VALUE - random.nextInt(3);
      case 2 -> random.nextInt(9) - 4;
      // With the multiplier 2^30 a tie of the second rounding, or next to one.
      case 3 -> nearTie;
      case 4 -> -nearTie;
      default -> random.nextInt();
    };
  }

  /** Function (values, parameters), in place. */
  private static Assembler emit(Target target) {
    Assembler asm = target.newAssembler();
    VectorCode vectors = new VectorCode(asm, target);
    FixedPointCode product = new FixedPointCode(vectors, vectors.vector(1), vectors.vector(2));
    product.prepare();
    vectors.load(vectors.vector(0), Address.at(Gp64.RDI));
    product.emit(vectors.vector(0), vectors.vector(3), Gp64.RSI, 0);
    vectors.store(Address.at(Gp64.RDI), vectors.vector(0));
    asm.vzeroupper();
    asm.ret();
    return asm;
  }
}
