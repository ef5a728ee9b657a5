/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Measures models: times of invocations and of operators, memory. Imports {@code interpreter},
 * {@code api} and the command line's input and output.
 */
package org.tflm4j.cli.benchmark;
