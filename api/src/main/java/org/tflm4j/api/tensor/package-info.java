/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Tensors. Imports only java.base. */
package org.tflm4j.api.tensor;
