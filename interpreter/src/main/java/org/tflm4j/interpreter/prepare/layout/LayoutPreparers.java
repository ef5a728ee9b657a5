/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** Registers the preparers of operators that move elements without computing. */
public final class LayoutPreparers {
  private LayoutPreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
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
    table.builtin(BuiltinOperator.MIRROR_PAD, PrepareMirrorPad::prepare);
    table.builtin(BuiltinOperator.SHAPE, PrepareShapeOf::prepare);
    table.builtin(BuiltinOperator.FILL, PrepareFill::prepare);
    table.builtin(BuiltinOperator.SLICE, PrepareSlice::slice);
    table.builtin(BuiltinOperator.DYNAMIC_UPDATE_SLICE, PrepareSlice::dynamicUpdateSlice);
    table.builtin(BuiltinOperator.REVERSE_V2, PrepareReverseV2::prepare);
    table.builtin(BuiltinOperator.SPACE_TO_BATCH_ND, PrepareSpaceBatch::spaceToBatch);
    table.builtin(BuiltinOperator.BATCH_TO_SPACE_ND, PrepareSpaceBatch::batchToSpace);
  }
}
