/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * One scalar kernel per operator, a mirror of TFLM's reference kernels in behaviour. The provider
 * asks the registrars of the families in the packages below. Imports {@code api} alone.
 */
package org.tflm4j.kernels.reference;
