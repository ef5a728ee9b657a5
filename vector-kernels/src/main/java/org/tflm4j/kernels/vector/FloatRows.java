/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.PairLanes.FLOATS;
import static org.tflm4j.kernels.vector.PairLanes.WHOLE;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.tensor.LittleEndian;

/** The way between FLOAT32 tensors and the floats of the work space. */
final class FloatRows {
  private static final int LANES = FLOATS.length();

  private FloatRows() {}

  /** Reads {@code count} floats from byte {@code from} on. */
  static void read(byte[] tensor, int from, float[] floats, int to, int count) {
    int done = 0;
    for (int end = FLOATS.loopBound(count); done < end; done += LANES) {
      ByteVector.fromArray(WHOLE, tensor, from + Float.BYTES * done)
          .reinterpretAsFloats()
          .intoArray(floats, to + done);
    }
    for (; done < count; done++) {
      floats[to + done] = LittleEndian.getFloat(tensor, from + Float.BYTES * done);
    }
  }

  /**
   * Writes sums plus bias, clamped.
   *
   * @param bias one per sum
   * @param activation the range; NaN stays NaN
   * @param to the byte where the first goes
   */
  static void write(
      float[] sums,
      int from,
      int count,
      float[] bias,
      Activation activation,
      byte[] tensor,
      int to) {
    float low = activation.floatMin();
    float high = activation.floatMax();
    int done = 0;
    for (int end = FLOATS.loopBound(count); done < end; done += LANES) {
      FloatVector sum =
          FloatVector.fromArray(FLOATS, sums, from + done)
              .add(FloatVector.fromArray(FLOATS, bias, done));
      sum = sum.blend(low, sum.compare(VectorOperators.LT, low));
      sum.blend(high, sum.compare(VectorOperators.GT, high))
          .reinterpretAsBytes()
          .intoArray(tensor, to + Float.BYTES * done);
    }
    for (; done < count; done++) {
      float sum = activation.clamp(sums[from + done] + bias[done]);
      LittleEndian.putFloat(tensor, to + Float.BYTES * done, sum);
    }
  }
}
