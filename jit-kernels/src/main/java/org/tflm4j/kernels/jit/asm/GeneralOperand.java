/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** A general register or memory. */
public sealed interface GeneralOperand permits Gp64, Address {}
