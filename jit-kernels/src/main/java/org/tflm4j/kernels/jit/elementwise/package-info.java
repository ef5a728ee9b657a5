/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Machine code of activation functions and conversions of type. Imports {@code support}, {@code
 * asm} and {@code code}, no other family.
 */
package org.tflm4j.kernels.jit.elementwise;
