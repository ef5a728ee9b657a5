/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.BIASES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_WEIGHTS;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.RECURRENT_WEIGHTS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.LstmNumerics.Quantized;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.kernels.jit.support.Constants;

/**
 * Packs the weights of an LSTM in the order in which they are read, a block for each vector of
 * units: four vectors of input sums to begin with, four of recurrent sums, the mask of the units
 * that there are; then [pair of dwords of the input][dword][gate][unit][4], likewise for the hidden
 * state. Activations are taken as unsigned, 128 higher, which the first sums take away.
 */
final class LstmWeights {
  private static final int VECTOR = 64;
  private static final int TOP_BIT = 128;
  private static final int DWORD = 4;

  static final int INPUT_SUMS = 0;
  static final int RECURRENT_SUMS = GATES * VECTOR;
  static final int MASK = 2 * GATES * VECTOR;

  /** Where the products begin. */
  static final int PRODUCTS = MASK + VECTOR;

  /** Bytes of the weights of a pair of dwords. */
  static final int PAIR_BYTES = 2 * GATES * VECTOR;

  private final LstmGeometry geometry;
  private final int blockBytes;

  /** On the heap, where an interpreting JVM writes bytes many times faster. */
  private final byte[] packed;

  private LstmWeights(LstmGeometry geometry) {
    this.geometry = geometry;
    int pairs =
        LstmGeometry.pairs(geometry.inputDepth()) + LstmGeometry.pairs(geometry.stateDepth());
    this.blockBytes = PRODUCTS + PAIR_BYTES * pairs;
    this.packed = new byte[Math.multiplyExact(blockBytes, geometry.unitVectors())];
  }

  static MemorySegment pack(LstmGeometry geometry, Quantized numerics, KernelRequest request) {
    LstmWeights weights = new LstmWeights(geometry);
    int recurrentAt = PRODUCTS + PAIR_BYTES * LstmGeometry.pairs(geometry.inputDepth());
    for (int gate = 0; gate < GATES; gate++) {
      int[] biases =
          Constants.int32s(
              request.hasInput(BIASES + gate) ? request.input(BIASES + gate) : null,
              geometry.stateDepth());
      weights.pack(
          Constants.int8s(request.input(INPUT_WEIGHTS + gate)),
          geometry.inputDepth(),
          numerics.inputZeroPoint(),
          biases,
          INPUT_SUMS + gate * VECTOR,
          PRODUCTS + gate * VECTOR);
      weights.pack(
          Constants.int8s(request.input(RECURRENT_WEIGHTS + gate)),
          geometry.stateDepth(),
          numerics.hiddenZeroPoint(),
          new int[geometry.stateDepth()],
          RECURRENT_SUMS + gate * VECTOR,
          recurrentAt + gate * VECTOR);
    }
    for (int vector = 0; vector < geometry.unitVectors(); vector++) {
      int first = vector * LstmGeometry.LANES;
      int units = Math.min(LstmGeometry.LANES, geometry.stateDepth() - first);
      LittleEndian.putInt(weights.packed, vector * weights.blockBytes + MASK, (1 << units) - 1);
    }
    MemorySegment segment = request.memory().allocate(weights.packed.length, VECTOR);
    MemorySegment.copy(weights.packed, 0, segment, ValueLayout.JAVA_BYTE, 0, weights.packed.length);
    return segment;
  }

  /** Packs the weights of a gate; sums wrap, as those of the products do. */
  private void pack(
      Constants.Int8s from, int depth, int zeroPoint, int[] biases, int sumsAt, int productsAt) {
    for (int unit = 0; unit < geometry.stateDepth(); unit++) {
      int block = unit / LstmGeometry.LANES * blockBytes;
      int row = from.offset() + unit * depth;
      int lane = DWORD * (unit % LstmGeometry.LANES);
      int sum = 0;
      for (int k = 0; k < depth; k++) {
        byte weight = from.bytes()[row + k];
        sum += weight;
        packed[block + productsAt + k / DWORD * GATES * VECTOR + lane + k % DWORD] = weight;
      }
      LittleEndian.putInt(
          packed, block + sumsAt + lane, biases[unit] - (zeroPoint + TOP_BIT) * sum);
    }
  }
}
