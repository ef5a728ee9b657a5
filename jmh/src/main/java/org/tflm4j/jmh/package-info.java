/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Benchmarks. Imports the interpreter and JMH; providers arrive through the ServiceLoader. */
package org.tflm4j.jmh;
