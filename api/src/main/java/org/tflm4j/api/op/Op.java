/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * A prepared operator: immutable, checked, with everything worked out that a kernel needs beside
 * its tensors. Each operator, or family of operators with the same parameters, has a record of its
 * own.
 */
public interface Op {
  /** Returns the operator's name in the format, for example {@code CONV_2D}. */
  String name();
}
