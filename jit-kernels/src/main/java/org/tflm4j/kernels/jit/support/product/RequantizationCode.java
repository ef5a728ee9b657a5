/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits the requantization of vectors of sums, see {@link Epilogue}. The result is an int with the
 * zero point added, within the activation's range or left to a saturating narrowing. With AVX-512
 * it uses k6 and k7.
 */
public final class RequantizationCode {
  private final VectorCode vectors;
  private final Assembler asm;
  private final Epilogue epilogue;

  /** Base of the parameters. */
  private final Gp64 parameters;

  private final Vec temp;
  private final FixedPointCode integers;

  /**
   * Creates the emitter.
   *
   * @param parameters register that points to the parameters of {@link ChannelTables}
   * @param temp two registers that it may use
   */
  public RequantizationCode(
      VectorCode vectors, Epilogue epilogue, Gp64 parameters, Vec temp, Vec temp2) {
    this.vectors = vectors;
    this.asm = vectors.asm();
    this.epilogue = epilogue;
    this.parameters = parameters;
    this.temp = temp;
    this.integers = new FixedPointCode(vectors, temp, temp2);
  }

  /** Emits what is needed once, at the start of the code. Uses rax. */
  public void prepare() {
    if (epilogue.rounding() == Epilogue.Rounding.INTEGER) {
      integers.prepare();
    }
  }

  /** Loads the bias of a vector of channels. */
  public void loadBias(Vec bias, Address tables) {
    vectors.load(bias, number(tables, ChannelTables.BIAS));
  }

  /** Loads what stays the same for many sums of a vector of channels: its scale or multiplier. */
  public void loadScale(Vec scale, Address tables) {
    vectors.load(scale, number(tables, ChannelTables.SCALE));
  }

  /**
   * Requantizes a vector in place.
   *
   * @param scale what {@link #loadScale} loaded
   * @param tables of its channels
   */
  public void emit(Vec sums, Vec scale, Address tables) {
    switch (epilogue.rounding()) {
      case ONE_SIDED -> {
        repair(sums, tables);
        asm.vcvtdq2ps(sums, sums);
        asm.vfmadd213ps(sums, scale, number(tables, ChannelTables.ADDEND));
        asm.vcvtps2dq(sums, sums);
      }
      case TWO_SIDED -> {
        repair(sums, tables);
        asm.vcvtdq2ps(sums, sums);
        asm.vpand(temp, sums, parameter(ChannelTables.SIGN));
        asm.vpor(temp, temp, number(tables, ChannelTables.ADDEND));
        asm.vfmadd213ps(sums, scale, temp);
        asm.vcvtps2dq(sums, sums);
        asm.vpaddd(sums, sums, parameter(ChannelTables.ZERO_POINT));
      }
      case INTEGER -> {
        integers.emit(
            sums,
            scale,
            new FixedPointCode.Numbers(
                number(tables, ChannelTables.LEFT_SHIFT),
                number(tables, ChannelTables.RIGHT_SHIFT),
                number(tables, ChannelTables.DROPPED_BITS),
                parameter(ChannelTables.NUDGE)));
        asm.vpaddd(sums, sums, parameter(ChannelTables.ZERO_POINT));
      }
    }
    if (epilogue.clampsBelow()) {
      asm.vpmaxsd(sums, sums, parameter(ChannelTables.MIN));
    }
    if (epilogue.clampsAbove()) {
      asm.vpminsd(sums, sums, parameter(ChannelTables.MAX));
    }
  }

  private Address parameter(int at) {
    return vectors.everyLane(parameters, at);
  }

  private Address number(Address tables, int vector) {
    return tables.plus(vector * vectors.bytes());
  }

  private void repair(Vec sums, Address tables) {
    if (epilogue.repairs()) {
      vectors.addWhereEqual(
          sums,
          number(tables, ChannelTables.REPAIRED),
          number(tables, ChannelTables.CORRECTION),
          temp);
    }
  }
}
