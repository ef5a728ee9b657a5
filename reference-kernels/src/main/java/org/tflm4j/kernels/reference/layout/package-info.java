/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Scalar kernels of operators that move elements without computing. Imports {@code api} and {@code
 * support}, no other family.
 */
package org.tflm4j.kernels.reference.layout;
