/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What a model costs before it ships: operators, multiply-adds, weights, arena, times. The records
 * are the JSON of {@code tflm4j analyze}, their components in snake_case its names. Imports {@code
 * api}, {@code interpreter}, {@code cli.benchmark}, {@code cli.device} and {@code cli.input}.
 */
package org.tflm4j.cli.analysis;
