/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Small programs that each show one thing that people do with a model. */
package org.tflm4j.examples;
