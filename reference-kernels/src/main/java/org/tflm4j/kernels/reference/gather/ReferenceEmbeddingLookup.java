/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.EmbeddingLookup;
import org.tflm4j.api.op.EmbeddingLookup.Copied;
import org.tflm4j.api.op.EmbeddingLookup.Dequantized;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.reference.support.IndexInput;

/** Copies or dequantizes rows. Mirrors {@code micro/kernels/embedding_lookup.cc}. */
final class ReferenceEmbeddingLookup implements Kernel {
  private final EmbeddingLookup op;

  ReferenceEmbeddingLookup(EmbeddingLookup op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor lookups = context.input(EmbeddingLookup.LOOKUPS);
    Tensor table = context.input(EmbeddingLookup.TABLE);
    Tensor output = context.output(EmbeddingLookup.OUTPUT);
    int tableRow = op.columns() * table.type().bytes();
    int outputRow = op.columns() * output.type().bytes();
    for (int i = 0; i < op.lookups(); i++) {
      int tableAt = table.offset() + IndexInput.index(lookups, i, op.rows()) * tableRow;
      int outputAt = output.offset() + i * outputRow;
      switch (op.numerics()) {
        case Copied _ ->
            System.arraycopy(table.data(), tableAt, output.data(), outputAt, outputRow);
        case Dequantized(float scale) ->
            dequantize(table.data(), tableAt, scale, output.data(), outputAt);
      }
    }
  }

  private void dequantize(byte[] table, int tableAt, float scale, byte[] output, int outputAt) {
    for (int column = 0; column < op.columns(); column++) {
      LittleEndian.putFloat(
          output, outputAt + Float.BYTES * column, table[tableAt + column] * scale);
    }
  }
}
