/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Float formulas that give TFLM's fixed-point requantization bit for bit, proven while a model is
 * prepared. No machine code here: emitters read the tables. Imports {@code api} only.
 *
 * <p>Requantization is a monotone step function of the accumulator, and so is its float formula
 * (conversion, fused multiply-add and rounding are all monotone). Two monotone step functions are
 * equal where they agree on both sides of every step: at most 255 steps for INT8.
 */
package org.tflm4j.kernels.jit.requantization;
