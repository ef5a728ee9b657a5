/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.layout;

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
 * CONCATENATION, PACK, SPLIT, SPLIT_V and UNPACK along any axis: parts of one element and of many,
 * at times a constant among those that are joined.
 */
final class PartsSampler implements OperatorSampler {
  private static final float SCALE = 0.5f;

  private final BuiltinOperator operator;
  private final TensorType type;

  PartsSampler(BuiltinOperator operator, TensorType type) {
    this.operator = operator;
    this.type = type;
  }

  @Override
  public String name() {
    return operator + " " + type;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    boolean newAxis = operator == BuiltinOperator.PACK || operator == BuiltinOperator.UNPACK;
    boolean join = operator == BuiltinOperator.CONCATENATION || operator == BuiltinOperator.PACK;
    int rank = random.nextInt(1, 5);
    int axis = random.nextInt(rank);
    int count = random.nextInt(1, 6);
    int[] whole = new int[rank];
    for (int i = 0; i < rank; i++) {
      whole[i] = Samples.oneOf(random, 1, random.nextInt(1, 6), random.nextInt(1, 80 / rank + 2));
    }
    whole[axis] = 0;
    int[][] parts = new int[count][];
    int equal = random.nextInt(1, 40);
    for (int i = 0; i < count; i++) {
      int size =
          switch (operator) {
            case PACK, UNPACK -> 1;
            case SPLIT -> equal;
            default -> Samples.oneOf(random, 1, random.nextInt(1, 5), random.nextInt(1, 40));
          };
      whole[axis] += size;
      parts[i] = newAxis ? without(whole, axis) : whole.clone();
      if (!newAxis) {
        parts[i][axis] = size;
      }
    }
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int wholeTensor = graph.tensor("whole", type, whole).quantization(SCALE, 0).index();
    int[] partTensors = new int[count];
    int constant = join && count > 1 && random.nextInt(4) == 0 ? random.nextInt(count) : -1;
    for (int i = 0; i < count; i++) {
      var tensor = graph.tensor("part" + i, type, parts[i]).quantization(SCALE, 0);
      if (i == constant) {
        byte[] bytes = new byte[type.bytes() * elements(parts[i])];
        random.nextBytes(bytes);
        tensor.data(bytes);
      }
      partTensors[i] = tensor.index();
    }
    if (join) {
      graph
          .operator(operator, options(axis, count), partTensors, wholeTensor)
          .inputs(without(partTensors, constant))
          .outputs(wholeTensor);
    } else {
      graph
          .operator(
              operator,
              options(axis, count),
              splitInputs(graph, wholeTensor, axis, parts),
              partTensors)
          .inputs(wholeTensor)
          .outputs(partTensors);
    }
    return model.build();
  }

  private int[] splitInputs(GraphBuilder graph, int whole, int axis, int[][] parts) {
    if (operator == BuiltinOperator.UNPACK) {
      return new int[] {whole};
    }
    int along = graph.tensor("axis", TensorType.INT32).data(new int[] {axis}).index();
    if (operator == BuiltinOperator.SPLIT) {
      return new int[] {along, whole};
    }
    int[] sizes = new int[parts.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = parts[i][axis];
    }
    int given = graph.tensor("sizes", TensorType.INT32, sizes.length).data(sizes).index();
    return new int[] {whole, given, along};
  }

  /** Fields: axis; number of tensors, axis; number of tensors. */
  private OptionsBuilder options(int axis, int count) {
    return switch (operator) {
      case CONCATENATION -> OptionsBuilder.of(OptionsType.CONCATENATION).int32(0, axis);
      case PACK -> OptionsBuilder.of(OptionsType.PACK).int32(0, count).int32(1, axis);
      case UNPACK -> OptionsBuilder.of(OptionsType.UNPACK).int32(0, count).int32(1, axis);
      case SPLIT -> OptionsBuilder.of(OptionsType.SPLIT).int32(0, count);
      default -> OptionsBuilder.of(OptionsType.SPLIT_V).int32(0, count);
    };
  }

  /** Returns the values but the one at an index, all of them if it is -1. */
  private static int[] without(int[] values, int index) {
    if (index < 0) {
      return values;
    }
    int[] fewer = new int[values.length - 1];
    for (int i = 0; i < fewer.length; i++) {
      fewer[i] = values[i < index ? i : i + 1];
    }
    return fewer;
  }

  private static int elements(int[] shape) {
    int elements = 1;
    for (int dimension : shape) {
      elements *= dimension;
    }
    return elements;
  }
}
