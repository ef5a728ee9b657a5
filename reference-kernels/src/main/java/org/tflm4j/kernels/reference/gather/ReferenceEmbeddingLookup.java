/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.EmbeddingLookup;
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
    Tensor lookups = context.input(0);
    Tensor table = context.input(1);
    Tensor output = context.output(0);
    int tableRow = op.columns() * table.type().bytes();
    int outputRow = op.columns() * output.type().bytes();
    boolean dequantizes = table.type() != output.type();
    for (int i = 0; i < op.lookups(); i++) {
      int tableAt = table.offset() + IndexInput.index(lookups, i, op.rows()) * tableRow;
      int outputAt = output.offset() + i * outputRow;
      if (dequantizes) {
        dequantize(table.data(), tableAt, output.data(), outputAt);
      } else {
        System.arraycopy(table.data(), tableAt, output.data(), outputAt, outputRow);
      }
    }
  }

  private void dequantize(byte[] table, int tableAt, byte[] output, int outputAt) {
    for (int column = 0; column < op.columns(); column++) {
      LittleEndian.putFloat(output, outputAt + 4 * column, table[tableAt + column] * op.scale());
    }
  }
}
