/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Prepares single elements: unary functions, activations, softmax and normalization, conversions of
 * type. Imports {@code prepare} and {@code prepare.support}, no other family.
 */
package org.tflm4j.interpreter.prepare.elementwise;
