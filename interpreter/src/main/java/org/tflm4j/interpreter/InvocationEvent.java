/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One invocation of a model, for Flight Recorder. */
@Name("org.tflm4j.Invocation")
@Label("Invocation")
@Category("TFLM4J")
@Description("One invocation of a model")
@StackTrace(false)
final class InvocationEvent extends Event {
  @Label("Model")
  @Description("The description in the model's file")
  String model;

  @Label("Model Size")
  @DataAmount
  long modelSize;

  @Label("Status")
  @Description("COMPLETED, ABORTED where an operator ended it early on purpose, or FAILED")
  String status;
}
