/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** The page that shows the analysis of a model in a browser. Imports {@code cli.analysis}. */
package org.tflm4j.cli.html;
