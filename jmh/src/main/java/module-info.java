/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Benchmarks. */
module org.tflm4j.jmh {
  requires org.tflm4j.interpreter;
  requires jmh.core;
}
