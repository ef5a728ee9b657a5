/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.reduction;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * What a reduction does with vectors. A record of everything that its instructions depend on. It
 * may use all vectors, k1 and k3 to k7.
 */
interface ReductionWork {
  /** Returns the bytes of an element of input and output. */
  int elementBytes();

  /** Returns the elements of a vector. */
  int lanes();

  /**
   * Emits what is loaded once. May use rax.
   *
   * @param constant points to the constant of the program; stays as it is
   * @param keepsRun true if every element has a result of its own, see {@link ReductionWalk}
   */
  void prepare(VectorCode vectors, Gp64 constant, boolean keepsRun);

  /** Emits the start of a reduction. */
  void start(VectorCode vectors);

  /**
   * Emits the reduction of a vector of inputs.
   *
   * @param tail the elements that there are; null if there are all
   */
  void tap(VectorCode vectors, Address from, Mask tail, boolean keepsRun);

  /** Emits the reduction of all elements of the vector to the first. */
  void fold(VectorCode vectors);

  /**
   * Emits the results and stores them.
   *
   * @param tail the elements that there are; null if there are all
   */
  void finish(VectorCode vectors, Gp64 constant, Address to, Mask tail, boolean keepsRun);
}
