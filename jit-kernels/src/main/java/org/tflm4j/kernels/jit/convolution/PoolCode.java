/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.UnitLoop;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits an INT8 pooling, one vector of bytes of channels at a time. Averages are summed up by
 * {@link PoolSumsCode}. Units are output rows.
 *
 * <p>State: input, output, tables, see {@link PoolGeometry}.
 */
final class PoolCode {
  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int TABLES = 2;

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

  private final Assembler asm;
  private final VectorCode vectors;
  private final PoolGeometry geometry;
  private final int channels;
  private final TailCode tail;
  private final PoolSumsCode sums;
  private final Vec result;
  private final Vec taps;
  private final Vec temp;
  private final Vec half;
  private final Vec reciprocal;
  private final Vec min;
  private final Vec max;

  private PoolCode(PoolGeometry geometry, Target target) {
    this.asm = target.newAssembler();
    this.vectors = new VectorCode(asm, target);
    this.geometry = geometry;
    this.channels = vectors.bytes();
    this.tail = new TailCode(vectors, geometry.depth() % channels, Mask.k(1));
    this.result = vectors.vector(0);
    this.taps = vectors.vector(4);
    this.temp = vectors.vector(5);
    this.half = vectors.vector(6);
    this.reciprocal = vectors.vector(7);
    this.min = vectors.vector(14);
    this.max = vectors.vector(15);
    this.sums = new PoolSumsCode(vectors, target, geometry.depth());
  }

  /** Returns the code. */
  static Assembler emit(PoolGeometry geometry, Target target) {
    PoolCode code = new PoolCode(geometry, target);
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
    if (geometry.average()) {
      sums.constants();
    }
  }

  private void constants() {
    asm.vpbroadcastb(min, Address.at(TABLE));
    asm.vpbroadcastb(max, Address.at(TABLE, 1));
    tail.prepare();
    if (geometry.average()) {
      sums.prepare();
    }
  }

  private void pixel() {
    asm.movsxd(FROM, Address.at(COLUMN));
    asm.add(FROM, IMAGE);
    asm.movsxd(TAP_COLUMNS, Address.at(COLUMN, Integer.BYTES));
    if (geometry.average()) {
      asm.mov(Gp64.RAX, TAP_ROWS);
      asm.imul(Gp64.RAX, TAP_COLUMNS);
      int at = geometry.countsAt();
      asm.vpbroadcastd(half, Address.at(TABLE, Gp64.RAX, PoolGeometry.ENTRY, at));
      asm.vpbroadcastd(
          reciprocal, Address.at(TABLE, Gp64.RAX, PoolGeometry.ENTRY, at + Float.BYTES));
    }
    int whole = geometry.depth() / channels;
    if (whole > 0) {
      asm.mov(VECTORS_LEFT, whole);
      Label next = asm.here();
      vector(false);
      asm.add(FROM, channels);
      asm.add(TO, channels);
      asm.dec(VECTORS_LEFT);
      asm.jnz(next);
    }
    if (!tail.isEmpty()) {
      vector(true);
      asm.add(TO, geometry.depth() % channels);
    }
  }

  private void vector(boolean isTail) {
    asm.mark(isTail ? "last channels" : "whole vector of channels");
    if (geometry.average()) {
      sums.start();
    } else {
      // Every window has a tap inside the image.
      load(result, FROM, isTail);
    }
    asm.mov(TAP_ROW, FROM);
    asm.mov(ROWS_LEFT, TAP_ROWS);
    Label nextRow = asm.here();
    asm.mov(TAP, TAP_ROW);
    asm.mov(COLUMNS_LEFT, TAP_COLUMNS);
    Label nextTap = asm.here();
    if (geometry.average() && !sums.takesBytes()) {
      sums.add(TAP, isTail);
    } else {
      load(taps, TAP, isTail);
      if (geometry.average()) {
        sums.add(taps);
      } else {
        asm.vpmaxsb(result, result, taps);
      }
    }
    asm.add(TAP, geometry.depth());
    asm.dec(COLUMNS_LEFT);
    asm.jnz(nextTap);
    asm.add(TAP_ROW, geometry.imageRowBytes());
    asm.dec(ROWS_LEFT);
    asm.jnz(nextRow);
    if (geometry.average()) {
      for (int k = 0; k < PoolSumsCode.SUMS; k++) {
        quotient(vectors.vector(k));
      }
      sums.join();
    }
    asm.vpmaxsb(result, result, min);
    asm.vpminsb(result, result, max);
    if (isTail) {
      tail.store(Address.at(TO), result, temp);
    } else {
      vectors.store(Address.at(TO), result);
    }
  }

  private void load(Vec to, Gp64 from, boolean isTail) {
    if (isTail) {
      tail.load(to, Address.at(from), temp);
    } else {
      vectors.load(to, Address.at(from));
    }
  }

  /** Emits a quotient, see {@link JitPool2D}. */
  private void quotient(Vec sum) {
    asm.vcvtdq2ps(sum, sum);
    asm.vpand(temp, sum, sums.signs());
    asm.vpor(temp, temp, half);
    asm.vaddps(sum, sum, temp);
    asm.vmulps(sum, sum, reciprocal);
    asm.vcvttps2dq(sum, sum);
  }
}
