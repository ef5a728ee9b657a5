/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * One immutable record per operator (or family of operators): everything that preparing works out.
 * Imports {@code api.tensor} and {@code api.quantization}.
 */
package org.tflm4j.api.op;
