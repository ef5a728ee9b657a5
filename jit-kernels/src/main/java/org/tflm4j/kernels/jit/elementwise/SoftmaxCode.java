/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.xmm;
import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Condition;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits SOFTMAX of INT8 (AVX-512): the exponentials of the differences to the largest element are
 * gathered from a table, 16 at a time; the reciprocal of their sum follows TFLM's integers. Units
 * are rows.
 *
 * <p>State: input, output, table of 256 exponentials.
 *
 * @param depth elements of a row, at most {@link #MOST_DEPTH}
 * @param outputType INT8 or INT16
 */
record SoftmaxCode(int depth, TensorType outputType) {
  /** A lane sums at most 2^11 terms of at most 2^19 each. */
  static final int MOST_DEPTH = 1 << 15;

  /** Fraction that the terms of the sum lose. */
  private static final int LOST_BITS = 12;

  /** Vectors up to which exponentials stay in registers. */
  private static final int MOST_HELD = 8;

  private static final int LANES = 16;
  private static final int BYTES = 64;

  private static final Gp64 INPUT = Gp64.R8;
  private static final Gp64 OUTPUT = Gp64.R9;
  private static final Gp64 TABLE = Gp64.R10;
  private static final Gp64 ROWS_LEFT = Gp64.R11;
  private static final Gp64 INDEX = Gp64.RAX;

  private static final Vec LARGEST = zmm(0);
  private static final Vec SUM = zmm(1);
  private static final Vec TEMP = zmm(2);
  private static final Vec ODD = zmm(3);
  private static final Vec SCALE = zmm(4);
  private static final Vec HALF = zmm(5);
  private static final Vec SHIFT = xmm(6);
  private static final Vec LEAST = zmm(7);
  private static final Vec NUDGE = zmm(8);
  private static final Vec ZERO_POINT = zmm(9);
  private static final Vec LOST_HALF = zmm(10);
  private static final Vec DIFFERENCE = zmm(11);
  private static final Vec GATHERED = zmm(12);
  private static final int HELD = 16;

  private static final Mask LANE = Mask.k(1);
  private static final Mask TAIL = Mask.k(2);
  private static final Mask TAIL_BYTES = Mask.k(3);

  Assembler emit(Target target) {
    Assembler asm = target.newAssembler();
    VectorCode vectors = new VectorCode(asm, target);
    asm.mov(ROWS_LEFT, StepCode.TO);
    asm.sub(ROWS_LEFT, StepCode.FROM);
    StepCode.loadInArena(asm, INPUT, 0);
    StepCode.loadInArena(asm, OUTPUT, 1);
    StepCode.loadAddress(asm, TABLE, 2);
    asm.imul(StepCode.FROM, StepCode.FROM, depth);
    asm.lea(INPUT, Address.at(INPUT, StepCode.FROM, 1, 0));
    asm.lea(OUTPUT, Address.at(OUTPUT, StepCode.FROM, outputType.bytes(), 0));
    constants(asm, vectors);
    Label next = asm.here();
    largest(asm);
    sum(asm);
    reciprocal(asm);
    outputs(asm, vectors);
    asm.add(INPUT, depth);
    asm.add(OUTPUT, depth * outputType.bytes());
    asm.dec(ROWS_LEFT);
    asm.jnz(next);
    asm.vzeroupper();
    asm.ret();
    return asm;
  }

  private void constants(Assembler asm, VectorCode vectors) {
    vectors.prepareJoinLanes();
    asm.mov(Gp64.RAX, (1L << depth % BYTES) - 1);
    asm.kmovq(TAIL_BYTES, Gp64.RAX);
    asm.mov32(Gp64.RAX, (1 << depth % LANES) - 1);
    asm.kmovw(TAIL, Gp64.RAX);
    asm.mov32(Gp64.RAX, Byte.MIN_VALUE);
    asm.vpbroadcastb(LEAST, Gp64.RAX);
    asm.mov(Gp64.RAX, FixedPointCode.HALF);
    asm.vpbroadcastq(NUDGE, Gp64.RAX);
    asm.mov32(Gp64.RAX, outputType == TensorType.INT8 ? Byte.MIN_VALUE : Short.MIN_VALUE);
    asm.vpbroadcastd(ZERO_POINT, Gp64.RAX);
    asm.mov32(Gp64.RAX, 1 << (LOST_BITS - 1));
    asm.vpbroadcastd(LOST_HALF, Gp64.RAX);
  }

  /** Emits the largest element of the row, in all lanes. */
  private void largest(Assembler asm) {
    asm.vmovdqa64(LARGEST, LEAST);
    int whole = depth / BYTES;
    if (whole > 0) {
      asm.xor32(INDEX, INDEX);
      Label next = asm.here();
      asm.vpmaxsb(LARGEST, LARGEST, Address.at(INPUT, INDEX, 1, 0));
      asm.add(INDEX, BYTES);
      asm.cmp(INDEX, whole * BYTES);
      asm.jl(next);
    }
    if (depth % BYTES > 0) {
      asm.vmovdqa64(TEMP, LEAST);
      asm.vmovdqu8(TEMP.masked(TAIL_BYTES), Address.at(INPUT, whole * BYTES));
      asm.vpmaxsb(LARGEST, LARGEST, TEMP);
    }
    if (depth > 32) {
      asm.vextracti64x4(TEMP.ymm(), LARGEST, 1);
      asm.vpmaxsb(LARGEST.ymm(), LARGEST.ymm(), TEMP.ymm());
    }
    if (depth > 16) {
      asm.vextracti32x4(TEMP.xmm(), LARGEST, 1);
      asm.vpmaxsb(LARGEST.xmm(), LARGEST.xmm(), TEMP.xmm());
    }
    for (int bytes = 8; bytes > 0; bytes /= 2) {
      if (depth > bytes) {
        asm.vpsrldq(TEMP.xmm(), LARGEST.xmm(), bytes);
        asm.vpmaxsb(LARGEST.xmm(), LARGEST.xmm(), TEMP.xmm());
      }
    }
    asm.vpmovsxbd(LARGEST.xmm(), LARGEST.xmm());
    asm.vpbroadcastd(LARGEST, LARGEST.xmm());
  }

  private boolean holds() {
    return depth <= MOST_HELD * LANES;
  }

  /** Emits a loop over vectors, the last of them with a mask; held ones without a loop. */
  private void vectors(Assembler asm, VectorWork work) {
    int whole = depth / LANES;
    if (holds()) {
      for (int i = 0; i < whole; i++) {
        work.emit(zmm(HELD + i), Address.at(INPUT, LANES * i), output(LANES * i), null);
      }
    } else {
      asm.xor32(INDEX, INDEX);
      Label next = asm.here();
      work.emit(
          GATHERED,
          Address.at(INPUT, INDEX, 1, 0),
          Address.at(OUTPUT, INDEX, outputType.bytes(), 0),
          null);
      asm.add(INDEX, LANES);
      asm.cmp(INDEX, whole * LANES);
      asm.jl(next);
    }
    if (depth % LANES > 0) {
      Vec exponentials = holds() ? zmm(HELD + whole) : GATHERED;
      work.emit(exponentials, Address.at(INPUT, LANES * whole), output(LANES * whole), TAIL);
    }
  }

  private Address output(int element) {
    return Address.at(OUTPUT, outputType.bytes() * element);
  }

  /** Emits the work on a vector. */
  @FunctionalInterface
  private interface VectorWork {
    void emit(Vec exponentials, Address input, Address output, Mask tail);
  }

  /** Gathers the exponentials of 16 elements, 0 where there is none. */
  private static void gather(Assembler asm, Vec to, Address input, Mask tail) {
    asm.vpmovsxbd(tail == null ? DIFFERENCE : DIFFERENCE.zeroed(tail), input);
    asm.vpsubd(DIFFERENCE, LARGEST, DIFFERENCE);
    asm.vpxorq(to, to, to);
    if (tail == null) {
      asm.kxnorw(LANE, LANE, LANE);
    } else {
      asm.kmovw(LANE, tail);
    }
    asm.vpgatherdd(to.masked(LANE), Address.gather(TABLE, DIFFERENCE, Integer.BYTES, 0));
  }

  /** Emits the sum of the exponentials, in rax. Not negative, so that unsigned shifts serve. */
  private void sum(Assembler asm) {
    asm.vpxorq(SUM, SUM, SUM);
    vectors(
        asm,
        (exponentials, input, output, tail) -> {
          gather(asm, exponentials, input, tail);
          asm.vpaddd(TEMP, exponentials, LOST_HALF);
          asm.vpsrld(TEMP, TEMP, LOST_BITS);
          asm.vpaddd(SUM, SUM, TEMP);
        });
    asm.vextracti64x4(TEMP.ymm(), SUM, 1);
    asm.vpmovzxdq(SUM, SUM.ymm());
    asm.vpmovzxdq(TEMP, TEMP.ymm());
    asm.vpaddq(SUM, SUM, TEMP);
    asm.vextracti64x4(TEMP.ymm(), SUM, 1);
    asm.vpaddq(SUM.ymm(), SUM.ymm(), TEMP.ymm());
    asm.vextracti32x4(TEMP.xmm(), SUM, 1);
    asm.vpaddq(SUM.xmm(), SUM.xmm(), TEMP.xmm());
    asm.vpsrldq(TEMP.xmm(), SUM.xmm(), 8);
    asm.vpaddq(SUM.xmm(), SUM.xmm(), TEMP.xmm());
    asm.vmovq(Gp64.RAX, SUM.xmm());
  }

  /**
   * Emits the factor of the exponentials and what follows it: the reciprocal of the sum by three
   * steps of Newton and Raphson in 31 bits, see {@code GemmlowpFixedPoint.normalizedReciprocal}. A
   * sum of 2^19 to 2^35 becomes one of 32 bits whose highest is 1; half of that is the divisor.
   */
  private void reciprocal(Assembler asm) {
    Gp64 divisor = Gp64.RDX;
    Gp64 quotient = Gp64.RAX;
    Gp64 error = Gp64.RSI;
    Gp64 exponent = Gp64.RDI;
    asm.bsr(Gp64.RCX, Gp64.RAX);
    asm.mov(exponent, Gp64.RCX);
    asm.mov(divisor, Gp64.RAX);
    asm.shl(divisor, 28);
    asm.sub(Gp64.RCX, 3);
    asm.shrCl(divisor);
    asm.shr(divisor, 1);
    asm.imul(quotient, divisor, (int) Math.round(-32.0 / 17 * (1 << 29)));
    doublingHigh(asm, quotient);
    asm.add(quotient, (int) Math.round(48.0 / 17 * (1 << 29)));
    for (int step = 0; step < 3; step++) {
      asm.mov(error, divisor);
      asm.imul(error, quotient);
      doublingHigh(asm, error);
      asm.neg(error);
      asm.add(error, 1 << 29);
      asm.imul(error, quotient);
      doublingHigh(asm, error);
      asm.lea(quotient, Address.at(quotient, error, 4, 0));
    }
    asm.add(quotient, quotient);
    asm.mov(error, Integer.MAX_VALUE);
    asm.cmp(quotient, error);
    asm.cmov(Condition.G, quotient, error);
    asm.vpbroadcastd(SCALE, quotient);
    // The sum has 19 bits of fraction, the output as many as its type.
    asm.lea(Gp64.RCX, Address.at(exponent, 31 - (31 - LOST_BITS) - outputType.bits()));
    asm.vmovd(SHIFT, Gp64.RCX);
    asm.dec(Gp64.RCX);
    asm.mov(Gp64.RDX, 1);
    asm.shlCl(Gp64.RDX);
    asm.vpbroadcastd(HALF, Gp64.RDX);
  }

  private static void doublingHigh(Assembler asm, Gp64 product) {
    asm.add(product, (int) FixedPointCode.HALF);
    asm.sar(product, 31);
  }

  private void outputs(Assembler asm, VectorCode vectors) {
    vectors(
        asm,
        (exponentials, input, output, tail) -> {
          if (!holds()) {
            gather(asm, exponentials, input, tail);
          }
          asm.vpsrlq(ODD, exponentials, 32);
          asm.vpmuludq(TEMP, exponentials, SCALE);
          asm.vpmuludq(ODD, ODD, SCALE);
          asm.vpaddq(TEMP, TEMP, NUDGE);
          asm.vpaddq(ODD, ODD, NUDGE);
          asm.vpsrlq(TEMP, TEMP, 31);
          asm.vpsllq(ODD, ODD, 1);
          vectors.joinLanes(ODD, TEMP);
          asm.vpaddd(ODD, ODD, HALF);
          asm.vpsrld(ODD, ODD, SHIFT);
          asm.vpaddd(ODD, ODD, ZERO_POINT);
          Address to = tail == null ? output : output.masked(tail);
          if (outputType == TensorType.INT8) {
            asm.vpmovsdb(to, ODD);
          } else {
            asm.vpmovsdw(to, ODD);
          }
        });
  }
}
