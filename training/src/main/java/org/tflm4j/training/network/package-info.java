/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** A small trainer for convolutional networks, and their quantization to int8. */
package org.tflm4j.training.network;
