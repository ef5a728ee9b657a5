/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.BIASES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.CELL_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.HIDDEN_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_WEIGHTS;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tflm4j.api.op.LstmNumerics;
import org.tflm4j.api.op.LstmNumerics.Gate;
import org.tflm4j.api.op.LstmNumerics.Quantized;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;

/** UNIDIRECTIONAL_SEQUENCE_LSTM of INT8 with constant weights. */
final class JitUnidirectionalSequenceLstm {
  /** Sums of more products could leave 32 bits. */
  private static final int MOST_DEPTH = 60_000;

  private static final int MOST_LEFT_SHIFT = 30;

  /** A careful guess. */
  private static final long MULTIPLY_ADDS_PER_NANO = 10;

  /** What the activation functions of a vector of units take, in multiply-adds. */
  private static final long ACTIVATIONS = 4000;

  private JitUnidirectionalSequenceLstm() {}

  static Offer create(UnidirectionalSequenceLstm op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, request, target);
      case LstmNumerics.Real real ->
          Offer.declined("there is no machine code for " + op.name() + " of FLOAT32");
    };
  }

  private static Offer quantized(
      UnidirectionalSequenceLstm op, Quantized numerics, KernelRequest request, Target target) {
    String refusal = refusal(op, numerics, request);
    if (refusal != null) {
      return Offer.declined(refusal);
    }
    LstmGeometry geometry = LstmGeometry.of(op);
    MemorySegment weights = LstmWeights.pack(geometry, numerics, request);
    MemorySegment parameters = request.memory().allocate(LstmParameters.BYTES, 64);
    LstmParameters.write(parameters, numerics);
    MachineCode code =
        CodeCache.get(
            geometry, () -> MachineCode.of(op.name(), new LstmCode(geometry, target).emit()));
    long depth = (long) op.inputDepth() + op.stateDepth();
    long work = geometry.unitVectors() * (GATES * LstmGeometry.LANES * depth + ACTIVATIONS);
    List<Step> steps = new ArrayList<>();
    for (int batch = 0; batch < op.batches(); batch++) {
      long row = op.timeMajor() ? batch : (long) batch * op.timeSteps();
      steps.add(
          new Step(
              code,
              List.of(
                  new StateWord.Input(INPUT, row * op.inputDepth()),
                  new StateWord.Input(HIDDEN_STATE, (long) batch * op.stateDepth()),
                  new StateWord.Input(CELL_STATE, (long) batch * op.stateDepth() * Short.BYTES),
                  new StateWord.Output(OUTPUT, row * op.stateDepth()),
                  new StateWord.Constant(weights),
                  new StateWord.Constant(parameters),
                  new StateWord.Workspace(0)),
              op.timeSteps(),
              work / MULTIPLY_ADDS_PER_NANO));
    }
    return Program.of(steps, geometry.workspaceBytes());
  }

  /** Returns why there is no code, or null. */
  private static String refusal(
      UnidirectionalSequenceLstm op, Quantized numerics, KernelRequest request) {
    if (numerics.type() != TensorType.INT8) {
      return "there is no machine code for " + op.name() + " of " + numerics.type();
    }
    if (request.input(INPUT).isConstant()
        || request.input(HIDDEN_STATE).isConstant()
        || request.input(CELL_STATE).isConstant()) {
      return "its input or a state is a constant";
    }
    for (int i = 0; i < GATES; i++) {
      if (!request.input(INPUT_WEIGHTS + i).isConstant()
          || !request.input(UnidirectionalSequenceLstm.RECURRENT_WEIGHTS + i).isConstant()
          || !request.hasInput(BIASES + i)
          || !request.input(BIASES + i).isConstant()) {
        return "its weights or biases are not constant";
      }
      Gate gate = numerics.gates().get(i);
      if (gate.inputWeightsZeroPoint() != 0 || gate.recurrentWeightsZeroPoint() != 0) {
        return "its weights have a zero point";
      }
    }
    if (Math.max(op.inputDepth(), op.stateDepth()) > MOST_DEPTH) {
      return "its sums may leave 32 bits";
    }
    boolean fits = multipliers(numerics).allMatch(JitUnidirectionalSequenceLstm::fits);
    return fits ? null : "one of its multipliers is negative or too large";
  }

  private static Stream<QuantizedMultiplier> multipliers(Quantized numerics) {
    return Stream.concat(
        Stream.of(
            numerics.forgetMultiplier(), numerics.enterMultiplier(), numerics.hiddenMultiplier()),
        numerics.gates().stream()
            .flatMap(gate -> Stream.of(gate.inputMultiplier(), gate.recurrentMultiplier())));
  }

  private static boolean fits(QuantizedMultiplier multiplier) {
    return multiplier.multiplier() >= 0 && multiplier.shift() <= MOST_LEFT_SHIFT;
  }
}
