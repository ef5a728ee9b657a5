/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The provider of machine-code kernels. A family of operators has a package of its own with one
 * registrar, named in {@code JitKernels}; families use {@code support}, {@code code} and {@code
 * asm}, never each other.
 */
package org.tflm4j.kernels.jit;

