/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The bundled sine network and its maker: training, quantization and writing as {@code .tflite}.
 * Imports {@code conformance} for the model builder.
 */
package org.tflm4j.training.sine;
