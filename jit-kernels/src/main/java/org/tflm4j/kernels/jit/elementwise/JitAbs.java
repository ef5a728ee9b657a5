/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.api.op.Abs;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;

/** ABS of INT8. */
final class JitAbs {
  private JitAbs() {}

  static Offer create(Abs op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Abs.Quantized numerics ->
          ByteTable.ofInt8(
              op,
              x ->
                  numerics.outputZeroPoint()
                      + numerics.multiplier().apply(Math.abs(x - numerics.inputZeroPoint())),
              request,
              target);
      case Abs.Real() -> ByteTable.declined(op, request);
      case Abs.Integers() -> ByteTable.declined(op, request);
    };
  }
}
