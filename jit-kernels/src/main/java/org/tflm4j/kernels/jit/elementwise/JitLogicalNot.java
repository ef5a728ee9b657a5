/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.api.op.LogicalNot;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;

/** LOGICAL_NOT: 1 for a byte that is 0, 0 for any other. */
final class JitLogicalNot {
  private JitLogicalNot() {}

  static Offer create(LogicalNot op, KernelRequest request, Target target) {
    byte[] table = new byte[ByteTable.SIZE];
    table[0] = 1;
    return ByteTable.of(table, request, target);
  }
}
