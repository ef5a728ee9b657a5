/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.IntegerPredicate;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits the requantization of vectors of 16 sums (AVX-512), see {@link Epilogue}; integers change
 * rax and k7. The result is an int with the zero point added, within the activation's range or left
 * to a saturating narrowing.
 */
public final class RequantizationCode {
  private static final Mask REPAIR = Mask.k(7);

  private final Assembler asm;
  private final Epilogue epilogue;

  /** Base of the parameters. */
  private final Gp64 parameters;

  private final Vec temp;
  private final Vec temp2;
  private final Vec temp3;

  /**
   * Creates the emitter.
   *
   * @param parameters register that points to the parameters of {@link ChannelTables}
   * @param temp three registers that it may use
   */
  public RequantizationCode(
      Assembler asm, Epilogue epilogue, Gp64 parameters, Vec temp, Vec temp2, Vec temp3) {
    this.asm = asm;
    this.epilogue = epilogue;
    this.parameters = parameters;
    this.temp = temp;
    this.temp2 = temp2;
    this.temp3 = temp3;
  }

  /** Loads what stays the same for many sums of a vector of channels: its scale or multiplier. */
  public void loadScale(Vec scale, Address tables) {
    asm.vmovdqa32(scale, tables.plus(ChannelTables.SCALE));
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
        asm.vfmadd213ps(sums, scale, tables.plus(ChannelTables.ADDEND));
        asm.vcvtps2dq(sums, sums);
      }
      case TWO_SIDED -> {
        repair(sums, tables);
        asm.vcvtdq2ps(sums, sums);
        asm.vpand(temp, sums, parameter(ChannelTables.SIGN));
        asm.vpor(temp, temp, tables.plus(ChannelTables.ADDEND));
        asm.vfmadd213ps(sums, scale, temp);
        asm.vcvtps2dq(sums, sums);
        asm.vpaddd(sums, sums, parameter(ChannelTables.ZERO_POINT));
      }
      case INTEGER -> integers(sums, scale, tables);
    }
    if (epilogue.clampsBelow()) {
      asm.vpmaxsd(sums, sums, parameter(ChannelTables.MIN));
    }
    if (epilogue.clampsAbove()) {
      asm.vpminsd(sums, sums, parameter(ChannelTables.MAX));
    }
  }

  private Address parameter(int at) {
    return Address.at(parameters, at).broadcast();
  }

  private void repair(Vec sums, Address tables) {
    if (epilogue.repairs()) {
      asm.vpcmpeqd(REPAIR, sums, tables.plus(ChannelTables.REPAIRED));
      asm.vpaddd(sums.masked(REPAIR), sums, tables.plus(ChannelTables.CORRECTION));
    }
  }

  /**
   * The doubling high product of TFLM is (x * m + 2^30) >> 31 in 64 bits for multipliers that are
   * not negative, the sum staying below 2^62 + 2^30. The rounding shift adds 1 to the shifted value
   * where the dropped bits exceed half (for negative ones: half and 1), which cannot overflow.
   */
  private void integers(Vec sums, Vec multiplier, Address tables) {
    asm.vpsllvd(sums, sums, tables.plus(ChannelTables.LEFT_SHIFT));
    asm.vpmuldq(temp, sums, multiplier);
    asm.vpsrlq(sums, sums, 32);
    asm.vpsrlq(temp2, multiplier, 32);
    asm.vpmuldq(sums, sums, temp2);
    asm.vpternlogd(temp2, temp2, temp2, 0xFF);
    asm.vpsrlq(temp2, temp2, 63);
    asm.vpsllq(temp2, temp2, 30);
    asm.vpaddq(temp, temp, temp2);
    asm.vpaddq(sums, sums, temp2);
    // Bits 31 to 62 of each product: to the lower half of the lane, to the upper one.
    asm.vpsrlq(temp, temp, 31);
    asm.vpsllq(sums, sums, 1);
    asm.mov32(Gp64.RAX, 0xAAAA);
    asm.kmovw(REPAIR, Gp64.RAX);
    asm.vpblendmd(sums.masked(REPAIR), temp, sums);
    // The rounding shift.
    asm.vpand(temp, sums, tables.plus(ChannelTables.DROPPED_BITS));
    asm.vmovdqa32(temp2, tables.plus(ChannelTables.DROPPED_BITS));
    asm.vpsrld(temp2, temp2, 1);
    asm.vpsrld(temp3, sums, 31);
    asm.vpaddd(temp2, temp2, temp3);
    asm.vpcmpd(REPAIR, temp, temp2, IntegerPredicate.GT);
    asm.vpsravd(sums, sums, tables.plus(ChannelTables.RIGHT_SHIFT));
    asm.vpternlogd(temp, temp, temp, 0xFF);
    asm.vpsubd(sums.masked(REPAIR), sums, temp);
    asm.vpaddd(sums, sums, parameter(ChannelTables.ZERO_POINT));
  }
}
