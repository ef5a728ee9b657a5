/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Lanes, functions on vectors and requantizers, which several families share. Imports {@code api},
 * no family.
 */
package org.tflm4j.kernels.vector.support;
