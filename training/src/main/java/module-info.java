/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** The models of the demo and the examples, and what draws, trains and quantizes them. */
module org.tflm4j.training {
  requires org.tflm4j.conformance;
  requires transitive org.tflm4j.interpreter;

  exports org.tflm4j.training.digits;
  exports org.tflm4j.training.sine;
}
