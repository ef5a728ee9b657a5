/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The kit that every kernel provider is held against: cases with the outputs of the real TFLM, run
 * and compared. Imports {@code interpreter} and {@code api}.
 */
package org.tflm4j.conformance;
