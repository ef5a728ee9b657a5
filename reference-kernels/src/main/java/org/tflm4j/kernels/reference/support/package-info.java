/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Dot products, requantization and the like, which several families share. Imports {@code api}, no
 * family.
 */
package org.tflm4j.kernels.reference.support;
