/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import org.tflm4j.interpreter.prepare.arithmetic.ArithmeticPreparers;
import org.tflm4j.interpreter.prepare.control.ControlPreparers;
import org.tflm4j.interpreter.prepare.convolution.ConvolutionPreparers;
import org.tflm4j.interpreter.prepare.custom.CustomPreparers;
import org.tflm4j.interpreter.prepare.dense.DensePreparers;
import org.tflm4j.interpreter.prepare.elementwise.ElementwisePreparers;
import org.tflm4j.interpreter.prepare.gather.GatherPreparers;
import org.tflm4j.interpreter.prepare.layout.LayoutPreparers;
import org.tflm4j.interpreter.prepare.recurrent.RecurrentPreparers;
import org.tflm4j.interpreter.prepare.reduction.ReductionPreparers;
import org.tflm4j.interpreter.prepare.signal.SignalPreparers;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** The preparers of all families of operators, builtin and custom. */
final class OperatorFamilies {
  private static final PreparerTable PREPARERS = new PreparerTable();

  static {
    ConvolutionPreparers.register(PREPARERS);
    DensePreparers.register(PREPARERS);
    ElementwisePreparers.register(PREPARERS);
    ArithmeticPreparers.register(PREPARERS);
    ReductionPreparers.register(PREPARERS);
    GatherPreparers.register(PREPARERS);
    LayoutPreparers.register(PREPARERS);
    RecurrentPreparers.register(PREPARERS);
    SignalPreparers.register(PREPARERS);
    CustomPreparers.register(PREPARERS);
    ControlPreparers.register(PREPARERS);
  }

  private OperatorFamilies() {}

  /** Returns who prepares which operator; not to be changed. */
  static PreparerTable preparers() {
    return PREPARERS;
  }
}
