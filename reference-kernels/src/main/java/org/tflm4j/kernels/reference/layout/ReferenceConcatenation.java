/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import java.util.List;
import java.util.stream.IntStream;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Concatenation;
import org.tflm4j.api.op.Split;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/**
 * Joins tensors along an axis, or takes them apart. Mirrors {@code
 * kernels/internal/reference/concatenation.h} and {@code micro/kernels/pack.cc}, {@code split.cc},
 * {@code split_v.cc} and {@code unpack.cc}.
 */
final class ReferenceConcatenation {
  /** The copy between each part and the whole, and where the part begins in the whole, in bytes. */
  private final BlockCopy[] copies;

  private final int[] offsets;

  private ReferenceConcatenation(
      int outerSize, List<Integer> copySizes, int elementBytes, boolean join) {
    int wholeSize = copySizes.stream().mapToInt(Integer::intValue).sum();
    copies = new BlockCopy[copySizes.size()];
    offsets = new int[copies.length];
    int offset = 0;
    for (int i = 0; i < copies.length; i++) {
      int size = copySizes.get(i);
      List<Integer> part = List.of(size, 1);
      List<Integer> whole = List.of(wholeSize, 1);
      copies[i] =
          new BlockCopy(
              Shape.of(outerSize, size), join ? part : whole, join ? whole : part, elementBytes);
      offsets[i] = offset * elementBytes;
      offset += size;
    }
  }

  static Kernel create(Concatenation op, KernelRequest request) {
    var parts =
        new ReferenceConcatenation(
            op.outerSize(), op.copySizes(), request.inputType(0).bytes(), true);
    return parts.new Joining(op.outerSize() == 1);
  }

  static Kernel create(Split op, KernelRequest request) {
    int index = op.kind().input();
    var parts =
        new ReferenceConcatenation(
            op.outerSize(), op.copySizes(), request.inputType(index).bytes(), false);
    return context -> parts.split(context.input(index), context);
  }

  /** Joins the parts. A part that is one piece may already lie in its place. */
  private final class Joining implements Kernel {
    private final boolean pieces;

    Joining(boolean pieces) {
      this.pieces = pieces;
    }

    @Override
    public List<InputOverlap> overlaps() {
      return IntStream.range(0, pieces ? copies.length : 0)
          .mapToObj(i -> new InputOverlap(i, offsets[i], offsets[i]))
          .toList();
    }

    @Override
    public void eval(KernelContext context) {
      join(context);
    }
  }

  private void join(KernelContext context) {
    Tensor output = context.output(Concatenation.OUTPUT);
    for (int i = 0; i < copies.length; i++) {
      Tensor input = context.input(i);
      copies[i].copy(input.data(), input.offset(), output.data(), output.offset() + offsets[i]);
    }
  }

  private void split(Tensor input, KernelContext context) {
    for (int i = 0; i < copies.length; i++) {
      Tensor output = context.output(i);
      copies[i].copy(input.data(), input.offset() + offsets[i], output.data(), output.offset());
    }
  }
}
