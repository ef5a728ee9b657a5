/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.mutation;

/**
 * A place in the bytes of a model whose value has a meaning.
 *
 * @param position offset in the file
 * @param meaning what the value is
 * @param limit number of things that an {@link Meaning#INDEX} chooses from; 0 for other meanings
 */
record ValueSite(int position, Meaning meaning, int limit) {
  /** The kind of a value, which decides what replaces it. */
  enum Meaning {
    /** An int32 that chooses a tensor, buffer, subgraph or operator code. */
    INDEX(4),
    /** An int32 dimension of a tensor. */
    DIMENSION(4),
    /** An int32 of an operator's options, or of a constant input: an axis, a size, a position. */
    INT32(4),
    /** The number of elements of a vector. */
    LENGTH(4),
    /** An enumeration, a flag or a byte of custom options. */
    BYTE(1),
    /** A scale of a quantization. */
    SCALE(4),
    /** A zero point of a quantization. */
    INT64(8),
    /** Where a table has one of its fields; 0 takes the field away. */
    FIELD(2),
    /** A reference to a table, relative to its own place. */
    REFERENCE(4);

    private final int bytes;

    Meaning(int bytes) {
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }
  }
}
