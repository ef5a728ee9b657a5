/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Prepares fully connected layers and matrix products. Imports {@code prepare} and {@code
 * prepare.support}, no other family.
 */
package org.tflm4j.interpreter.prepare.dense;
