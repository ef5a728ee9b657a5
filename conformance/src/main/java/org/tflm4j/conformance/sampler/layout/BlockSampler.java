/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.layout;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * RESHAPE to one row, SQUEEZE, EXPAND_DIMS, SLICE, and STRIDED_SLICE with steps in both directions
 * and axes that vanish: from single elements to blocks of many vectors.
 */
final class BlockSampler implements OperatorSampler {
  private static final float SCALE = 0.5f;

  private final BuiltinOperator operator;
  private final TensorType type;

  BlockSampler(BuiltinOperator operator, TensorType type) {
    this.operator = operator;
    this.type = type;
  }

  @Override
  public String name() {
    return operator + " " + type;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int rank = random.nextInt(1, 5);
    int[] shape = new int[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = Samples.oneOf(random, 1, random.nextInt(1, 6), random.nextInt(1, 100 / rank + 2));
    }
    if (random.nextInt(4) == 0) {
      shape[rank - 1] = random.nextInt(1, 3000);
    }
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int input = graph.tensor("input", type, shape).quantization(SCALE, 0).index();
    switch (operator) {
      case RESHAPE -> reshape(graph, input, shape);
      case SQUEEZE -> squeeze(graph, input, shape);
      case EXPAND_DIMS -> expandDims(graph, random, input, shape);
      case SLICE -> slice(graph, random, input, shape);
      default -> stridedSlice(graph, random, input, shape);
    }
    return model.build();
  }

  private void reshape(GraphBuilder graph, int input, int[] shape) {
    int elements = 1;
    for (int dimension : shape) {
      elements *= dimension;
    }
    finish(
        graph,
        OptionsBuilder.of(OptionsType.RESHAPE).int32s(0, 1, elements),
        new int[] {input},
        1,
        elements);
  }

  private void squeeze(GraphBuilder graph, int input, int[] shape) {
    int[] squeezed = Arrays.stream(shape).filter(dimension -> dimension != 1).toArray();
    finish(graph, OptionsBuilder.of(OptionsType.SQUEEZE), new int[] {input}, squeezed);
  }

  private void expandDims(GraphBuilder graph, RandomGenerator random, int input, int[] shape) {
    int axis = random.nextInt(shape.length + 1);
    int[] expanded = new int[shape.length + 1];
    expanded[axis] = 1;
    System.arraycopy(shape, 0, expanded, 0, axis);
    System.arraycopy(shape, axis, expanded, axis + 1, shape.length - axis);
    int axes = graph.tensor("axis", TensorType.INT32, 1).data(axis).index();
    finish(graph, OptionsBuilder.of(OptionsType.EXPAND_DIMS), new int[] {input, axes}, expanded);
  }

  private void slice(GraphBuilder graph, RandomGenerator random, int input, int[] shape) {
    int rank = shape.length;
    int[] begins = new int[rank];
    int[] sizes = new int[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = random.nextInt(3) == 0 ? shape[i] : random.nextInt(1, shape[i] + 1);
      begins[i] = random.nextInt(shape[i] - sizes[i] + 1);
    }
    int begin = graph.tensor("begin", TensorType.INT32, rank).data(begins).index();
    int size = graph.tensor("size", TensorType.INT32, rank).data(sizes).index();
    finish(graph, OptionsBuilder.of(OptionsType.SLICE), new int[] {input, begin, size}, sizes);
  }

  private void stridedSlice(GraphBuilder graph, RandomGenerator random, int input, int[] shape) {
    int rank = shape.length;
    int[] begins = new int[rank];
    int[] ends = new int[rank];
    int[] strides = new int[rank];
    int[] output = new int[rank];
    int outputRank = 0;
    int shrunk = 0;
    int endsOpen = 0;
    for (int i = 0; i < rank; i++) {
      strides[i] = Samples.oneOf(random, 1, 1, 2, 3, -1);
      begins[i] = random.nextInt(shape[i]);
      if (random.nextInt(5) == 0) {
        shrunk |= 1 << i;
        strides[i] = 1;
        ends[i] = begins[i] + 1;
        continue;
      }
      int room = strides[i] > 0 ? shape[i] - begins[i] : begins[i] + 1;
      int most = Math.ceilDiv(room, Math.abs(strides[i]));
      int count = random.nextInt(1, most + 1);
      ends[i] = begins[i] + count * strides[i];
      if (ends[i] < 0) {
        // A negative end counts from the back.
        count = most;
        endsOpen |= 1 << i;
        ends[i] = 0;
      }
      output[outputRank++] = count;
    }
    int begin = graph.tensor("begin", TensorType.INT32, rank).data(begins).index();
    int end = graph.tensor("end", TensorType.INT32, rank).data(ends).index();
    int step = graph.tensor("strides", TensorType.INT32, rank).data(strides).index();
    int[] outputShape = new int[outputRank];
    System.arraycopy(output, 0, outputShape, 0, outputRank);
    // StridedSliceOptions: 1 end_mask, 4 shrink_axis_mask.
    finish(
        graph,
        OptionsBuilder.of(OptionsType.STRIDED_SLICE).int32(1, endsOpen).int32(4, shrunk),
        new int[] {input, begin, end, step},
        outputShape);
  }

  private void finish(
      GraphBuilder graph, OptionsBuilder options, int[] inputs, int... outputShape) {
    int output = graph.tensor("output", type, outputShape).quantization(SCALE, 0).index();
    graph.operator(operator, options, inputs, output).inputs(inputs[0]).outputs(output);
  }
}
