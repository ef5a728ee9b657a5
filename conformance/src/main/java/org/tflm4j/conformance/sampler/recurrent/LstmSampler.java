/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.recurrent;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/**
 * UNIDIRECTIONAL_SEQUENCE_LSTM: either dimension as the time, every vector tail, weights with zero
 * points, gates from nearly linear to saturated, with and without clipping.
 */
final class LstmSampler implements OperatorSampler {
  private static final int GATES = 4;
  private static final int OPERANDS = 24;
  private static final int INPUT_WEIGHTS = 1;
  private static final int RECURRENT_WEIGHTS = 5;
  private static final int BIASES = 12;
  private static final int HIDDEN_STATE = 18;
  private static final int CELL_STATE = 19;
  private static final int TANH = 4;

  /** INT8, INT16 or FLOAT32. */
  private final TensorType type;

  LstmSampler(TensorType type) {
    this.type = type;
  }

  @Override
  public String name() {
    return "UNIDIRECTIONAL_SEQUENCE_LSTM " + type;
  }

  /** Sums and functions of FLOAT32, which the state carries on. */
  @Override
  public float tolerance() {
    return type == TensorType.FLOAT32 ? 1e-4f : 0;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    boolean real = type == TensorType.FLOAT32;
    boolean timeMajor = random.nextBoolean();
    int batches = Samples.oneOf(random, 1, 1, 2, 3);
    int steps = random.nextInt(1, 7);
    int first = timeMajor ? steps : batches;
    int second = timeMajor ? batches : steps;
    int inputDepth = Samples.oneOf(random, random.nextInt(1, 20), random.nextInt(20, 90));
    int units = Samples.oneOf(random, random.nextInt(1, 20), random.nextInt(20, 70));

    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float inputScale = Math.scalb(Samples.scale(random), type == TensorType.INT16 ? -8 : 0);
    float hiddenScale = type == TensorType.INT16 ? 0x1p-15f : 0x1p-7f;
    int hiddenZeroPoint = zeroPoint(random);
    int[] operands = new int[OPERANDS];
    Arrays.fill(operands, -1);
    operands[0] =
        graph
            .tensor("input", type, first, second, inputDepth)
            .quantization(inputScale, zeroPoint(random))
            .index();
    weights(graph, random, operands, INPUT_WEIGHTS, units, inputDepth, inputScale);
    weights(graph, random, operands, RECURRENT_WEIGHTS, units, units, hiddenScale);
    TensorType biasType =
        switch (type) {
          case INT8 -> TensorType.INT32;
          case INT16 -> TensorType.INT64;
          default -> type;
        };
    for (int gate = 0; gate < GATES; gate++) {
      operands[BIASES + gate] =
          graph
              .tensor("bias" + gate, biasType, units)
              .data(Samples.biases(random, biasType, units, 10_000))
              .index();
    }
    operands[HIDDEN_STATE] =
        graph
            .tensor("hidden_state", type, batches, units)
            .quantization(hiddenScale, hiddenZeroPoint)
            .variable()
            .index();
    float cellScale = Math.scalb(1f, -random.nextInt(8, 16));
    operands[CELL_STATE] =
        graph
            .tensor("cell_state", real ? type : TensorType.INT16, batches, units)
            .quantization(cellScale, 0)
            .variable()
            .index();
    int output =
        graph
            .tensor("output", type, first, second, units)
            .quantization(hiddenScale, hiddenZeroPoint)
            .index();
    // UnidirectionalSequenceLSTMOptions: 0 fused_activation_function, 1 cell_clip, 3 time_major.
    graph
        .operator(
            BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM,
            OptionsBuilder.of(OptionsType.UNIDIRECTIONAL_SEQUENCE_LSTM)
                .int8(0, TANH)
                .float32(1, random.nextBoolean() ? 0 : (float) random.nextDouble(0.1, 10))
                .bool(3, timeMajor),
            operands,
            output)
        .inputs(operands[0])
        .outputs(output);
    return model.build();
  }

  /** Adds weights of all gates, with scales that let the gates' sums reach from 1 to 16. */
  private void weights(
      GraphBuilder graph,
      RandomGenerator random,
      int[] operands,
      int at,
      int rows,
      int columns,
      float valueScale) {
    TensorType weightType = type == TensorType.FLOAT32 ? type : TensorType.INT8;
    float largest = valueScale * (type == TensorType.INT16 ? 1 << 15 : 1 << 7) * (1 << 7);
    for (int gate = 0; gate < GATES; gate++) {
      float scale = (float) (random.nextDouble(1, 16) / (largest * Math.sqrt(columns)));
      int zeroPoint = random.nextInt(4) == 0 ? random.nextInt(-5, 6) : 0;
      operands[at + gate] =
          graph
              .tensor("weights" + (at + gate), weightType, rows, columns)
              .quantization(scale, zeroPoint)
              .data(Samples.weights(random, weightType, rows * columns))
              .index();
    }
  }

  private int zeroPoint(RandomGenerator random) {
    return type == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
  }
}
