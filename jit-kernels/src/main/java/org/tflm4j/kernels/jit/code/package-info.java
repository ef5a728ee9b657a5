/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Code that can run: executable memory, calls into it, what the processor can do, listings. Imports
 * {@code asm}.
 */
package org.tflm4j.kernels.jit.code;
