/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** The interpreter. Imports the API, flatbuffers and the JDK, and no provider. */
package org.tflm4j.interpreter;
