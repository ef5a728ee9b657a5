/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Machine code of operators on two tensors that broadcast against each other. Imports {@code
 * support}, {@code requantization}, {@code asm} and {@code code}, no other family.
 */
package org.tflm4j.kernels.jit.arithmetic;
