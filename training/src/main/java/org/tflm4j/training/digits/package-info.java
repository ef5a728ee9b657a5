/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Handwritten-like digits: their drawings, and the convolutional network that reads them. */
package org.tflm4j.training.digits;
