/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.CELL_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.FORGET_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT_GATE;
import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits an LSTM of INT8 over one sequence (AVX-512 VNNI), units are steps of time: input and hidden
 * state go to the work space as unsigned bytes; 16 units of the state at a time the eight sums of
 * their gates are formed, then everything else in their lanes. The output's row becomes the hidden
 * state when all units have read the old one.
 */
final class LstmCode {
  private static final int INPUT = 0;
  private static final int HIDDEN = 1;
  private static final int CELL = 2;
  private static final int OUTPUT = 3;
  private static final int WEIGHTS = 4;
  private static final int PARAMETERS = 5;
  private static final int WORKSPACE = 6;

  private static final int VECTOR = 64;

  private static final Gp64 SOURCE = Gp64.R8;
  private static final Gp64 DESTINATION = Gp64.R9;
  private static final Gp64 FIRST_WEIGHT = Gp64.R10;
  private static final Gp64 PARAMETER = Gp64.R11;
  private static final Gp64 HIDDEN_STATE = Gp64.RBX;
  private static final Gp64 CELL_STATE = Gp64.RBP;
  private static final Gp64 WORK = Gp64.R12;
  private static final Gp64 STEPS_LEFT = Gp64.R13;
  private static final Gp64 VECTORS_LEFT = Gp64.R14;
  private static final Gp64 CELLS = Gp64.R15;
  private static final Gp64 OUTPUTS = Gp64.RDX;
  private static final Gp64 ACTIVATION = Gp64.RSI;

  /** Takes the place of the arena. */
  private static final Gp64 WEIGHT = Gp64.RDI;

  /** Sums over the hidden state follow those over the input. */
  private static final int RECURRENT = GATES;

  /** Sums over odd dwords, later free. */
  private static final int ODD = 8;

  private static final Vec MULTIPLIER = zmm(14);
  private static final Vec STATE_VALUE = zmm(15);
  private static final Vec EVEN_DWORD = zmm(24);
  private static final Vec ODD_DWORD = zmm(25);
  private static final Vec FLIP = zmm(29);
  private static final Vec LEAST = zmm(30);
  private static final Vec GREATEST = zmm(31);
  private static final Mask UNITS = Mask.k(1);

  private final LstmGeometry geometry;
  private final Assembler asm;
  private final FixedPointCode products;
  private final SigmoidTableCode functions;
  private final TailCode inputTail;
  private final TailCode stateTail;

  LstmCode(LstmGeometry geometry, Target target) {
    this.geometry = geometry;
    this.asm = target.newAssembler();
    VectorCode vectors = new VectorCode(asm, target);
    this.products = new FixedPointCode(vectors, zmm(12), zmm(13));
    this.functions = new SigmoidTableCode(asm, PARAMETER, LstmParameters.TABLE);
    this.inputTail = new TailCode(vectors, geometry.inputDepth() % VECTOR, Mask.k(2));
    this.stateTail = new TailCode(vectors, geometry.stateDepth() % VECTOR, Mask.k(3));
  }

  Assembler emit() {
    StepCode.enter(asm);
    StepCode.loadInArena(asm, SOURCE, INPUT);
    StepCode.loadInArena(asm, HIDDEN_STATE, HIDDEN);
    StepCode.loadInArena(asm, CELL_STATE, CELL);
    StepCode.loadInArena(asm, DESTINATION, OUTPUT);
    StepCode.loadAddress(asm, FIRST_WEIGHT, WEIGHTS);
    StepCode.loadAddress(asm, PARAMETER, PARAMETERS);
    StepCode.loadAddress(asm, WORK, WORKSPACE);
    asm.imul(Gp64.RAX, StepCode.FROM, geometry.rows() * geometry.inputDepth());
    asm.add(SOURCE, Gp64.RAX);
    asm.imul(Gp64.RAX, StepCode.FROM, geometry.rows() * geometry.stateDepth());
    asm.add(DESTINATION, Gp64.RAX);
    Label end = new Label();
    asm.mov(STEPS_LEFT, StepCode.TO);
    asm.sub(STEPS_LEFT, StepCode.FROM);
    asm.jle(end);
    inputTail.prepare();
    stateTail.prepare();
    products.prepare();
    functions.prepare();
    asm.vpbroadcastd(FLIP, Address.at(PARAMETER, LstmParameters.FLIP));
    asm.vpbroadcastd(LEAST, Address.at(PARAMETER, LstmParameters.INT16_MIN));
    asm.vpbroadcastd(GREATEST, Address.at(PARAMETER, LstmParameters.INT16_MAX));
    copy(HIDDEN_STATE, geometry.inputBytes(), geometry.stateDepth(), stateTail, null);
    Label next = asm.here();
    step();
    asm.dec(STEPS_LEFT);
    asm.jnz(next);
    asm.bind(end);
    StepCode.leave(asm);
    return asm;
  }

