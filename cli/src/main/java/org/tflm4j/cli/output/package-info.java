/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What the commands print: tensors, models and tables. Imports {@code interpreter} and {@code api}.
 */
package org.tflm4j.cli.output;
