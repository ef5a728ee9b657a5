/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.requantization.AccumulatorRanges;
import org.tflm4j.kernels.jit.requantization.RequantizationPlan;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;
import org.tflm4j.kernels.jit.support.WeightedLayer;
import org.tflm4j.kernels.jit.support.product.ChannelNumbers;
import org.tflm4j.kernels.jit.support.product.ChannelTables;
import org.tflm4j.kernels.jit.support.product.DotProductTables;
import org.tflm4j.kernels.jit.support.product.Epilogue;
import org.tflm4j.kernels.jit.support.product.ProductProgram;

/** Makes the program of a fully connected layer of few outputs, see {@link DotRowsGeometry}. */
final class DotRowsProgram {
  /** A careful guess. */
  private static final long MULTIPLY_ADDS_PER_NANO = 20;

  private DotRowsProgram() {}

  /** What the code depends on. */
  private record Key(DotRowsGeometry geometry, Epilogue epilogue, Target target) {}

  static Offer of(
      DotRowsGeometry geometry,
      FullyConnected op,
      Quantized numerics,
      WeightedLayer layer,
      KernelRequest request,
      Target target) {
    int taps = geometry.inputs();
    if (taps > ProductProgram.MOST_TAPS) {
      return ProductProgram.tooManyTaps(taps);
    }
    int[] bias = Constants.int32s(layer.bias(), geometry.outputs());
    Weights weights = Weights.pack(geometry, Constants.int8s(layer.filter()), request.memory());
    RequantizationPlan plan =
        RequantizationPlan.of(
            numerics.multipliers(),
            numerics.outputZeroPoint(),
            numerics.activation(),
            AccumulatorRanges.ofSums(
                bias, weights.sums(), weights.magnitudes(), numerics.inputZeroPoint()));
    Epilogue epilogue = DotProductTables.epilogue(plan, plan.sequence());
    boolean integers = epilogue.rounding() == Epilogue.Rounding.INTEGER;
    int vectorBytes = target.vectorBytes();
    MemorySegment tables =
        request.memory().allocate(ChannelTables.PARAMETERS + ChannelTables.bytes(vectorBytes), 64);
    DotProductTables.parameters(tables, numerics, geometry.form());
    ChannelNumbers numbers = new ChannelNumbers(plan, 1, vectorBytes / Integer.BYTES);
    for (int c = 0; c < geometry.outputs(); c++) {
      int folded = geometry.form().folded(numerics.inputZeroPoint(), weights.sums()[c]);
      numbers.set(0, c, integers, c, bias[c] - folded);
    }
    numbers.write(tables);
    MachineCode code =
        CodeCache.get(
            new Key(geometry, epilogue, target),
            () ->
                MachineCode.of(
                    request.op().name(), new DotRowsCode(geometry, epilogue, target).emit()));
    Step step =
        new Step(
            code,
            List.of(
                StateWord.input(FullyConnected.INPUT),
                StateWord.output(FullyConnected.OUTPUT),
                new StateWord.Constant(weights.packed()),
                new StateWord.Constant(tables)),
            op.batches(),
            (long) taps * geometry.outputs() / MULTIPLY_ADDS_PER_NANO);
    return Program.of(List.of(step), 0);
  }

  /**
   * The filter in the order in which it is read.
   *
   * @param packed [vector of inputs][output][input], zero behind the last input
   * @param sums of each output's weights
   * @param magnitudes sums of their magnitudes
   */
  private record Weights(MemorySegment packed, int[] sums, int[] magnitudes) {
    static Weights pack(DotRowsGeometry geometry, Constants.Int8s filter, Arena memory) {
      int outputs = geometry.outputs();
      int inputs = geometry.inputs();
      Weights weights =
          new Weights(
              memory.allocate(geometry.weightsAt(geometry.vectors(), 0), 64),
              new int[outputs],
              new int[outputs]);
      MemorySegment bytes = MemorySegment.ofArray(filter.bytes());
      for (int output = 0; output < outputs; output++) {
        int row = filter.offset() + output * inputs;
        for (int vector = 0; vector < geometry.vectors(); vector++) {
          int first = vector * geometry.width();
          int count = Math.min(geometry.width(), inputs - first);
          MemorySegment.copy(
              bytes, row + first, weights.packed, geometry.weightsAt(vector, output), count);
        }
        for (int i = 0; i < inputs; i++) {
          byte weight = filter.bytes()[row + i];
          weights.sums[output] += weight;
          weights.magnitudes[output] += weight < 0 ? -weight : weight;
        }
      }
      return weights;
    }
  }
}
