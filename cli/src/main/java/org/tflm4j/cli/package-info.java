/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** The commands of {@code ./tflm4j}. Nobody imports this package. */
package org.tflm4j.cli;
