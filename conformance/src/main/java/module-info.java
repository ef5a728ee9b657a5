/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** The contract test and the corpus that test every kernel provider. */
module org.tflm4j.conformance {
  requires transitive org.tflm4j.interpreter;
  requires transitive org.junit.jupiter.api;
  requires com.fasterxml.jackson.databind;
  requires flatbuffers.java;
  requires java.management; // processor time of threads
  requires jdk.management; // what threads allocate
  requires me.tongfei.progressbar;
  requires jdk.zipfs; // opens the packed corpus

  exports org.tflm4j.conformance;
  exports org.tflm4j.conformance.contract;
  exports org.tflm4j.conformance.model;
  exports org.tflm4j.conformance.mutation;
}
