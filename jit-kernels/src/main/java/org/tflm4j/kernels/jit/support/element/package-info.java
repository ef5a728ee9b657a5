/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The frame of all code that works on elements, of one input or of two that broadcast against each
 * other: {@link org.tflm4j.kernels.jit.support.element.ElementCode}.
 */
package org.tflm4j.kernels.jit.support.element;
