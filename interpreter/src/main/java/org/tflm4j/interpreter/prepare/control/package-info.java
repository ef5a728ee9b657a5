/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Prepares control flow and resource variables, which the interpreter runs itself. Imports {@code
 * prepare} and {@code prepare.support}, no family.
 */
package org.tflm4j.interpreter.prepare.control;
