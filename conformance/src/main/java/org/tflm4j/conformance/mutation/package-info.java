/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Broken versions of good models, and what an interpreter does with them. Imports the interpreter
 * and the model reader's field numbers, no kernel provider.
 */
package org.tflm4j.conformance.mutation;
