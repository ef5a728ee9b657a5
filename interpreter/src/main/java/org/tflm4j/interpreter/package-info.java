/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What an application uses: {@link org.tflm4j.interpreter.Model}, {@link
 * org.tflm4j.interpreter.OpResolver} and {@link org.tflm4j.interpreter.Interpreter}. Imports the
 * other packages of this module and {@code api}.
 */
package org.tflm4j.interpreter;
