/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The kit that tests every kernel provider: it runs cases and compares the outputs with the real
 * TFLM's. Imports {@code interpreter} and {@code api}.
 */
package org.tflm4j.conformance;
