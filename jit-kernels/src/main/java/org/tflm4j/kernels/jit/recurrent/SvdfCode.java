/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import java.lang.foreign.MemorySegment;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits an INT8 SVDF for one batch: the state moves down by one element, vector of filters by
 * vector their new step is computed and stored as the last one, then unit by unit the sum over
 * time, and vector of units by vector their output.
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
  private static final int STATE_MIN = FLIP + VectorCode.CONSTANT_BYTES;
  private static final int STATE_MAX = STATE_MIN + VectorCode.CONSTANT_BYTES;
  private static final int STATE_ZERO_POINT = STATE_MAX + VectorCode.CONSTANT_BYTES;
  private static final int OUTPUT_ZERO_POINT = STATE_ZERO_POINT + VectorCode.CONSTANT_BYTES;

  /** Bytes of the parameters. */
  static final int PARAMETER_BYTES = OUTPUT_ZERO_POINT + VectorCode.CONSTANT_BYTES;

  /** Sums of one vector of filters, so that their latencies overlap. */
  private static final int SUMS = 4;

  private static final Gp64 FROM = Gp64.R8;
  private static final Gp64 TO = Gp64.R9;
  private static final Gp64 WEIGHT = Gp64.R10;
  private static final Gp64 PARAMETER = Gp64.R11;
  private static final Gp64 LEFT = Gp64.RCX;
  private static final Gp64 BIASES = Gp64.RDX;

  private static final int FEATURE = 4;

  private final Assembler asm;
  private final VectorCode vectors;
  private final SvdfGeometry geometry;
  private final DotForm form;
  private final FixedPointCode products;
  private final int vectorBytes;
  private final Vec sum;
  private final Vec data;
  private final Vec flips;
  private final Vec temp;
  private final Vec temp2;

  SvdfCode(SvdfGeometry geometry, Target target) {
    this.asm = target.newAssembler();
    this.vectors = new VectorCode(asm, target);
    this.geometry = geometry;
    this.form = geometry.form();
    this.vectorBytes = vectors.bytes();
    this.sum = vectors.vector(0);
    this.data = vectors.vector(8);
    this.flips = vectors.vector(9);
    this.temp = vectors.vector(10);
    this.temp2 = vectors.vector(11);
    this.products = new FixedPointCode(vectors, temp, temp2);
  }

  /** Writes the parameters. */
  static void parameters(MemorySegment to, Svdf.Quantized numerics) {
    boolean wide = numerics.int16State();
    FixedPointCode.parameters(to, FEATURE_MULTIPLIER, numerics.featureMultiplier());
    FixedPointCode.parameters(to, OUTPUT_MULTIPLIER, numerics.outputMultiplier());
    VectorCode.constant(to, FLIP, 0x80808080);
    VectorCode.constant(to, STATE_MIN, wide ? Short.MIN_VALUE : Byte.MIN_VALUE);
    VectorCode.constant(to, STATE_MAX, wide ? Short.MAX_VALUE : Byte.MAX_VALUE);
    VectorCode.constant(to, STATE_ZERO_POINT, numerics.stateZeroPoint());
    VectorCode.constant(to, OUTPUT_ZERO_POINT, numerics.outputZeroPoint());
  }

  Assembler emit() {
    StepCode.loadAddress(asm, PARAMETER, PARAMETERS);
    asm.vpbroadcastd(flips, Address.at(PARAMETER, FLIP));
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
    return vectors.everyLane(PARAMETER, at);
  }

  /** Emits what a tail needs and returns it. */
  private TailCode tail(int bytes) {
    TailCode tail = new TailCode(vectors, bytes, Mask.k(1));
    tail.prepare();
    return tail;
  }

  /** From front to back: a vector is stored below what the next one is loaded from. */
  private void shiftState() {
    int step = geometry.stateBytes();
    int bytes = geometry.batchBytes() - step;
    StepCode.loadInArena(asm, FROM, STATE);
    if (bytes >= vectorBytes) {
      asm.mov(LEFT, bytes / vectorBytes);
      Label next = asm.here();
      vectors.load(data, Address.at(FROM, step));
      vectors.store(Address.at(FROM), data);
      asm.add(FROM, vectorBytes);
      asm.dec(LEFT);
      asm.jnz(next);
    }
    TailCode tail = tail(bytes % vectorBytes);
    if (!tail.isEmpty()) {
      tail.load(data, Address.at(FROM, step), temp);
      tail.store(Address.at(FROM), data, temp);
    }
  }

  /** Copies the input to the work space, in the form of the products. */
  private void copyFeatures() {
    int depth = geometry.inputDepth();
    int width = geometry.featureWidth();
    StepCode.loadInArena(asm, FROM, INPUT);
    StepCode.loadAddress(asm, TO, WORKSPACE);
    if (depth >= width) {
      asm.mov(LEFT, depth / width);
      Label next = asm.here();
      form.loadValues(asm, data, Address.at(FROM), flips);
      vectors.store(Address.at(TO), data);
      asm.add(FROM, width);
      asm.add(TO, vectorBytes);
      asm.dec(LEFT);
      asm.jnz(next);
    }
    TailCode tail = tail(depth % width);
    if (!tail.isEmpty()) {
      tail.load(data, Address.at(FROM), temp);
      form.convertValues(asm, data, flips);
      vectors.store(Address.at(TO), data);
    }
  }

  /** Computes the new step of all filters as ints in the work space. */
  private void filters() {
    StepCode.loadAddress(asm, WEIGHT, FEATURE_WEIGHTS);
    StepCode.loadAddress(asm, FROM, WORKSPACE);
    asm.lea(TO, Address.at(FROM, geometry.featureBytes()));
    asm.mov(LEFT, geometry.filterGroups());
    Label nextGroup = asm.here();
    int dwords = geometry.depthDwords();
    int turns = dwords / SUMS;
    for (int i = 0; i < SUMS; i++) {
      vectors.zero(vectors.vector(i));
    }
    if (turns > 0) {
      asm.mov(Gp64.RAX, turns);
      Label next = asm.here();
      dwords(SUMS);
      asm.add(FROM, Integer.BYTES * SUMS);
      asm.dec(Gp64.RAX);
      asm.jnz(next);
    }
    if (dwords % SUMS != 0) {
      dwords(dwords % SUMS);
    }
    if (turns > 0) {
      asm.sub(FROM, turns * Integer.BYTES * SUMS);
    }
    asm.vpaddd(sum, sum, vectors.vector(1));
    asm.vpaddd(vectors.vector(2), vectors.vector(2), vectors.vector(3));
    asm.vpaddd(sum, sum, vectors.vector(2));
    asm.vpaddd(sum, sum, Address.at(WEIGHT));
    asm.add(WEIGHT, vectorBytes);
    products.emit(sum, vectors.vector(12), PARAMETER, FEATURE_MULTIPLIER);
    asm.vpmaxsd(sum, sum, parameter(STATE_MIN));
    asm.vpminsd(sum, sum, parameter(STATE_MAX));
    asm.vpaddd(sum, sum, parameter(STATE_ZERO_POINT));
    vectors.store(Address.at(TO), sum);
    asm.add(TO, vectorBytes);
    asm.dec(LEFT);
    asm.jnz(nextGroup);
  }

  private void dwords(int count) {
    int weightBytes = form.weightBytes(vectorBytes);
    for (int i = 0; i < count; i++) {
      Vec feature = vectors.vector(FEATURE + i);
      asm.vpbroadcastd(feature, Address.at(FROM, Integer.BYTES * i));
      Address weights = Address.at(WEIGHT, weightBytes * i);
      form.multiplyAdd(asm, vectors.vector(i), feature, weights, temp);
    }
    asm.add(WEIGHT, weightBytes * count);
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
    TailCode tail = tail(rest);
    StepCode.loadAddress(asm, TO, WORKSPACE);
    asm.add(TO, geometry.featureBytes());
    StepCode.loadInArena(asm, FROM, STATE);
    StepCode.loadAddress(asm, WEIGHT, TIME_WEIGHTS);
    asm.mov(LEFT, geometry.units());
    Label nextUnit = asm.here();
    vectors.zero(Vec.of(geometry.sumWidth(), sum.number()));
    if (whole > 0) {
      asm.mov(Gp64.RAX, whole);
      Label next = asm.here();
      timeVector(null);
      asm.add(FROM, width);
      asm.dec(Gp64.RAX);
      asm.jnz(next);
    }
    if (rest > 0) {
      timeVector(tail);
      asm.add(FROM, rest);
    }
    addLanes();
    asm.vmovd(Address.at(TO), sum.xmm());
    asm.add(TO, Integer.BYTES);
    asm.dec(LEFT);
    asm.jnz(nextUnit);
  }

  /**
   * Adds the products of a vector of the state.
   *
   * @param tail null if it is whole
   */
  private void timeVector(TailCode tail) {
    Vec loaded = Vec.of(geometry.timeWidth(), data.number());
    if (tail == null) {
      vectors.load(loaded, Address.at(FROM));
    } else {
      tail.load(loaded, Address.at(FROM), temp);
    }
    int width = geometry.sumWidth();
    Vec sums = Vec.of(width, sum.number());
    Vec values = Vec.of(width, data.number());
    Vec product = Vec.of(width, temp.number());
    Address weights = Address.at(WEIGHT);
    if (geometry.stateBytes() == Byte.BYTES) {
      form.convertValues(asm, values, Vec.of(width, flips.number()));
      form.multiplyAdd(asm, sums, values, weights, product);
    } else if (form == DotForm.BYTES) {
      asm.vpdpwssd(sums, values, weights);
    } else {
      asm.vpmaddwd(product, values, weights);
      asm.vpaddd(sums, sums, product);
    }
    asm.add(WEIGHT, geometry.timeWidth());
  }

  private void addLanes() {
    int width = geometry.sumWidth();
    Vec half = vectors.vector(1);
    if (width == 64) {
      asm.vextracti64x4(half.ymm(), sum, 1);
      asm.vpaddd(sum.ymm(), sum.ymm(), half.ymm());
    }
    if (width >= 32) {
      asm.vextracti128(half.xmm(), sum.ymm(), 1);
      asm.vpaddd(sum.xmm(), sum.xmm(), half.xmm());
    }
    asm.vpshufd(half.xmm(), sum.xmm(), 0x4E);
    asm.vpaddd(sum.xmm(), sum.xmm(), half.xmm());
    asm.vpshufd(half.xmm(), sum.xmm(), 0xB1);
    asm.vpaddd(sum.xmm(), sum.xmm(), half.xmm());
  }

  private void outputs() {
    StepCode.loadAddress(asm, FROM, WORKSPACE);
    asm.add(FROM, geometry.featureBytes());
    StepCode.loadAddress(asm, BIASES, BIAS);
    StepCode.loadInArena(asm, TO, OUTPUT);
    int whole = geometry.units() / geometry.lanes();
    if (whole > 0) {
      asm.mov(LEFT, whole);
      Label next = asm.here();
      output(null);
      asm.add(FROM, vectorBytes);
      asm.add(BIASES, vectorBytes);
      asm.add(TO, geometry.lanes());
      asm.dec(LEFT);
      asm.jnz(next);
    }
    TailCode tail = tail(geometry.units() % geometry.lanes());
    if (!tail.isEmpty()) {
      output(tail);
    }
  }

  /** Lanes behind the last unit hold what was there; they are not stored. */
  private void output(TailCode tail) {
    vectors.load(sum, Address.at(FROM));
    asm.vpaddd(sum, sum, Address.at(BIASES));
    products.emit(sum, vectors.vector(12), PARAMETER, OUTPUT_MULTIPLIER);
    asm.vpaddd(sum, sum, parameter(OUTPUT_ZERO_POINT));
    vectors.storeBytes(Address.at(TO), sum, tail, temp);
  }
}
