/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The interpreter: model reader and verifier, op resolver, preparation, arena and memory planner,
 * provider selection.
 */
module org.tflm4j.interpreter {
  requires transitive org.tflm4j.api;
  requires flatbuffers.java;
  requires jdk.jfr;

  exports org.tflm4j.interpreter;
  exports org.tflm4j.interpreter.graph;
  exports org.tflm4j.interpreter.memory;
  exports org.tflm4j.interpreter.model;
  exports org.tflm4j.interpreter.prepare;

  uses org.tflm4j.api.spi.KernelProvider;
}
