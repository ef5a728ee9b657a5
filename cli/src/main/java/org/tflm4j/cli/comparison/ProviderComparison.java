/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.comparison;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.output.GraphTensors;
import org.tflm4j.interpreter.InvokeStatus;

/** Two providers, tensor by tensor in the order of execution. */
public final class ProviderComparison {
  private final ProviderRun baseline;
  private final ProviderRun other;
  private final List<TensorComparison> tensors;
  private String statusProblem;

  ProviderComparison(ProviderRun baseline, ProviderRun other, Tolerance tolerance) {
    this.baseline = baseline;
    this.other = other;
    this.tensors =
        GraphTensors.of(baseline.interpreter().model().subgraphs()).stream()
            .filter(entry -> hasElements(entry.in(baseline.interpreter())))
            .map(entry ->
                new TensorComparison(
                    entry,
                    entry.in(baseline.interpreter()),
                    entry.in(other.interpreter()),
                    tolerance))
            .toList();
  }

  private static boolean hasElements(Tensor tensor) {
    return tensor != null && tensor.byteSize() > 0;
  }

  void compare(int frame, InvokeStatus expected, InvokeStatus got) {
    if (expected != got && statusProblem == null) {
      statusProblem =
          "frame %d is %s on %s, %s on %s"
              .formatted(frame, expected, baseline.name(), got, other.name());
    }
    for (TensorComparison tensor : tensors) {
      tensor.compare(frame);
    }
  }

  public ProviderRun baseline() {
    return baseline;
  }

  public ProviderRun other() {
    return other;
  }

  /** Returns all tensors that were compared, in the order of execution. */
  public List<TensorComparison> tensors() {
    return tensors;
  }

  /**
   * Returns the tensor that was the first to differ: in the first frame with a difference, the
   * first one in the order of execution.
   */
  public Optional<TensorComparison> firstDifferent() {
    return tensors.stream()
        .filter(tensor -> !tensor.isEqual())
        .min(Comparator.comparingInt(tensor -> tensor.first().frame()));
  }

  /** Returns how the statuses of the invocations differ, null if they do not. */
  public String statusProblem() {
    return statusProblem;
  }

  /** Returns true if nothing differs. */
  public boolean isEqual() {
    return statusProblem == null
        && baseline.planProblem() == null
        && other.planProblem() == null
        && firstDifferent().isEmpty();
  }

  /**
   * Runs frames on all providers and compares each with the first.
   *
   * @param afterFrame called after each frame, to show the progress
   */
  public static List<ProviderComparison> run(
      List<ProviderRun> runs, int frames, Tolerance tolerance, Runnable afterFrame) {
    ProviderRun baseline = runs.getFirst();
    List<ProviderComparison> comparisons =
        runs.stream().skip(1).map(run -> new ProviderComparison(baseline, run, tolerance)).toList();
    for (int frame = 0; frame < frames; frame++) {
      InvokeStatus expected = baseline.run(frame);
      for (ProviderComparison comparison : comparisons) {
        comparison.compare(frame, expected, comparison.other.run(frame));
      }
      afterFrame.run();
    }
    return comparisons;
  }
}
