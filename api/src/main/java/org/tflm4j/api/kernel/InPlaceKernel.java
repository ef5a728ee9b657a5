/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

import java.util.List;

/**
 * A kernel whose output 0 may lie exactly over input 0: it reads every element of the input before
 * it writes to its place. Elements of the output are no wider than those of the input.
 */
@FunctionalInterface
public interface InPlaceKernel extends Kernel {
  @Override
  default List<InputOverlap> overlaps() {
    return List.of(InputOverlap.inPlace(0));
  }
}
