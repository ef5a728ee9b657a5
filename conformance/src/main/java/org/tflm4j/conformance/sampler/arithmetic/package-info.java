/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Samplers of arithmetic on two tensors. Imports {@code conformance.sampler} and {@code
 * conformance.model}.
 */
package org.tflm4j.conformance.sampler.arithmetic;
