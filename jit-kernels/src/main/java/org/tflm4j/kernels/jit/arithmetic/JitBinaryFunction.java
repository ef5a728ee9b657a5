/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import org.tflm4j.api.op.BinaryFunction;
import org.tflm4j.api.op.BinaryFunction.Kind;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.element.ElementProgram;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/** MAXIMUM and MINIMUM of INT8 and FLOAT32. */
final class JitBinaryFunction {
  private JitBinaryFunction() {}

  static Offer create(BinaryFunction op, KernelRequest request, Target target) {
    TensorType type = request.inputType(BinaryFunction.INPUT1);
    boolean extreme = op.kind() == Kind.MAXIMUM || op.kind() == Kind.MINIMUM;
    if (!extreme || (type != TensorType.INT8 && type != TensorType.FLOAT32)) {
      return Offer.declined("there is no machine code for " + op.name() + " of " + type);
    }
    boolean maximum = op.kind() == Kind.MAXIMUM;
    ElementWork work =
        type == TensorType.INT8
            ? new ExtremeWork(maximum)
            : new RealWork(maximum ? RealWork.Function.MAXIMUM : RealWork.Function.MINIMUM, false);
    return ElementProgram.binary(
        op.broadcast(), request, target, work, request.memory().allocate(64, 64));
  }
}
