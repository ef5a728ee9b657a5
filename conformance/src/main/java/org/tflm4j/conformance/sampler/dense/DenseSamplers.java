/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.dense;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.List;
import org.tflm4j.conformance.sampler.OperatorSampler;

/** Samplers of FULLY_CONNECTED and BATCH_MATMUL. */
public final class DenseSamplers {
  private DenseSamplers() {}

  /** Returns the samplers of the family. */
  public static List<OperatorSampler> all() {
    return List.of(
        new FullyConnectedSampler(INT8, INT8, INT32),
        new FullyConnectedSampler(INT8, INT4, INT32),
        new FullyConnectedSampler(INT16, INT8, INT32),
        new FullyConnectedSampler(INT16, INT8, INT64),
        new FullyConnectedSampler(FLOAT32, FLOAT32, FLOAT32),
        new BatchMatMulSampler(INT8),
        new BatchMatMulSampler(INT16),
        new BatchMatMulSampler(FLOAT32));
  }
}
