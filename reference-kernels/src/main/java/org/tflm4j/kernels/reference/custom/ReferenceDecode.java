/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.custom;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Decode;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.Tensor;

/** Expands compressed constants. Mirrors {@code micro/kernels/decode.cc}. */
final class ReferenceDecode implements Kernel {
  private final Decoder[] decoders;

  ReferenceDecode(Decode op, KernelRequest request) {
    this.decoders = new Decoder[op.encodings().size()];
    for (int i = 0; i < decoders.length; i++) {
      decoders[i] =
          Decoder.of(
              op.encodings().get(i),
              ConstantBytes.of(request.input(Decode.codesInput(i))),
              Decode.table(ConstantBytes.of(request.input(Decode.ancillaryInput(i)))),
              request.output(i).type().bytes());
    }
  }

  @Override
  public void eval(KernelContext context) {
    for (int i = 0; i < decoders.length; i++) {
      Tensor output = context.output(i);
      decoders[i].decode(output.data(), output.offset());
    }
  }
}