  private void step() {
    copy(SOURCE, 0, geometry.inputDepth(), inputTail, null);
    asm.mov(WEIGHT, FIRST_WEIGHT);
    asm.mov(CELLS, CELL_STATE);
    asm.mov(OUTPUTS, DESTINATION);
    asm.mov(VECTORS_LEFT, geometry.unitVectors());
    Label next = asm.here();
    asm.kmovw(UNITS, Address.at(WEIGHT, LstmWeights.MASK));
    for (int i = 0; i < GATES; i++) {
      asm.vmovdqa32(zmm(i), Address.at(WEIGHT, LstmWeights.INPUT_SUMS + VECTOR * i));
      asm.vmovdqa32(
          zmm(RECURRENT + i), Address.at(WEIGHT, LstmWeights.RECURRENT_SUMS + VECTOR * i));
    }
    asm.add(WEIGHT, LstmWeights.PRODUCTS);
    sums(0, 0, LstmGeometry.pairs(geometry.inputDepth()));
    sums(RECURRENT, geometry.inputBytes(), LstmGeometry.pairs(geometry.stateDepth()));
    gates();
    states();
    asm.add(CELLS, LstmGeometry.LANES * Short.BYTES);
    asm.add(OUTPUTS, LstmGeometry.LANES);
    asm.dec(VECTORS_LEFT);
    asm.jnz(next);
    copy(DESTINATION, geometry.inputBytes(), geometry.stateDepth(), stateTail, HIDDEN_STATE);
    asm.add(SOURCE, geometry.rows() * geometry.inputDepth());
    asm.add(DESTINATION, geometry.rows() * geometry.stateDepth());
  }

  /**
   * Copies bytes to the work space, with their top bits flipped.
   *
   * @param alsoTo gets them as they are; null for nowhere
   */
  private void copy(Gp64 from, int workAt, int bytes, TailCode tail, Gp64 alsoTo) {
    Vec data = zmm(ODD);
    Vec temp = zmm(ODD + 1);
    asm.mov(Gp64.RAX, from);
    asm.lea(ACTIVATION, Address.at(WORK, workAt));
    if (alsoTo != null) {
      asm.mov(OUTPUTS, alsoTo);
    }
    int whole = bytes / VECTOR;
    if (whole > 0) {
      asm.mov(Gp64.RCX, whole);
      Label next = asm.here();
      asm.vmovdqu32(data, Address.at(Gp64.RAX));
      if (alsoTo != null) {
        asm.vmovdqu32(Address.at(OUTPUTS), data);
        asm.add(OUTPUTS, VECTOR);
      }
      asm.vpxor(data, data, FLIP);
      asm.vmovdqu32(Address.at(ACTIVATION), data);
      asm.add(Gp64.RAX, VECTOR);
      asm.add(ACTIVATION, VECTOR);
      asm.dec(Gp64.RCX);
      asm.jnz(next);
    }
    if (!tail.isEmpty()) {
      tail.load(data, Address.at(Gp64.RAX), temp);
      if (alsoTo != null) {
        tail.store(Address.at(OUTPUTS), data, temp);
      }
      asm.vpxor(data, data, FLIP);
      asm.vmovdqu32(Address.at(ACTIVATION), data);
    }
  }

