/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * TFLM's Prepare, once for all providers: what checks an operator's shapes, types and options and
 * makes its record. This package has what every preparer sees, also one of an application's own
 * operator; the preparers themselves stand by family in the packages below, which nobody but the
 * interpreter imports. Imports {@code api}, {@code schema}.
 */
package org.tflm4j.interpreter.prepare;
