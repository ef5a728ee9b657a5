/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits an INT8 SVDF for one batch (AVX-512 VNNI): the state moves down by one element, 16 filters
 * at a time their new step is computed and stored as the last one, then unit by unit the sum over
 * time, and 16 units at a time their output.
 */
final class SvdfCode {
  private static final int INPUT = 0;
  private static final int STATE = 1;
  private static final int OUTPUT = 2;
  private static final int FEATURE_WEIGHTS = 3;
  private static final int TIME_WEIGHTS = 4;
  private static final int BIAS = 5;
  private static final int PARAMETERS = 6;
  private static final int WORKSPACE = 7;

  private static final int FEATURE_MULTIPLIER = 0;
  private static final int OUTPUT_MULTIPLIER = FixedPointCode.BYTES;
  private static final int FLIP = 2 * FixedPointCode.BYTES;
  private static final int STATE_MIN = FLIP + 4;
  private static final int STATE_MAX = FLIP + 8;
  private static final int STATE_ZERO_POINT = FLIP + 12;
  private static final int OUTPUT_ZERO_POINT = FLIP + 16;

  /** Bytes of the parameters. */
  static final int PARAMETER_BYTES = FLIP + 64;

  private static final int VECTOR = 64;

  /** Sums of one vector of filters, so that their latencies overlap. */
  private static final int SUMS = 4;

  private static final Gp64 FROM = Gp64.R8;
  private static final Gp64 TO = Gp64.R9;
  private static final Gp64 WEIGHT = Gp64.R10;
  private static final Gp64 PARAMETER = Gp64.R11;
  private static final Gp64 LEFT = Gp64.RCX;
  private static final Gp64 BIASES = Gp64.RDX;

  private static final Vec SUM = zmm(0);
  private static final int FEATURE = 4;
  private static final Vec DATA = zmm(8);
  private static final Vec FLIPS = zmm(9);
  private static final Mask TAIL = Mask.k(1);

  private final Assembler asm;
  private final SvdfGeometry geometry;
  private final FixedPointCode products;

  SvdfCode(SvdfGeometry geometry, Target target) {
    this.asm = target.newAssembler();
    this.geometry = geometry;
    this.products = new FixedPointCode(new VectorCode(asm, target), zmm(10), zmm(11));
  }

  /** Writes the parameters. */
  static void parameters(MemorySegment to, Svdf.Quantized numerics) {
    boolean wide = numerics.int16State();
    FixedPointCode.parameters(to, FEATURE_MULTIPLIER, numerics.featureMultiplier());
    FixedPointCode.parameters(to, OUTPUT_MULTIPLIER, numerics.outputMultiplier());
    to.set(ValueLayout.JAVA_INT, FLIP, 0x80808080);
    to.set(ValueLayout.JAVA_INT, STATE_MIN, wide ? Short.MIN_VALUE : Byte.MIN_VALUE);
    to.set(ValueLayout.JAVA_INT, STATE_MAX, wide ? Short.MAX_VALUE : Byte.MAX_VALUE);
    to.set(ValueLayout.JAVA_INT, STATE_ZERO_POINT, numerics.stateZeroPoint());
    to.set(ValueLayout.JAVA_INT, OUTPUT_ZERO_POINT, numerics.outputZeroPoint());
  }

  Assembler emit() {
    StepCode.loadAddress(asm, PARAMETER, PARAMETERS);
    asm.vpbroadcastd(FLIPS, Address.at(PARAMETER, FLIP));
    products.prepare();
    asm.mark("state");
    shiftState();
    asm.mark("features");
    copyFeatures();
    asm.mark("filters");
    filters();
    asm.mark("new steps");
    appendSteps();
    asm.mark("sums over time");
    sumOverTime();
    asm.mark("outputs");
    outputs();
    asm.vzeroupper();
    asm.ret();
    return asm;
  }

  private Address parameter(int at) {
    return Address.at(PARAMETER, at).broadcast();
  }

  private void loadTail(int count) {
    asm.mov(Gp64.RAX, (1L << count) - 1);
    asm.kmovq(TAIL, Gp64.RAX);
  }

