/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.arithmetic;

import java.util.List;
import java.util.stream.IntStream;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.BinaryOp;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;

/**
 * Walks over two inputs that broadcast against each other and brings blocks of both side by side
 * into the work space, as lanes: pieces of a long row, or many short rows. So the arithmetic sees
 * no broadcasting, and vectors are full however short the rows are.
 */
final class BroadcastBlocks implements Kernel {
  /** Lanes of a block: two blocks stay in the fastest cache. */
  private static final int BLOCK = 512;

  /** The arithmetic of a block. */
  @FunctionalInterface
  interface BlockArithmetic {
    /**
     * Computes {@code count} output elements.
     *
     * @param lanes holds both blocks, padded to whole vectors; overwritten
     * @param input1At the first lane of the first input
     * @param input2At the first lane of the second input
     * @param outputAt where the elements go, in bytes
     */
    void compute(float[] lanes, int input1At, int input2At, int count, byte[] output, int outputAt);

    /** Returns how many blocks, as far away as the inputs, it overwrites behind the second. */
    default int spareBlocks() {
      return 0;
    }
  }

  private final Broadcast broadcast;
  private final TensorType type;
  private final BlockArithmetic arithmetic;

  /** Whether an input has every row, one behind the other. */
  private final boolean[] contiguous = new boolean[2];

  /** Whether an input has one row, which all rows meet. */
  private final boolean[] repeated = new boolean[2];

  /** Lanes of a block, padded to whole vectors. */
  private final int blockLanes;

  /** Rows of a block, and the elements of a row that it holds. */
  private final int rows;

  private final int pieceLength;

  /** Creates the kernel of an operator on two inputs and an output of one type. */
  BroadcastBlocks(Broadcast broadcast, KernelRequest request, BlockArithmetic arithmetic) {
    this.broadcast = broadcast;
    this.type = request.inputType(BinaryOp.INPUT1);
    this.arithmetic = arithmetic;
    this.pieceLength = Math.min(broadcast.rowLength(), BLOCK);
    this.rows = Math.min(broadcast.rows(), Math.max(1, BLOCK / Math.max(1, broadcast.rowLength())));
    this.blockLanes = ElementLanes.wholeVectors(rows * pieceLength);
    for (int index = 0; index < 2; index++) {
      int elements = request.input(index).elementCount();
      boolean advances = broadcast.rowStep(index) == 1;
      contiguous[index] = advances && elements == broadcast.elementCount();
      repeated[index] = advances && elements == broadcast.rowLength() && !contiguous[index];
    }
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace((2 + arithmetic.spareBlocks()) * blockLanes);
  }

  /** A block of both inputs is widened before that of the output is written. */
  @Override
  public List<InputOverlap> overlaps() {
    return IntStream.range(0, 2)
        .filter(broadcast::isWhole)
        .mapToObj(InputOverlap::inPlace)
        .toList();
  }

  @Override
  public void eval(KernelContext context) {
    int rowLength = broadcast.rowLength();
    for (int row = 0; row < broadcast.rows(); row += rows) {
      int blockRows = Math.min(rows, broadcast.rows() - row);
      for (int done = 0; done < rowLength; done += pieceLength) {
        int length = Math.min(pieceLength, rowLength - done);
        load(context, BinaryOp.INPUT1, row, blockRows, done, length);
        load(context, BinaryOp.INPUT2, row, blockRows, done, length);
        Tensor output = context.output(BinaryOp.OUTPUT);
        arithmetic.compute(
            context.workspace(),
            0,
            blockLanes,
            blockRows * length,
            output.data(),
            output.offset() + (row * rowLength + done) * type.bytes());
      }
    }
  }

  private void load(KernelContext context, int index, int row, int count, int done, int length) {
    Tensor input = context.input(index);
    float[] lanes = context.workspace();
    int to = index * blockLanes;
    if (repeated[index]) {
      widen(input, done, length, lanes, to);
      for (int filled = length; filled < count * length; filled *= 2) {
        System.arraycopy(lanes, to, lanes, to + filled, Math.min(filled, count * length - filled));
      }
      return;
    }
    if (contiguous[index]) {
      widen(input, row * broadcast.rowLength() + done, count * length, lanes, to);
      return;
    }
    int step = broadcast.rowStep(index);
    for (int i = 0; i < count; i++) {
      int element = broadcast.rowStart(index, row + i) + step * done;
      if (step == 0) {
        int from = input.offset() + element * type.bytes();
        ElementLanes.repeat(type, input.data(), from, length, lanes, to);
      } else {
        widen(input, element, length, lanes, to);
      }
      to += length;
    }
  }

  private void widen(Tensor input, int element, int count, float[] lanes, int to) {
    int from = input.offset() + element * type.bytes();
    ElementLanes.widen(type, input.data(), from, count, lanes, to);
  }
}
