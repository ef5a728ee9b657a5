/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Kernels on the Vector API, bit for bit equal to the reference kernels. Imports {@code api},
 * {@code jdk.incubator.vector} and {@code jdk.management}; the provider class itself loads without
 * the latter two.
 *
 * <p>HotSpot keeps vectors in registers only where it knows their class and inlines every call on
 * them. So species are constants, and floats are of one throughout; a vector that a loop carries is
 * an argument of the call that changes it, never its receiver ({@code w.fma(x, sum)}, {@code
 * product.add(sum)}); loops are small and stand in methods of their own, which neither take nor
 * return vectors, one-liners apart. Otherwise vectors become objects in some JVMs and not in
 * others, and kernels a hundred times slower. {@code AllocationTest} holds this.
 */
package org.tflm4j.kernels.vector;
