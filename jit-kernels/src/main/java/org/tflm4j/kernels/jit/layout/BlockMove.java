/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

/**
 * What the code of a move depends on.
 *
 * @param geometry the block; a fill reads one element and has the strides of the output on both
 *     sides
 * @param constant true if the source is a constant outside the arena
 * @param filledBytes 0 for a copy; otherwise the bytes of the element that fills the block: 1, 2, 4
 *     or 8
 */
record BlockMove(BlockGeometry geometry, boolean constant, int filledBytes) {}
