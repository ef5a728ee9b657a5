/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Products of rows and a filter, which dense layers and recurrent networks share. Imports {@code
 * support}, no family.
 */
package org.tflm4j.kernels.vector.support.product;
