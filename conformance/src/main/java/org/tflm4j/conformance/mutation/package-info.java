/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Makes broken versions of good models and runs them. Imports the interpreter and the model
 * reader's field numbers, no kernel provider.
 */
package org.tflm4j.conformance.mutation;
