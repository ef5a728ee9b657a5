/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.element;

import java.util.List;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.spi.KernelRequest;

/**
 * How code walks over inputs and output 0, as far as its instructions depend on it.
 *
 * @param inputs one or two
 * @param outputBytes bytes of an output element
 * @param rows true if there are several rows, whose starts in the inputs are in a table
 */
public record ElementWalk(List<Input> inputs, int outputBytes, boolean rows) {
  /**
   * An input.
   *
   * @param bytes bytes of an element
   * @param moves false if it stands still along a row
   */
  public record Input(int bytes, boolean moves) {}

  /** Returns the walk over one input and an output with as many elements. */
  static ElementWalk unary(KernelRequest request) {
    return new ElementWalk(
        List.of(new Input(request.inputType(0).bytes(), true)),
        request.output(0).type().bytes(),
        false);
  }

  /** Returns the walk over two inputs. */
  static ElementWalk binary(Broadcast broadcast, KernelRequest request) {
    return new ElementWalk(
        List.of(input(broadcast, request, 0), input(broadcast, request, 1)),
        request.output(0).type().bytes(),
        broadcast.rows() > 1);
  }

  private static Input input(Broadcast broadcast, KernelRequest request, int input) {
    return new Input(request.inputType(input).bytes(), broadcast.rowStep(input) != 0);
  }
}
