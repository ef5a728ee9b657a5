/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Vector API kernels. Imports only the API and the JDK. */
package org.tflm4j.kernels.vector;
