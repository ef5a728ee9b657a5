/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.convolution;

import org.tflm4j.api.op.Pool2D;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** Registers the preparers of convolution and pooling. */
public final class ConvolutionPreparers {
  private ConvolutionPreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    table.builtin(BuiltinOperator.CONV_2D, PrepareConv2D::prepare);
    table.builtin(BuiltinOperator.DEPTHWISE_CONV_2D, PrepareDepthwiseConv2D::prepare);
    table.builtin(BuiltinOperator.TRANSPOSE_CONV, PrepareTransposeConv::prepare);
    table.builtin(BuiltinOperator.AVERAGE_POOL_2D, PreparePool2D.of(Pool2D.Kind.AVERAGE));
    table.builtin(BuiltinOperator.MAX_POOL_2D, PreparePool2D.of(Pool2D.Kind.MAX));
    table.builtin(BuiltinOperator.L2_POOL_2D, PreparePool2D.of(Pool2D.Kind.L2));
  }
}
