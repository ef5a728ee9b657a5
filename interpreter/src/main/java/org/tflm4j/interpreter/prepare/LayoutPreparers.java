/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import org.tflm4j.interpreter.schema.BuiltinOperator;

/** Registers the preparers of operators that move elements without computing. */
final class LayoutPreparers {
  private LayoutPreparers() {}

  static void register(PreparerTable table) {
    table.builtin(BuiltinOperator.RESHAPE, PrepareReshape::reshape);
    table.builtin(BuiltinOperator.SQUEEZE, PrepareReshape::squeeze);
    table.builtin(BuiltinOperator.EXPAND_DIMS, PrepareReshape::expandDims);
    table.builtin(BuiltinOperator.TRANSPOSE, PrepareStridedCopy::transpose);
    table.builtin(BuiltinOperator.SPACE_TO_DEPTH, PrepareStridedCopy::spaceToDepth);
    table.builtin(BuiltinOperator.DEPTH_TO_SPACE, PrepareStridedCopy::depthToSpace);
    table.builtin(BuiltinOperator.STRIDED_SLICE, PrepareStridedSlice::prepare);
    table.builtin(BuiltinOperator.CONCATENATION, PrepareConcatenation::concatenation);
    table.builtin(BuiltinOperator.PACK, PrepareConcatenation::pack);
    table.builtin(BuiltinOperator.SPLIT, PrepareSplit::split);
    table.builtin(BuiltinOperator.SPLIT_V, PrepareSplit::splitV);
    table.builtin(BuiltinOperator.UNPACK, PrepareSplit::unpack);
    table.builtin(BuiltinOperator.PAD, PreparePad::pad);
    table.builtin(BuiltinOperator.PADV2, PreparePad::padV2);
  }
}
