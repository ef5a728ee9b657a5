/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

/**
 * A kernel's word that one of its outputs may lie over one of its inputs, which nobody needs
 * afterwards. The distances are in bytes, from the start of the output to the start of the input.
 *
 * <p>It holds while every other input, output and scratch buffer lies apart from both. A kernel
 * that reads an element after it wrote to its place must not give it: one whose last vector
 * overlaps the one before, for example, reads elements twice.
 *
 * @param output index of the output; a kernel of several operators counts the outputs of all of
 *     them, see {@link KernelContext#output}
 * @param input index of the input, counted likewise
 * @param minDistance the least distance that the kernel can do with
 * @param maxDistance the greatest distance that the kernel can do with
 */
public record InputOverlap(int output, int input, int minDistance, int maxDistance) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it is empty or an index negative
   */
  public InputOverlap {
    if (output < 0 || input < 0 || minDistance > maxDistance) {
      throw new IllegalArgumentException(
          "output "
              + output
              + ", input "
              + input
              + ", distances "
              + minDistance
              + " to "
              + maxDistance);
    }
  }

  /** Lets output 0 lie over an input. */
  public InputOverlap(int input, int minDistance, int maxDistance) {
    this(0, input, minDistance, maxDistance);
  }

  /**
   * Output 0 may begin exactly where the input does: every element is read before it is written.
   */
  public static InputOverlap inPlace(int input) {
    return new InputOverlap(input, 0, 0);
  }

  /**
   * The input may begin {@code distance} bytes behind the start of output 0, or more: the kernel
   * goes through both from front to back and its writes never catch up with its reads. Negative
   * where the writes fall back so far that the input may even begin in front of the output.
   *
   * @see OverlapSteps
   */
  public static InputOverlap behind(int input, int distance) {
    return new InputOverlap(input, distance, Integer.MAX_VALUE);
  }

  /** Returns the same word for another output. */
  public InputOverlap ofOutput(int other) {
    return new InputOverlap(other, input, minDistance, maxDistance);
  }
}
