/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Small programs to run and to learn from. */
module org.tflm4j.examples {
  requires org.tflm4j.interpreter;
  requires org.tflm4j.training;
  requires java.desktop;

  exports org.tflm4j.examples;
}