  /** From front to back: a vector is stored below what the next one is loaded from. */
  private void shiftState() {
    int step = geometry.stateBytes();
    int bytes = geometry.batchBytes() - step;
    StepCode.loadInArena(asm, FROM, STATE);
    if (bytes >= VECTOR) {
      asm.mov(LEFT, bytes / VECTOR);
      Label next = asm.here();
      asm.vmovdqu8(DATA, Address.at(FROM, step));
      asm.vmovdqu8(Address.at(FROM), DATA);
      asm.add(FROM, VECTOR);
      asm.dec(LEFT);
      asm.jnz(next);
    }
    if (bytes % VECTOR != 0) {
      loadTail(bytes % VECTOR);
      asm.vmovdqu8(DATA.zeroed(TAIL), Address.at(FROM, step));
      asm.vmovdqu8(Address.at(FROM).masked(TAIL), DATA);
    }
  }

  /** Copies the input to the work space, the top bits flipped: unsigned, 128 higher. */
  private void copyFeatures() {
    int depth = geometry.inputDepth();
    StepCode.loadInArena(asm, FROM, INPUT);
    StepCode.loadAddress(asm, TO, WORKSPACE);
    if (depth >= VECTOR) {
      asm.mov(LEFT, depth / VECTOR);
      Label next = asm.here();
      asm.vpxor(DATA, FLIPS, Address.at(FROM));
      asm.vmovdqu8(Address.at(TO), DATA);
      asm.add(FROM, VECTOR);
      asm.add(TO, VECTOR);
      asm.dec(LEFT);
      asm.jnz(next);
    }
    if (depth % VECTOR != 0) {
      loadTail(depth % VECTOR);
      asm.vmovdqu8(DATA.zeroed(TAIL), Address.at(FROM));
      asm.vpxor(DATA, DATA, FLIPS);
      asm.vmovdqu8(Address.at(TO), DATA);
    }
  }

  /** Computes the new step of all filters as ints in the work space. */
  private void filters() {
    StepCode.loadAddress(asm, WEIGHT, FEATURE_WEIGHTS);
    StepCode.loadAddress(asm, FROM, WORKSPACE);
    asm.lea(TO, Address.at(FROM, geometry.featureBytes()));
    asm.mov(LEFT, geometry.filterGroups());
    Label nextGroup = asm.here();
    int quads = geometry.depthQuads();
    int turns = quads / SUMS;
    for (int i = 0; i < SUMS; i++) {
      asm.vpxor(zmm(i), zmm(i), zmm(i));
    }
    if (turns > 0) {
      asm.mov(Gp64.RAX, turns);
      Label next = asm.here();
      quads(SUMS);
      asm.add(FROM, 4 * SUMS);
      asm.dec(Gp64.RAX);
      asm.jnz(next);
    }
    if (quads % SUMS != 0) {
      quads(quads % SUMS);
    }
    if (turns > 0) {
      asm.sub(FROM, turns * 4 * SUMS);
    }
    asm.vpaddd(zmm(0), zmm(0), zmm(1));
    asm.vpaddd(zmm(2), zmm(2), zmm(3));
    asm.vpaddd(SUM, zmm(0), zmm(2));
    asm.vpaddd(SUM, SUM, Address.at(WEIGHT));
    asm.add(WEIGHT, VECTOR);
    products.emit(SUM, zmm(12), PARAMETER, FEATURE_MULTIPLIER);
    asm.vpmaxsd(SUM, SUM, parameter(STATE_MIN));
    asm.vpminsd(SUM, SUM, parameter(STATE_MAX));
    asm.vpaddd(SUM, SUM, parameter(STATE_ZERO_POINT));
    asm.vmovdqu32(Address.at(TO), SUM);
    asm.add(TO, VECTOR);
    asm.dec(LEFT);
    asm.jnz(nextGroup);
  }

  private void quads(int count) {
    for (int i = 0; i < count; i++) {
      asm.vpbroadcastd(zmm(FEATURE + i), Address.at(FROM, 4 * i));
      asm.vpdpbusd(zmm(i), zmm(FEATURE + i), Address.at(WEIGHT, VECTOR * i));
    }
    asm.add(WEIGHT, VECTOR * count);
  }

  /** Stores the low bits of the new steps, as TFLM does. */
  private void appendSteps() {
    StepCode.loadAddress(asm, FROM, WORKSPACE);
    asm.add(FROM, geometry.featureBytes());
    StepCode.loadInArena(asm, TO, STATE);
    asm.mov(LEFT, geometry.filters());
    int last = geometry.filterBytes() - geometry.stateBytes();
    Label next = asm.here();
    asm.mov32(Gp64.RAX, Address.at(FROM));
    if (geometry.stateBytes() == Byte.BYTES) {
      asm.mov8(Address.at(TO, last), Gp64.RAX);
    } else {
      asm.mov16(Address.at(TO, last), Gp64.RAX);
    }
    asm.add(FROM, Integer.BYTES);
    asm.add(TO, geometry.filterBytes());
    asm.dec(LEFT);
    asm.jnz(next);
  }

