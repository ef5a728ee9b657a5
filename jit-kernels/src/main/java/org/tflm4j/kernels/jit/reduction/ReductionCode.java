/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.reduction;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits a reduction (AVX-512), see {@link ReductionWalk}.
 *
 * <p>State: input, output, constant, starts of units, distances of taps (both in bytes), number of
 * taps.
 *
 * @param work what is done with vectors
 * @param keepsRun see {@link ReductionWalk}
 * @param run elements
 */
record ReductionCode(ReductionWork work, boolean keepsRun, int run, Target target) {
  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int CONSTANT = 2;
  static final int UNITS = 3;
  static final int TAPS = 4;
  static final int TAP_COUNT = 5;

  private static final Gp64 IMAGE = Gp64.R8;
  private static final Gp64 TO = Gp64.R9;
  private static final Gp64 NUMBERS = Gp64.R10;
  private static final Gp64 UNIT = Gp64.RBX;
  private static final Gp64 UNITS_LEFT = Gp64.RBP;
  private static final Gp64 ALL_TAPS = Gp64.R12;
  private static final Gp64 COUNT = Gp64.R13;
  private static final Gp64 FROM = Gp64.R14;
  private static final Gp64 VECTORS_LEFT = Gp64.R15;
  private static final Gp64 TAP = Gp64.RDX;
  private static final Gp64 TAPS_LEFT = Gp64.RDI;
  private static final Gp64 AT = Gp64.RCX;

  private static final Mask TAIL = Mask.k(2);

  Assembler emit() {
    Assembler asm = target.newAssembler();
    VectorCode vectors = new VectorCode(asm, target);
    int outputs = keepsRun ? run : 1;
    StepCode.enter(asm);
    asm.mov(UNITS_LEFT, StepCode.TO);
    asm.sub(UNITS_LEFT, StepCode.FROM);
    StepCode.loadAddress(asm, UNIT, UNITS);
    asm.lea(UNIT, Address.at(UNIT, StepCode.FROM, Integer.BYTES, 0));
    StepCode.loadInArena(asm, IMAGE, INPUT);
    StepCode.loadInArena(asm, TO, OUTPUT);
    asm.imul(StepCode.FROM, StepCode.FROM, outputs * work.elementBytes());
    asm.add(TO, StepCode.FROM);
    StepCode.loadAddress(asm, NUMBERS, CONSTANT);
    StepCode.loadAddress(asm, ALL_TAPS, TAPS);
    StepCode.loadAddress(asm, COUNT, TAP_COUNT);
    asm.mov(Gp64.RAX, (1L << run % work.lanes()) - 1);
    asm.kmovq(TAIL, Gp64.RAX);
    work.prepare(vectors, NUMBERS, keepsRun);
    Label next = asm.here();
    asm.movsxd(FROM, Address.at(UNIT));
    asm.add(FROM, IMAGE);
    if (keepsRun) {
      keptRun(asm, vectors);
    } else {
      reducedRun(asm, vectors);
    }
    asm.add(UNIT, Integer.BYTES);
    asm.dec(UNITS_LEFT);
    asm.jnz(next);
    StepCode.leave(asm);
    return asm;
  }

  private void keptRun(Assembler asm, VectorCode vectors) {
    int whole = run / work.lanes();
    if (whole > 0) {
      asm.mov(VECTORS_LEFT, whole);
      Label next = asm.here();
      keptVector(asm, vectors, null);
      asm.add(FROM, work.lanes() * work.elementBytes());
      asm.add(TO, work.lanes() * work.elementBytes());
      asm.dec(VECTORS_LEFT);
      asm.jnz(next);
    }
    int tail = run % work.lanes();
    if (tail > 0) {
      keptVector(asm, vectors, TAIL);
      asm.add(TO, tail * work.elementBytes());
    }
  }

  private void keptVector(Assembler asm, VectorCode vectors, Mask tail) {
    work.start(vectors);
    Label next = startTaps(asm);
    work.tap(vectors, Address.at(FROM, AT, 1, 0), tail, true);
    endTaps(asm, next);
    work.finish(vectors, NUMBERS, Address.at(TO), tail, true);
  }

  private static Label startTaps(Assembler asm) {
    asm.mov(TAP, ALL_TAPS);
    asm.mov(TAPS_LEFT, COUNT);
    Label next = asm.here();
    asm.movsxd(AT, Address.at(TAP));
    return next;
  }

  private static void endTaps(Assembler asm, Label next) {
    asm.add(TAP, Integer.BYTES);
    asm.dec(TAPS_LEFT);
    asm.jnz(next);
  }

  private void reducedRun(Assembler asm, VectorCode vectors) {
    work.start(vectors);
    Label nextTap = startTaps(asm);
    asm.add(AT, FROM);
    int whole = run / work.lanes();
    if (whole > 0) {
      asm.mov(VECTORS_LEFT, whole);
      Label next = asm.here();
      work.tap(vectors, Address.at(AT), null, false);
      asm.add(AT, work.lanes() * work.elementBytes());
      asm.dec(VECTORS_LEFT);
      asm.jnz(next);
    }
    if (run % work.lanes() > 0) {
      work.tap(vectors, Address.at(AT), TAIL, false);
    }
    endTaps(asm, nextTap);
    work.fold(vectors);
    asm.mov32(Gp64.RAX, 1);
    asm.kmovq(Mask.K1, Gp64.RAX);
    work.finish(vectors, NUMBERS, Address.at(TO), Mask.K1, false);
    asm.add(TO, work.elementBytes());
  }
}
