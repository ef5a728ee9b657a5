/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Kernels on the Vector API of two tensors with broadcasting: arithmetic, comparison, logic,
 * selection. Imports {@code api} and {@code support}, no other family.
 */
package org.tflm4j.kernels.vector.arithmetic;
