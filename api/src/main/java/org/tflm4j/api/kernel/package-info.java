/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Kernels and what they see while they run. Imports {@code api.tensor}. */
package org.tflm4j.api.kernel;
