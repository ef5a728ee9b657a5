/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.model;

import java.util.List;
import org.tflm4j.interpreter.model.ModelProblem.Kind;

/**
 * A model that cannot be run: broken bytes, or a graph that the operators refuse. The message
 * names the table or operator, the tensor and the values, one line for each problem found.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 2;

  private final transient List<ModelProblem> details;

  /** Creates an exception for a broken file. */
  public ModelException(String problem) {
    this(List.of(ModelProblem.of(Kind.FILE, problem)));
  }

  /** Creates an exception for a broken file, with its cause. */
  public ModelException(String problem, Throwable cause) {
    this(ModelProblem.of(Kind.FILE, problem), cause);
  }

  /** Creates an exception for one problem. */
  public ModelException(ModelProblem problem) {
    this(List.of(problem));
  }

  /** Creates an exception for one problem with its cause. */
  public ModelException(ModelProblem problem, Throwable cause) {
    super(problem.toString(), cause);
    this.details = List.of(problem);
  }

  /** Creates an exception for all problems found, at least one. */
  public ModelException(List<ModelProblem> problems) {
    super(message(problems));
    this.details = List.copyOf(problems);
  }

  private static String message(List<ModelProblem> problems) {
    return problems.size() == 1
        ? problems.getFirst().toString()
        : problems.size()
            + " problems:\n  "
            + String.join("\n  ", problems.stream().map(ModelProblem::toString).toList());
  }

  /** Returns every problem that was found, in words. */
  public List<String> problems() {
    return details().stream().map(ModelProblem::toString).toList();
  }

  /** Returns every problem that was found. */
  public List<ModelProblem> details() {
    return details == null ? List.of(ModelProblem.of(Kind.FILE, getMessage())) : details;
  }
}
