/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** The fixed-point arithmetic of TFLM, once, for every provider. Imports java.base only. */
package org.tflm4j.api.quantization;
