/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.schema;

import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;

/**
 * Which table of the union {@code BuiltinOptions} each builtin operator has. A table of another
 * type would be read as something that it is not.
 */
final class BuiltinOptions {
  /** Nothing is read of the operator's options, so any will do. */
  private static final int ANY = -1;

  private BuiltinOptions() {}

  /**
   * Checks the type of the options of an operator that has some.
   *
   * @throws ModelException if the operator has another type
   */
  static void requireFit(FlatTable table, BuiltinOperator operator, int type) {
    int expected = typeOf(operator);
    if (expected != ANY && type != expected) {
      throw new ModelException(
          table.name()
              + " "
              + operator
              + ": its options are of type "
              + type
              + ", must be of type "
              + expected);
    }
  }

  /** The codes are those of the schema's union. */
  private static int typeOf(BuiltinOperator operator) {
    return switch (operator) {
      case CONV_2D -> 1;
      case DEPTHWISE_CONV_2D -> 2;
      case AVERAGE_POOL_2D, MAX_POOL_2D, L2_POOL_2D -> 5;
      case SVDF -> 6;
      case FULLY_CONNECTED -> 8;
      case SOFTMAX -> 9;
      case CONCATENATION -> 10;
      case ADD -> 11;
      case L2_NORMALIZATION -> 12;
      case RESIZE_BILINEAR -> 15;
      case RESHAPE -> 17;
      case SPACE_TO_DEPTH -> 19;
      case MUL -> 21;
      case GATHER -> 23;
      case MEAN, SUM, REDUCE_MAX, REDUCE_MIN, REDUCE_ALL -> 27;
      case SUB -> 28;
      case DIV -> 29;
      case SQUEEZE -> 30;
      case STRIDED_SLICE -> 32;
      case SPLIT -> 35;
      case ARG_MAX -> 40;
      case TRANSPOSE_CONV -> 49;
      case ARG_MIN -> 57;
      case PACK -> 59;
      case UNPACK -> 64;
      case UNIDIRECTIONAL_SEQUENCE_LSTM -> 71;
      case RESIZE_NEAREST_NEIGHBOR -> 74;
      case LEAKY_RELU -> 75;
      case MIRROR_PAD -> 77;
      case SPLIT_V -> 79;
      case IF -> 92;
      case WHILE -> 93;
      case DEPTH_TO_SPACE -> 94;
      case BATCH_MATMUL -> 101;
      case CUMSUM -> 102;
      case CALL_ONCE -> 103;
      case VAR_HANDLE -> 111;
      default -> ANY;
    };
  }
}
