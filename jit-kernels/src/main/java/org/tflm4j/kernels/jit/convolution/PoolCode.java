/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.InstructionSet;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.UnitLoop;

/**
 * Emits an INT8 pooling (AVX-512 VNNI), 64 channels at a time. Averages have four accumulators:
 * number {@code k} sums the channels {@code 4 * lane + k}, by dot products with a 1 in byte {@code
 * k} of every four. Units are output rows.
 *
 * <p>State: input, output, tables, see {@link PoolGeometry}.
 */
final class PoolCode {
  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int TABLES = 2;

  /** Channels of a vector. */
  private static final int CHANNELS = 64;

  private static final int SUMS = 4;
  private static final Vec LARGEST = zmm(0);
  private static final Vec TAPS = zmm(4);
  private static final Vec TEMP = zmm(5);
  private static final Vec HALF = zmm(6);
  private static final Vec RECIPROCAL = zmm(7);
  private static final int ONES_FROM = 8;
  private static final Vec SIGN = zmm(12);
  private static final Vec LEAST = zmm(13);
  private static final Vec MIN = zmm(14);
  private static final Vec MAX = zmm(15);
  private static final Mask TAIL = Mask.k(1);

  /** Bytes {@code k} of every four, for {@code k} from 1. */
  private static final long EVERY_FOURTH = 0x1111_1111_1111_1111L;

  private static final Gp64 IMAGE = Gp64.R8;
  private static final Gp64 TO = Gp64.R9;
  private static final Gp64 TABLE = Gp64.R10;
  private static final Gp64 COLUMN = Gp64.R11;
  private static final Gp64 TAP_ROWS = Gp64.RBX;
  private static final Gp64 TAP_COLUMNS = Gp64.RBP;
  private static final Gp64 PIXELS_LEFT = Gp64.R12;
  private static final Gp64 FROM = Gp64.R13;
  private static final Gp64 TAP_ROW = Gp64.R14;
  private static final Gp64 TAP = Gp64.R15;
  private static final Gp64 ROWS_LEFT = Gp64.RAX;
  private static final Gp64 COLUMNS_LEFT = Gp64.RCX;
  private static final Gp64 VECTORS_LEFT = Gp64.RDX;
  private static final Gp64 ROW = Gp64.RDI;

  private final Assembler asm = new Assembler(InstructionSet.AVX512);
  private final PoolGeometry geometry;

  private PoolCode(PoolGeometry geometry) {
    this.geometry = geometry;
  }

  /** Returns the code. */
  static Assembler emit(PoolGeometry geometry) {
    PoolCode code = new PoolCode(geometry);
    code.emit();
    return code.asm;
  }

  private void emit() {
    UnitLoop units = new UnitLoop(asm);
    units.enter();
    StepCode.loadAddress(asm, TABLE, TABLES);
    constants();
    units.start(ROW, Gp64.RAX, geometry.rows(), 1);
    units.loadInArena(IMAGE, INPUT);
    units.loadInArena(TO, OUTPUT);
    asm.movsxd(Gp64.RAX, Address.at(TABLE, ROW, PoolGeometry.ENTRY, geometry.rowsAt()));
    asm.add(IMAGE, Gp64.RAX);
    asm.movsxd(
        TAP_ROWS, Address.at(TABLE, ROW, PoolGeometry.ENTRY, geometry.rowsAt() + Integer.BYTES));
    asm.imul(ROW, ROW, geometry.pixels() * geometry.depth());
    asm.add(TO, ROW);
    asm.lea(COLUMN, Address.at(TABLE, geometry.columnsAt()));
    asm.mov(PIXELS_LEFT, geometry.pixels());
    Label next = asm.here();
    pixel();
    asm.add(COLUMN, PoolGeometry.ENTRY);
    asm.dec(PIXELS_LEFT);
    asm.jnz(next);
    units.leave();
  }

