/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.sine;

import java.util.List;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/** A sine model on one kernel provider, fed with points of the period. */
public final class SineRun {
  private final Interpreter interpreter;

  /** Prepares the model on the first of the providers, with the others behind it. */
  public SineRun(Model model, List<KernelProvider> providers) {
    this.interpreter =
        Interpreter.builder(model, OpResolver.builder().addFullyConnected().build())
            .providers(providers)
            .build();
  }

  /** Returns point {@code index} of {@code count} that divide the period, both ends included. */
  public static float point(int index, int count) {
    return (float) (SineNetwork.PERIOD * index / (count - 1));
  }

  /** Returns the model's answers at {@code count} points of the period. */
  public float[] answers(int count) {
    Tensor input = interpreter.input(0);
    Tensor output = interpreter.output(0);
    float[] answers = new float[count];
    for (int i = 0; i < count; i++) {
      input.writeReal(point(i, count));
      interpreter.invoke();
      answers[i] = output.realAt(0);
    }
    return answers;
  }

  /** Returns the largest difference to the true sine. */
  public static double maxError(float[] answers) {
    double largest = 0;
    for (int i = 0; i < answers.length; i++) {
      largest = Math.max(largest, Math.abs(answers[i] - Math.sin(point(i, answers.length))));
    }
    return largest;
  }
}
