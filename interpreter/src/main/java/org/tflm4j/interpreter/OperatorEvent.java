/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One run of an operator, for Flight Recorder. */
@Name("org.tflm4j.Operator")
@Label("Operator")
@Category("TFLM4J")
@Description("One run of an operator, the subgraphs that it calls included")
@StackTrace(false)
final class OperatorEvent extends Event {
  @Label("Subgraph")
  int subgraph;

  @Label("Index")
  @Description("Place of the operator in its subgraph")
  int index;

  @Label("Operator")
  String operator;

  @Label("Provider")
  @Description("The provider of the operator's kernel")
  String provider;
}