  private void constants() {
    asm.vpbroadcastb(MIN, Address.at(TABLE));
    asm.vpbroadcastb(MAX, Address.at(TABLE, 1));
    int tail = geometry.depth() % CHANNELS;
    if (tail > 0) {
      asm.mov(Gp64.RAX, (1L << tail) - 1);
      asm.kmovq(TAIL, Gp64.RAX);
    }
    if (!geometry.average()) {
      asm.mov32(Gp64.RAX, Byte.MIN_VALUE);
      asm.vpbroadcastb(LEAST, Gp64.RAX);
      return;
    }
    asm.mov32(Gp64.RAX, Integer.MIN_VALUE);
    asm.vpbroadcastd(SIGN, Gp64.RAX);
    for (int k = 0; k < SUMS; k++) {
      asm.mov32(Gp64.RAX, 1 << (8 * k));
      asm.vpbroadcastd(zmm(ONES_FROM + k), Gp64.RAX);
    }
    for (int k = 1; k < SUMS; k++) {
      asm.mov(Gp64.RAX, EVERY_FOURTH << k);
      asm.kmovq(bytes(k), Gp64.RAX);
    }
  }

  private static Mask bytes(int k) {
    return Mask.k(1 + k);
  }

  private void pixel() {
    asm.movsxd(FROM, Address.at(COLUMN));
    asm.add(FROM, IMAGE);
    asm.movsxd(TAP_COLUMNS, Address.at(COLUMN, Integer.BYTES));
    if (geometry.average()) {
      asm.mov(Gp64.RAX, TAP_ROWS);
      asm.imul(Gp64.RAX, TAP_COLUMNS);
      int at = geometry.countsAt();
      asm.vpbroadcastd(HALF, Address.at(TABLE, Gp64.RAX, PoolGeometry.ENTRY, at));
      asm.vpbroadcastd(
          RECIPROCAL, Address.at(TABLE, Gp64.RAX, PoolGeometry.ENTRY, at + Float.BYTES));
    }
    int whole = geometry.depth() / CHANNELS;
    if (whole > 0) {
      asm.mov(VECTORS_LEFT, whole);
      Label next = asm.here();
      vector(false);
      asm.add(FROM, CHANNELS);
      asm.add(TO, CHANNELS);
      asm.dec(VECTORS_LEFT);
      asm.jnz(next);
    }
    int tail = geometry.depth() % CHANNELS;
    if (tail > 0) {
      vector(true);
      asm.add(TO, tail);
    }
  }

  private void vector(boolean tail) {
    asm.mark(tail ? "last channels" : "64 channels");
    if (geometry.average()) {
      for (int k = 0; k < SUMS; k++) {
        asm.vpxorq(zmm(k), zmm(k), zmm(k));
      }
    } else {
      asm.vmovdqu32(LARGEST, LEAST);
    }
    asm.mov(TAP_ROW, FROM);
    asm.mov(ROWS_LEFT, TAP_ROWS);
    Label nextRow = asm.here();
    asm.mov(TAP, TAP_ROW);
    asm.mov(COLUMNS_LEFT, TAP_COLUMNS);
    Label nextTap = asm.here();
    asm.vmovdqu8(tail ? TAPS.zeroed(TAIL) : TAPS, Address.at(TAP));
    if (geometry.average()) {
      for (int k = 0; k < SUMS; k++) {
        asm.vpdpbusd(zmm(k), zmm(ONES_FROM + k), TAPS);
      }
    } else {
      asm.vpmaxsb(LARGEST, LARGEST, TAPS);
    }
    asm.add(TAP, geometry.depth());
    asm.dec(COLUMNS_LEFT);
    asm.jnz(nextTap);
    asm.add(TAP_ROW, geometry.imageRowBytes());
    asm.dec(ROWS_LEFT);
    asm.jnz(nextRow);
    if (geometry.average()) {
      averages();
    }
    asm.vpmaxsb(LARGEST, LARGEST, MIN);
    asm.vpminsb(LARGEST, LARGEST, MAX);
    Address to = Address.at(TO);
    asm.vmovdqu8(tail ? to.masked(TAIL) : to, LARGEST);
  }

  /**
   * Emits the quotients, see {@link JitPool2D}, and joins them in the first register. No average is
   * wider than a byte.
   */
  private void averages() {
    for (int k = 0; k < SUMS; k++) {
      Vec sum = zmm(k);
      asm.vcvtdq2ps(sum, sum);
      asm.vpandq(TEMP, sum, SIGN);
      asm.vporq(TEMP, TEMP, HALF);
      asm.vaddps(sum, sum, TEMP);
      asm.vmulps(sum, sum, RECIPROCAL);
      asm.vcvttps2dq(sum, sum);
      if (k > 0) {
        asm.vpslld(sum, sum, 8 * k);
        asm.vmovdqu8(zmm(0).masked(bytes(k)), sum);
      }
    }
  }
}
