/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Checks and scales that several families of operators share. Imports {@code prepare}, no family.
 */
package org.tflm4j.interpreter.prepare.support;
