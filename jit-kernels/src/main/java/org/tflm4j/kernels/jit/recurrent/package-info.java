/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Machine code of operators that keep a state. Imports {@code support}, {@code asm} and {@code
 * code}, no other family.
 */
package org.tflm4j.kernels.jit.recurrent;
