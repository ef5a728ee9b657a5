/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.Dequantize;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.HardSwish;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.Pool2D;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.op.Reduction;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.Relu6;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.op.StridedCopy;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;

/** Chooses the kernel for an operator. Loads only where the Vector API is there. */
final class VectorKernels {
  private VectorKernels() {}

  static KernelAnswer answer(KernelRequest request) {
    return switch (request.op()) {
      case Conv2D op -> VectorConv2D.answer(op, request);
      case DepthwiseConv2D op -> VectorDepthwiseConv2D.answer(op, request);
      case TransposeConv op -> VectorTransposeConv.answer(op, request);
      case FullyConnected op -> VectorFullyConnected.answer(op, request);
      case Arithmetic op -> VectorArithmetic.answer(op, request);
      case Pool2D op -> VectorPool2D.answer(op, request);
      case Reduction op -> VectorReduction.answer(op, request);
      case Relu op -> VectorActivation.relu(op, request);
      case Relu6 op -> VectorActivation.relu6(op, request);
      case LeakyRelu op -> VectorActivation.leakyRelu(op, request);
      case HardSwish op -> VectorActivation.hardSwish(request);
      case Sigmoid op -> VectorActivation.sigmoid(op, request);
      case Quantize op -> VectorQuantize.answer(op, request);
      case Dequantize op -> VectorQuantize.answer(op, request);
      case Softmax op -> VectorSoftmax.answer(op, request);
      case Svdf op -> VectorSvdf.answer(op, request);
      case UnidirectionalSequenceLstm op -> VectorLstm.answer(op, request);
      case StridedCopy op -> VectorInterleave.answer(op, request);
      default -> KernelAnswer.declined("there is no vector kernel for " + request.op().name());
    };
  }
}
