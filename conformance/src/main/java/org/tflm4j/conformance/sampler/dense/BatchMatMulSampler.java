/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.dense;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/**
 * BATCH_MATMUL: either side transposed or not, batches that broadcast, a right side that is a
 * constant or an input, every vector tail.
 */
final class BatchMatMulSampler implements OperatorSampler {
  /** INT8, INT16 or FLOAT32. */
  private final TensorType type;

  BatchMatMulSampler(TensorType type) {
    this.type = type;
  }

  @Override
  public String name() {
    return "BATCH_MATMUL " + type;
  }

  /** The sum of FLOAT32 depends on its order. */
  @Override
  public float tolerance() {
    return type == TensorType.FLOAT32 ? 1e-4f : 0;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    boolean lhsTransposed = random.nextBoolean();
    boolean rhsTransposed = random.nextBoolean();
    int rows = Samples.oneOf(random, 1, random.nextInt(1, 12));
    int depth = Samples.oneOf(random, random.nextInt(1, 40), random.nextInt(40, 300));
    int columns = random.nextInt(1, 40);
    int batchAxes = random.nextInt(4);
    int rank = batchAxes + 2;
    int[] lhs = new int[rank];
    int[] rhs = new int[rank];
    int[] product = new int[rank];
    for (int axis = 0; axis < batchAxes; axis++) {
      product[axis] = random.nextInt(1, 4);
      int repeated = random.nextInt(4);
      lhs[axis] = repeated == 0 ? 1 : product[axis];
      rhs[axis] = repeated == 1 ? 1 : product[axis];
    }
    matrix(lhs, rows, depth, lhsTransposed);
    matrix(rhs, depth, columns, rhsTransposed);
    matrix(product, rows, columns, false);

    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float lhsScale = Samples.scale(random);
    float rhsScale = Samples.scale(random);
    int left = tensor(graph, "lhs", lhs, lhsScale, random).index();
    TensorBuilder rightTensor = tensor(graph, "rhs", rhs, rhsScale, random);
    int right = rightTensor.index();
    boolean constant = random.nextInt(3) == 0;
    if (constant) {
      int count = 1;
      for (int dimension : rhs) {
        count *= dimension;
      }
      rightTensor.data(Samples.weights(random, type, count));
    }
    float outputScale =
        (float) (lhsScale * rhsScale * Math.sqrt(depth) * random.nextDouble(1, 200));
    int output = tensor(graph, "output", product, outputScale, random).index();
    // BatchMatMulOptions: 0 adj_x, 1 adj_y.
    graph
        .operator(
            BuiltinOperator.BATCH_MATMUL,
            OptionsBuilder.of(OptionsType.BATCH_MAT_MUL)
                .bool(0, lhsTransposed)
                .bool(1, rhsTransposed),
            new int[] {left, right},
            output)
        .inputs(constant ? new int[] {left} : new int[] {left, right})
        .outputs(output);
    return model.build();
  }

  private static void matrix(int[] shape, int rows, int columns, boolean transposed) {
    shape[shape.length - 2] = transposed ? columns : rows;
    shape[shape.length - 1] = transposed ? rows : columns;
  }

  private TensorBuilder tensor(
      GraphBuilder graph, String name, int[] shape, float scale, RandomGenerator random) {
    return graph
        .tensor(name, type, shape)
        .quantization(scale, type == TensorType.INT8 ? Samples.zeroPoint(random) : 0);
  }
}
