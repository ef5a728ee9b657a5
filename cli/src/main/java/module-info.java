/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** The commands of {@code ./tflm4j}. */
module org.tflm4j.cli {
  requires org.tflm4j.conformance;
  requires org.tflm4j.examples;
  requires org.tflm4j.interpreter;
  requires org.tflm4j.training;
  requires java.desktop;
  requires java.management;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires me.tongfei.progressbar;

  opens org.tflm4j.cli to
      info.picocli;
  opens org.tflm4j.cli.analysis to
      com.fasterxml.jackson.databind;
}
