/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The interface of kernel providers, found by {@link java.util.ServiceLoader}. Imports the rest of
 * {@code api}.
 */
package org.tflm4j.api.spi;
