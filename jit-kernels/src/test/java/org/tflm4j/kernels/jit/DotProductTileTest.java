/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.kernels.jit.asm.Gp64.RCX;
import static org.tflm4j.kernels.jit.asm.Gp64.RDI;
import static org.tflm4j.kernels.jit.asm.Gp64.RDX;
import static org.tflm4j.kernels.jit.asm.Gp64.RSI;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.GuardedMemory;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.MachineTargets;
import org.tflm4j.kernels.jit.code.Target;

/**
 * Assembler, target, code and guards together: a tile of some pixels and one vector of channels,
 * with the weights packed [K / 4][channel][4].
 */
class DotProductTileTest {
  private static final int PIXELS = 5;
  private static final int DEPTH = 24;

  static List<Target> targets() {
    return MachineTargets.all();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void sumsOfProductsAreExact(Target target) {
    int channels = target.vectorBytes() / 4;
    MachineCode tile = MachineCode.of("tile 5x1 " + target.tier().text(), emit(target));
    Random random = new Random(7);
    for (boolean atEnd : new boolean[] {false, true}) {
      MemorySegment pixels = guarded(PIXELS * DEPTH, atEnd);
      MemorySegment weights = guarded(DEPTH * channels, atEnd);
      MemorySegment sums = guarded(PIXELS * channels * 4, atEnd);
      for (long i = 0; i < pixels.byteSize(); i++) {
        pixels.set(JAVA_BYTE, i, (byte) (i < 3 ? 255 : random.nextInt()));
      }
      for (long i = 0; i < weights.byteSize(); i++) {
        weights.set(JAVA_BYTE, i, (byte) (i < 3 ? -128 : random.nextInt()));
      }
      tile.call(pixels, weights.address(), sums.address(), 0, 0, 0);
      for (int p = 0; p < PIXELS; p++) {
        for (int c = 0; c < channels; c++) {
          int sum = 0;
          for (int k = 0; k < DEPTH; k++) {
            int pixel = pixels.get(JAVA_BYTE, p * DEPTH + k) & 0xFF;
            sum += pixel * weights.get(JAVA_BYTE, (k / 4 * channels + c) * 4L + k % 4);
          }
          assertThat(sums.get(JAVA_INT_UNALIGNED, (p * channels + c) * 4L)).isEqualTo(sum);
        }
      }
    }
  }

  private static MemorySegment guarded(int bytes, boolean atEnd) {
    return atEnd ? GuardedMemory.beforeGuard(bytes) : GuardedMemory.behindGuard(bytes);
  }

  /** Function (pixels, weights, sums). */
  private static Assembler emit(Target target) {
    Assembler a = target.newAssembler();
    int width = target.vectorBytes();
    Vec weight = Vec.of(width, PIXELS);
    Vec pixel = Vec.of(width, PIXELS + 1);
    Vec even = Vec.of(width, PIXELS + 2);
    Vec odd = Vec.of(width, PIXELS + 3);
    for (int p = 0; p < PIXELS; p++) {
      a.vpxor(Vec.of(width, p), Vec.of(width, p), Vec.of(width, p));
    }
    a.mov(RCX, DEPTH / 4);
    a.mark("loop");
    Label loop = a.here();
    a.vmovdqu(weight, Address.at(RSI));
    for (int p = 0; p < PIXELS; p++) {
      Vec sum = Vec.of(width, p);
      a.vpbroadcastd(pixel, Address.at(RDI, p * DEPTH));
      switch (target.tier()) {
        case AVX512_VNNI, AVX_VNNI -> a.vpdpbusd(sum, pixel, weight);
        case AVX2 -> {
          // Even and odd bytes as words: two times two products in each dword.
          a.vpsllw(even, weight, 8);
          a.vpsraw(even, even, 8);
          a.vpsraw(odd, weight, 8);
          a.vpsllw(pixel, pixel, 8);
          a.vpsrlw(pixel, pixel, 8);
          a.vpmaddwd(even, even, pixel);
          a.vpbroadcastd(pixel, Address.at(RDI, p * DEPTH));
          a.vpsrlw(pixel, pixel, 8);
          a.vpmaddwd(odd, odd, pixel);
          a.vpaddd(sum, sum, even);
          a.vpaddd(sum, sum, odd);
        }
      }
    }
    a.add(RDI, 4);
    a.add(RSI, width);
    a.dec(RCX);
    a.jnz(loop);
    a.mark("store");
    for (int p = 0; p < PIXELS; p++) {
      a.vmovdqu(Address.at(RDX, p * width), Vec.of(width, p));
    }
    a.vzeroupper();
    a.ret();
    return a;
  }
}
