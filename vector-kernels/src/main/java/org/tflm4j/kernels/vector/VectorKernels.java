/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;

/** Chooses the kernel for an operator. Loads only where the Vector API is there. */
final class VectorKernels {
  private VectorKernels() {}

  static KernelAnswer answer(KernelRequest request) {
    return switch (request.op()) {
      case Conv2D op -> VectorConv2D.answer(op, request);
      case DepthwiseConv2D op -> VectorDepthwiseConv2D.answer(op, request);
      case FullyConnected op -> VectorFullyConnected.answer(op, request);
      case Svdf op -> VectorSvdf.answer(op, request);
      default -> KernelAnswer.declined("there is no vector kernel for " + request.op().name());
    };
  }
}
