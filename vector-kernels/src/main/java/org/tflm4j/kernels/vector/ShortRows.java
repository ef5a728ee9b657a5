/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.PairLanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.tflm4j.api.tensor.LittleEndian;

/** The way from ints in the work space to INT16 tensors. */
final class ShortRows {
  /** As many 16-bit lanes as there are 32-bit ones. */
  private static final VectorSpecies<Short> HALF =
      VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

  private static final int LANES = FLOATS.length();

  private ShortRows() {}

  /**
   * Writes {@code count} ints, the bits of floats, that are within 16 bits.
   *
   * @param to the byte where the first goes
   */
  static void write(float[] ints, int from, int count, byte[] tensor, int to) {
    int done = 0;
    for (int end = FLOATS.loopBound(count); done < end; done += LANES) {
      ((ShortVector)
              FloatVector.fromArray(FLOATS, ints, from + done)
                  .reinterpretAsInts()
                  .convertShape(VectorOperators.I2S, HALF, 0))
          .reinterpretAsBytes()
          .intoArray(tensor, to + Short.BYTES * done);
    }
    for (; done < count; done++) {
      int value = Float.floatToRawIntBits(ints[from + done]);
      LittleEndian.putShort(tensor, to + Short.BYTES * done, (short) value);
    }
  }
}
