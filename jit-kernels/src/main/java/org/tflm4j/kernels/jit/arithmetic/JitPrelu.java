/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import java.lang.foreign.MemorySegment;
import org.tflm4j.api.op.Prelu;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.element.ElementProgram;

/** PRELU. */
final class JitPrelu {
  private JitPrelu() {}

  static Offer create(Prelu op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Prelu.Quantized numerics -> {
        if (numerics.identityMultiplier().multiplier() < 0
            || numerics.alphaMultiplier().multiplier() < 0) {
          yield Offer.declined("a multiplier is negative");
        }
        MemorySegment constant = request.memory().allocate(PreluWork.CONSTANT_BYTES, 64);
        PreluWork.fill(constant, numerics);
        PreluWork work = new PreluWork(request.inputType(Prelu.INPUT));
        yield ElementProgram.binary(op.broadcast(), request, target, work, constant);
      }
      case Prelu.Real() ->
          ElementProgram.binary(
              op.broadcast(),
              request,
              target,
              new RealWork(RealWork.Function.PRELU, false),
              request.memory().allocate(64, 64));
    };
  }
}
