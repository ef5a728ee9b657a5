/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.recurrent;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.List;
import org.tflm4j.conformance.sampler.OperatorSampler;

/** Samplers of the operators that keep a state. */
public final class RecurrentSamplers {
  private RecurrentSamplers() {}

  /** Returns the samplers of the family. */
  public static List<OperatorSampler> all() {
    return List.of(
        new LstmSampler(INT8),
        new LstmSampler(INT16),
        new LstmSampler(FLOAT32),
        new SvdfSampler(INT8, INT8),
        new SvdfSampler(INT8, INT16),
        new SvdfSampler(FLOAT32, FLOAT32));
  }
}
