/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Benchmarks. */
module org.tflm4j.jmh {
  requires org.tflm4j.interpreter;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires jmh.core;

  uses org.tflm4j.jmh.Engine;

  opens org.tflm4j.jmh.compare to
      info.picocli;
}