  /** Computes the sum of every unit as an int in the work space. */
  private void sumOverTime() {
    int width = geometry.timeWidth();
    int whole = geometry.unitBytes() / width;
    int rest = geometry.unitBytes() % width;
    if (rest != 0) {
      loadTail(rest);
    }
    StepCode.loadAddress(asm, TO, WORKSPACE);
    asm.add(TO, geometry.featureBytes());
    StepCode.loadInArena(asm, FROM, STATE);
    StepCode.loadAddress(asm, WEIGHT, TIME_WEIGHTS);
    asm.mov(LEFT, geometry.units());
    Label nextUnit = asm.here();
    Vec sum = Vec.of(width, 0);
    asm.vpxor(sum, sum, sum);
    if (whole > 0) {
      asm.mov(Gp64.RAX, whole);
      Label next = asm.here();
      timeVector(Vec.of(width, 8), sum);
      asm.add(FROM, width);
      asm.dec(Gp64.RAX);
      asm.jnz(next);
    }
    if (rest > 0) {
      timeVector(Vec.of(width, 8).zeroed(TAIL), sum);
      asm.add(FROM, rest);
    }
    addLanes(width);
    asm.vmovd(Address.at(TO), SUM.xmm());
    asm.add(TO, Integer.BYTES);
    asm.dec(LEFT);
    asm.jnz(nextUnit);
  }

  private void timeVector(Vec loaded, Vec sum) {
    Vec data = Vec.of(sum.width(), DATA.number());
    asm.vmovdqu8(loaded, Address.at(FROM));
    if (geometry.stateBytes() == Byte.BYTES) {
      asm.vpxor(data, data, Vec.of(sum.width(), FLIPS.number()));
      asm.vpdpbusd(sum, data, Address.at(WEIGHT));
    } else {
      asm.vpdpwssd(sum, data, Address.at(WEIGHT));
    }
    asm.add(WEIGHT, sum.width());
  }

  private void addLanes(int width) {
    Vec half = zmm(1);
    if (width == 64) {
      asm.vextracti64x4(half.ymm(), SUM, 1);
      asm.vpaddd(SUM.ymm(), SUM.ymm(), half.ymm());
    }
    if (width >= 32) {
      asm.vextracti128(half.xmm(), SUM.ymm(), 1);
      asm.vpaddd(SUM.xmm(), SUM.xmm(), half.xmm());
    }
    asm.vpshufd(half.xmm(), SUM.xmm(), 0x4E);
    asm.vpaddd(SUM.xmm(), SUM.xmm(), half.xmm());
    asm.vpshufd(half.xmm(), SUM.xmm(), 0xB1);
    asm.vpaddd(SUM.xmm(), SUM.xmm(), half.xmm());
  }

  private void outputs() {
    StepCode.loadAddress(asm, FROM, WORKSPACE);
    asm.add(FROM, geometry.featureBytes());
    StepCode.loadAddress(asm, BIASES, BIAS);
    StepCode.loadInArena(asm, TO, OUTPUT);
    int whole = geometry.units() / SvdfGeometry.LANES;
    int rest = geometry.units() % SvdfGeometry.LANES;
    if (whole > 0) {
      asm.mov(LEFT, whole);
      Label next = asm.here();
      output(Address.at(TO));
      asm.add(FROM, VECTOR);
      asm.add(BIASES, VECTOR);
      asm.add(TO, SvdfGeometry.LANES);
      asm.dec(LEFT);
      asm.jnz(next);
    }
    if (rest > 0) {
      loadTail(rest);
      output(Address.at(TO).masked(TAIL));
    }
  }

  /** Lanes behind the last unit hold what was there; they are not stored. */
  private void output(Address to) {
    asm.vmovdqu32(SUM, Address.at(FROM));
    asm.vpaddd(SUM, SUM, Address.at(BIASES));
    products.emit(SUM, zmm(12), PARAMETER, OUTPUT_MULTIPLIER);
    asm.vpaddd(SUM, SUM, parameter(OUTPUT_ZERO_POINT));
    asm.vpmovsdb(to, SUM);
  }
}
