/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Scalar kernels of reductions, ARG_MAX and ARG_MIN, cumulative sums. Imports {@code api} and
 * {@code support}, no other family.
 */
package org.tflm4j.kernels.reference.reduction;
