/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * TFLM's Prepare, once for all providers: one class per operator (family) that checks shapes, types
 * and options and makes the op record. Imports {@code api}, {@code schema}.
 */
package org.tflm4j.interpreter.prepare;
