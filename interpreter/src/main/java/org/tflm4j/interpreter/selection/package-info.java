/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Chooses the kernels of a prepared model and remembers them for all interpreters of the model. A
 * provider is not trusted: what fails, takes too much or claims too much counts as declined. Not
 * exported. Imports {@code graph}, {@code prepare}, {@code model}, {@code memory}.
 */
package org.tflm4j.interpreter.selection;
