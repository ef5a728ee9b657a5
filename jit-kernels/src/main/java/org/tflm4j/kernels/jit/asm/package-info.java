/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * An assembler for x86-64 with AVX2, AVX-VNNI and AVX-512: {@link
 * org.tflm4j.kernels.jit.asm.Assembler}. Knows nothing of kernels and imports nothing but {@code
 * java.base}.
 */
package org.tflm4j.kernels.jit.asm;
