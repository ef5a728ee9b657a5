/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * A model that was prepared: its operators with their records, its tensors with their shapes, its
 * resource variables; and the kernels that an interpreter chose for it. What chooses them is {@code
 * selection}, which is not exported. Imports the root package for {@code Model} and {@code
 * OpResolver}, {@code model} and {@code prepare}.
 */
package org.tflm4j.interpreter.graph;