  /** Adds the products of all gates to sums, two dwords of activations at a time. */
  private void sums(int first, int workAt, int pairs) {
    for (int i = 0; i < GATES; i++) {
      asm.vpxor(zmm(ODD + i), zmm(ODD + i), zmm(ODD + i));
    }
    asm.lea(ACTIVATION, Address.at(WORK, workAt));
    asm.mov(Gp64.RAX, pairs);
    Label next = asm.here();
    asm.vpbroadcastd(EVEN_DWORD, Address.at(ACTIVATION));
    asm.vpbroadcastd(ODD_DWORD, Address.at(ACTIVATION, 4));
    for (int i = 0; i < GATES; i++) {
      asm.vpdpbusd(zmm(first + i), EVEN_DWORD, Address.at(WEIGHT, VECTOR * i));
    }
    for (int i = 0; i < GATES; i++) {
      asm.vpdpbusd(zmm(ODD + i), ODD_DWORD, Address.at(WEIGHT, VECTOR * (GATES + i)));
    }
    asm.add(ACTIVATION, 8);
    asm.add(WEIGHT, LstmWeights.PAIR_BYTES);
    asm.dec(Gp64.RAX);
    asm.jnz(next);
    for (int i = 0; i < GATES; i++) {
      asm.vpaddd(zmm(first + i), zmm(first + i), zmm(ODD + i));
    }
  }

  /** Makes the gates of their sums. */
  private void gates() {
    for (int i = 0; i < GATES; i++) {
      Vec gate = zmm(i);
      Vec recurrent = zmm(RECURRENT + i);
      int at = i * FixedPointCode.BYTES;
      scale(gate, LstmParameters.INPUT_MULTIPLIERS + at);
      scale(recurrent, LstmParameters.RECURRENT_MULTIPLIERS + at);
      asm.vpaddd(gate, gate, recurrent);
      clamp(gate);
      // From Q3.12 to the steps of the table: times 3.
      asm.vpaddd(recurrent, gate, gate);
      asm.vpaddd(gate, gate, recurrent);
      if (i == CELL_GATE) {
        functions.tanh(gate);
      } else {
        functions.logistic(gate);
      }
    }
  }

  /** Multiplies and clamps to INT16. */
  private void scale(Vec values, int multiplierAt) {
    products.emit(values, MULTIPLIER, PARAMETER, multiplierAt);
    clamp(values);
  }

  private void clamp(Vec values) {
    asm.vpmaxsd(values, values, LEAST);
    asm.vpminsd(values, values, GREATEST);
  }

  /** Computes the cell state and the output; products of two 16-bit numbers fit an int. */
  private void states() {
    Vec cell = STATE_VALUE;
    Vec entering = zmm(INPUT_GATE);
    asm.vpmovsxwd(cell.zeroed(UNITS), Address.at(CELLS));
    asm.vpmulld(cell, cell, zmm(FORGET_GATE));
    scale(cell, LstmParameters.FORGET_MULTIPLIER);
    asm.vpmulld(entering, entering, zmm(CELL_GATE));
    scale(entering, LstmParameters.ENTER_MULTIPLIER);
    asm.vpaddd(cell, cell, entering);
    clamp(cell);
    asm.vpminsd(cell, cell, parameter(LstmParameters.CLIP_MAX));
    asm.vpmaxsd(cell, cell, parameter(LstmParameters.CLIP_MIN));
    asm.vpmovdw(Address.at(CELLS).masked(UNITS), cell);
    asm.vpmulld(cell, cell, parameter(LstmParameters.TANH_MULTIPLIER));
    asm.vpaddd(cell, cell, parameter(LstmParameters.TANH_ROUNDING));
    asm.vpsravd(cell, cell, parameter(LstmParameters.TANH_RIGHT_SHIFT));
    functions.tanh(cell);
    asm.vpmulld(cell, cell, zmm(OUTPUT_GATE));
    products.emit(cell, MULTIPLIER, PARAMETER, LstmParameters.HIDDEN_MULTIPLIER);
    asm.vpaddd(cell, cell, parameter(LstmParameters.HIDDEN_ZERO_POINT));
    asm.vpmovsdb(Address.at(OUTPUTS).masked(UNITS), cell);
  }

  private static Address parameter(int at) {
    return Address.at(PARAMETER, at).broadcast();
  }
}
