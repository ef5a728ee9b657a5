/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import org.tflm4j.api.op.Activation;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/** Clamps FLOAT32 sums, which began with the bias, to the range of the activation. */
final class FloatEpilogue implements Epilogue {
  private final float[] bias;
  private final Activation activation;

  FloatEpilogue(float[] bias, Activation activation) {
    this.bias = bias;
    this.activation = activation;
  }

  @Override
  public boolean takesInts() {
    return false;
  }

  @Override
  public float[] initialSums() {
    return bias.clone();
  }

  @Override
  public void write(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int limbStep,
      Tensor output,
      int pixel,
      int pixels,
      int channel,
      int count) {
    int channels = bias.length;
    int outputAt = output.offset() + Float.BYTES * (pixel * channels + channel);
    if (count == channels && sumsStep == channels) {
      store(sums, sumsAt, pixels * count, output, outputAt);
      return;
    }
    for (int i = 0; i < pixels; i++) {
      store(sums, sumsAt + i * sumsStep, count, output, outputAt + Float.BYTES * i * channels);
    }
  }

  private void store(float[] sums, int at, int count, Tensor output, int outputAt) {
    ElementLanes.store(TensorType.FLOAT32, sums, at, count, 0, activation, output.data(), outputAt);
  }

  @Override
  public long heldBytes() {
    return (long) Float.BYTES * bias.length;
  }
}
