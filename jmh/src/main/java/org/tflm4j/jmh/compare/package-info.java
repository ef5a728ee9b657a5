/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Measures engines side by side and makes a table and a chart of the results. Imports the
 * benchmarks, JMH, Jackson and picocli.
 */
package org.tflm4j.jmh.compare;
