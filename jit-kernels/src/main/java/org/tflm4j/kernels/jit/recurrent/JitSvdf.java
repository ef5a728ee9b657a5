/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;

/** SVDF of INT8 with constant weights, with a state of INT8 or INT16. */
final class JitSvdf {
  /** A careful guess. */
  private static final long MULTIPLY_ADDS_PER_NANO = 5;

  private JitSvdf() {}

  /** What the code depends on. */
  private record Key(SvdfGeometry geometry, Target target) {}

  static Offer create(Svdf op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Svdf.Quantized numerics -> quantized(op, numerics, request, target);
      case Svdf.Real real -> Offer.declined("there is no machine code for SVDF of FLOAT32");
    };
  }

  private static Offer quantized(
      Svdf op, Svdf.Quantized numerics, KernelRequest request, Target target) {
    if (!request.input(Svdf.FEATURE_WEIGHTS).isConstant()
        || !request.input(Svdf.TIME_WEIGHTS).isConstant()
        || !request.input(Svdf.BIAS).isConstant()) {
      return Offer.declined("its weights or bias are not constant");
    }
    if (request.input(Svdf.INPUT).isConstant() || request.input(Svdf.STATE).isConstant()) {
      return Offer.declined("its input or state is a constant");
    }
    if (numerics.featureMultiplier().multiplier() < 0
        || numerics.outputMultiplier().multiplier() < 0) {
      return Offer.declined("one of its multipliers is negative");
    }
    SvdfGeometry geometry = SvdfGeometry.of(op, numerics.int16State(), target);
    MemorySegment weights =
        request.memory().allocate((long) geometry.filterGroups() * geometry.groupBytes(), 64);
    packFeatures(geometry, numerics, request.input(Svdf.FEATURE_WEIGHTS), weights);
    MemorySegment time =
        request
            .memory()
            .allocate((long) geometry.units() * geometry.timeVectors() * geometry.timeWidth(), 64);
    MemorySegment bias =
        request.memory().allocate((long) geometry.vectorBytes() * geometry.unitGroups(), 64);
    packTime(geometry, numerics, request, time, bias);
    MemorySegment parameters = request.memory().allocate(SvdfCode.PARAMETER_BYTES, 64);
    SvdfCode.parameters(parameters, numerics);
    MachineCode code =
        CodeCache.get(
            new Key(geometry, target),
            () -> MachineCode.of(op.name(), new SvdfCode(geometry, target).emit()));
    long work = (long) geometry.filters() * (geometry.inputDepth() + 4 * geometry.memory() + 64);
    List<Step> steps = new ArrayList<>();
    for (int batch = 0; batch < op.batches(); batch++) {
      steps.add(
          new Step(
              code,
              List.of(
                  new StateWord.Input(Svdf.INPUT, (long) batch * geometry.inputDepth()),
                  new StateWord.Input(Svdf.STATE, (long) batch * geometry.batchBytes()),
                  new StateWord.Output(Svdf.OUTPUT, (long) batch * geometry.units()),
                  new StateWord.Constant(weights),
                  new StateWord.Constant(time),
                  new StateWord.Constant(bias),
                  new StateWord.Constant(parameters),
                  new StateWord.Workspace(0)),
              1,
              work / MULTIPLY_ADDS_PER_NANO));
    }
    return Program.of(steps, geometry.workspaceBytes());
  }

  /**
   * Packs the filters over features as [group][dword][lane][values of a dword], behind each group
   * the bias of its sums, for what the features have added. All sums wrap, as the products' do.
   */
  private static void packFeatures(
      SvdfGeometry geometry, Svdf.Quantized numerics, TensorSpec filter, MemorySegment to) {
    Constants.Int8s from = Constants.int8s(filter);
    int values = geometry.form().laneValues();
    int dwordBytes = geometry.form().weightBytes(geometry.vectorBytes());
    for (int i = 0; i < geometry.filters(); i++) {
      long group = (long) i / geometry.lanes() * geometry.groupBytes();
      int lane = i % geometry.lanes();
      int sum = 0;
      for (int k = 0; k < geometry.inputDepth(); k++) {
        byte weight = from.bytes()[from.offset() + i * geometry.inputDepth() + k];
        sum += weight;
        long at = (long) dwordBytes * (k / values) + (long) values * lane + k % values;
        to.set(ValueLayout.JAVA_BYTE, group + at, weight);
      }
      to.set(
          ValueLayout.JAVA_INT_UNALIGNED,
          group + (long) dwordBytes * geometry.depthDwords() + 4L * lane,
          -geometry.form().folded(numerics.inputZeroPoint(), sum));
    }
  }

  /** Packs the filters over time, and the bias with what the state's zero point is worth. */
  private static void packTime(
      SvdfGeometry geometry,
      Svdf.Quantized numerics,
      KernelRequest request,
      MemorySegment time,
      MemorySegment bias) {
    ConstantBytes from = ConstantBytes.of(request.input(Svdf.TIME_WEIGHTS));
    int[] biases = Constants.int32s(request.input(Svdf.BIAS), geometry.units());
    int unitBytes = geometry.unitBytes();
    for (int unit = 0; unit < geometry.units(); unit++) {
      int first = from.offset() + unit * unitBytes;
      MemorySegment.copy(
          from.bytes(),
          first,
          time,
          ValueLayout.JAVA_BYTE,
          (long) unit * geometry.timeVectors() * geometry.timeWidth(),
          unitBytes);
      int sum = 0;
      for (int at = first; at < first + unitBytes; at += geometry.stateBytes()) {
        sum += numerics.int16State() ? LittleEndian.getShort(from.bytes(), at) : from.bytes()[at];
      }
      int folded =
          numerics.int16State()
              ? numerics.stateZeroPoint() * sum
              : geometry.form().folded(numerics.stateZeroPoint(), sum);
      bias.set(ValueLayout.JAVA_INT, 4L * unit, biases[unit] - folded);
    }
  }
}
