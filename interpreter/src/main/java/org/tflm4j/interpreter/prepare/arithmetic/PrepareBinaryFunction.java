/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.BinaryFunction;
import org.tflm4j.api.op.BinaryFunction.Kind;
import org.tflm4j.api.op.Op;
import org.tflm4j.interpreter.prepare.OpPreparer;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares MAXIMUM, MINIMUM, FLOOR_DIV, FLOOR_MOD, LOGICAL_AND and LOGICAL_OR. Mirrors {@code
 * micro/kernels/maximum_minimum.cc}, {@code floor_div.cc}, {@code floor_mod.cc} and {@code
 * logical_common.cc}.
 */
final class PrepareBinaryFunction {
  private PrepareBinaryFunction() {}

  static OpPreparer of(Kind kind) {
    return context -> prepare(kind, context);
  }

  private static Op prepare(Kind kind, PrepareContext context) {
    BinaryTensors tensors = BinaryTensors.of(context);
    switch (kind) {
      case MAXIMUM, MINIMUM -> tensors.requireOneType(context, FLOAT32, INT8, INT16, INT32, INT64);
      case FLOOR_DIV, FLOOR_MOD -> tensors.requireOneType(context, FLOAT32);
      case LOGICAL_AND, LOGICAL_OR -> tensors.requireOneType(context, BOOL);
    }
    return new BinaryFunction(kind, tensors.broadcast(context));
  }
}
