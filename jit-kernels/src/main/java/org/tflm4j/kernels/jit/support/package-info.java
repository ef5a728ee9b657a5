/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What the families of operators share. Imports {@code asm}, {@code code} and the {@code api}
 * module.
 */
package org.tflm4j.kernels.jit.support;

