/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Tensors: element types, shapes, quantization and typed access to their bytes. Imports java.base
 * only.
 */
package org.tflm4j.api.tensor;
