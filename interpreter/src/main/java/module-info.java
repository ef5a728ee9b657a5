/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Model reader, resolver, memory planner and interpreter. */
module org.tflm4j.interpreter {
  requires transitive org.tflm4j.api;
  requires flatbuffers.java;
}
