/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import org.tflm4j.kernels.vector.support.Epilogue;
import org.tflm4j.kernels.vector.support.WorkspaceLayout;

/**
 * Where the sums of a block of channels lie in the work space.
 *
 * @param floatsAt where a pass leaves its float sums
 * @param intsAt where passes are added up as ints, for each limb; the place of the floats if there
 *     is one pass and one limb
 * @param limbStep floats from the ints of a limb to those of the next
 */
record SumPlaces(int floatsAt, int intsAt, int limbStep) {
  /**
   * Reserves the places.
   *
   * @param floats of the sums of one pass
   */
  static SumPlaces reserve(WorkspaceLayout layout, int floats, int limbs, boolean onePass) {
    int floatsAt = layout.reserve(floats);
    int intsAt = limbs == 1 && onePass ? floatsAt : layout.reserve(limbs * floats);
    return new SumPlaces(floatsAt, intsAt, floats);
  }

  /** Returns where an epilogue finds the sums. */
  int finishedAt(Epilogue epilogue) {
    return epilogue.takesInts() ? intsAt : floatsAt;
  }
}
