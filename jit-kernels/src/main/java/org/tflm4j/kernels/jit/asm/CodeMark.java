/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * A name for a place in the code, for listings.
 *
 * @param offset bytes from the beginning of the code
 * @param name what begins there
 */
public record CodeMark(int offset, String name) {}
