/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.vector.support.ChannelSums;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.Epilogue;

/** Clamps FLOAT32 sums, which began with the bias, to the range of the activation. */
final class FloatEpilogue implements Epilogue {
  private final float[] bias;
  private final RealRange activation;

  FloatEpilogue(float[] bias, RealRange activation) {
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
  public void write(float[] workspace, ChannelSums sums, Tensor output, int pixel, int pixels) {
    int channels = bias.length;
    int at = sums.at();
    int step = sums.step();
    int count = sums.count();
    int outputAt = output.offset() + Float.BYTES * (pixel * channels + sums.channel());
    if (count == channels && step == channels) {
      store(workspace, at, pixels * count, output, outputAt);
      return;
    }
    if (count == LANES) {
      // A loop of its own over the pixels: called for each unit, vectors might be boxed.
      units(workspace, at, step, pixels, output.data(), outputAt, Float.BYTES * channels);
      return;
    }
    for (int i = 0; i < pixels; i++) {
      store(workspace, at + i * step, count, output, outputAt + Float.BYTES * i * channels);
    }
  }

  private void units(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int pixels,
      byte[] output,
      int outputAt,
      int outputStep) {
    for (int part = 0; part < LANES; part += FLOATS.length()) {
      FloatVector lower = FloatVector.broadcast(FLOATS, activation.min());
      FloatVector upper = FloatVector.broadcast(FLOATS, activation.max());
      for (int i = 0; i < pixels; i++) {
        FloatVector x = FloatVector.fromArray(FLOATS, sums, sumsAt + part + i * sumsStep);
        x.blend(lower, x.compare(VectorOperators.LT, lower))
            .blend(upper, x.compare(VectorOperators.GT, upper))
            .reinterpretAsBytes()
            .intoArray(output, outputAt + Float.BYTES * part + i * outputStep);
      }
    }
  }

  private void store(float[] sums, int at, int count, Tensor output, int outputAt) {
    ElementLanes.storeReals(sums, at, count, activation, output.data(), outputAt);
  }

  @Override
  public long heldBytes() {
    return (long) Float.BYTES * bias.length;
  }
}
