/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Kernels on the Vector API of fully connected layers and matrix products. Imports {@code api} and
 * {@code support}, no other family.
 */
package org.tflm4j.kernels.vector.dense;
