/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** The contract test and the corpus reader for kernel providers. */
package org.tflm4j.conformance;
