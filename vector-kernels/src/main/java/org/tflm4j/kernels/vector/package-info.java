/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Kernels on the Vector API, bit for bit equal to the reference kernels. Imports {@code api} and
 * {@code jdk.incubator.vector}; the provider class itself loads without the latter.
 */
package org.tflm4j.kernels.vector;
