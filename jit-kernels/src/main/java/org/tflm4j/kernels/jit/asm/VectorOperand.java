/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** A vector register or memory. */
public sealed interface VectorOperand permits Vec, Address {}
