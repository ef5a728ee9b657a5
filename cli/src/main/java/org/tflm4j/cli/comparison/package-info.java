/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Comparing kernel providers tensor by tensor. Imports {@code interpreter}, {@code cli.input} and
 * {@code cli.output}.
 */
package org.tflm4j.cli.comparison;
