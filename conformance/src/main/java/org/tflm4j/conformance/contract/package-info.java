/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The contract of a kernel provider as a test: seeded random operators, every kernel against the
 * reference kernel, bit for bit, with canaries around every buffer.
 */
package org.tflm4j.conformance.contract;
