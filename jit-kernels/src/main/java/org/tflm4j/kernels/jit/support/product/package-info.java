/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Products of weights and pixels, which convolutions and dense layers share: how they walk over the
 * input, tiles of dot products, packed weights, requantization.
 */
package org.tflm4j.kernels.jit.support.product;
