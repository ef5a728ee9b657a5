/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.PreparedOperator;
import org.tflm4j.interpreter.Profiler;

/**
 * One operator of a model, taken out of an invocation: its kernel, bound to the tensors of its
 * interpreter, and its inputs and outputs.
 */
final class CapturedOperator {
  private final int index;
  private PreparedOperator running;
  private PreparedOperator operator;
  private Kernel kernel;
  private KernelContext context;
  private List<byte[]> inputs;
  private List<byte[]> outputs;

  private CapturedOperator(int index) {
    this.index = index;
  }

  /**
   * Invokes a model on random inputs and captures an operator of its first subgraph.
   *
   * @throws IllegalArgumentException if there is no such operator, or no provider's kernel runs it
   */
  static CapturedOperator of(Model model, String provider, int index) {
    CapturedOperator captured = new CapturedOperator(index);
    Interpreter interpreter =
        Interpreter.builder(model, OpResolver.all())
            .providers(
                WrappingProvider.chain(
                    provider, kernel -> new WrappingProvider.Wrapped(kernel, captured::run)))
            .profiler(captured.new Place())
            .build();
    RandomInputs random = new RandomInputs();
    for (int i = 0; i < interpreter.inputCount(); i++) {
      interpreter.input(i).write(random.next(interpreter.input(i)));
    }
    interpreter.invoke();
    // Back to the first state of kernels; the values of the tensors are set by replay.
    interpreter.reset();
    if (captured.kernel == null) {
      throw new IllegalArgumentException(
          "operator %d is not one of the %d that the model runs on kernels of providers"
              .formatted(index, interpreter.operators(0).size()));
    }
    return captured;
  }

  /** Records which operator is running. */
  private final class Place implements Profiler {
    @Override
    public void beginOperator(PreparedOperator begun) {
      running = begun;
    }

    @Override
    public void endOperator(PreparedOperator ended) {}
  }

  private void run(Kernel runningKernel, KernelContext runningContext) {
    boolean wanted =
        kernel == null && running.node().subgraph() == 0 && running.node().index() == index;
    if (wanted) {
      operator = running;
      kernel = runningKernel;
      context = runningContext;
      inputs = inputs().stream().map(Tensor::toByteArray).toList();
    }
    runningKernel.eval(runningContext);
    if (wanted) {
      outputs = outputs().stream().map(Tensor::toByteArray).toList();
    }
  }

  /** Returns the inputs that are not constants. */
  private List<Tensor> inputs() {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < context.inputCount(); i++) {
      if (context.hasInput(i) && !context.input(i).spec().isConstant()) {
        tensors.add(context.input(i));
      }
    }
    return tensors;
  }

  private List<Tensor> outputs() {
    return IntStream.range(0, context.outputCount()).mapToObj(context::output).toList();
  }

  /** Runs the operator on the inputs of another capture of it; compares with its outputs. */
  Agreement replay(CapturedOperator expected) {
    List<Tensor> own = inputs();
    for (int i = 0; i < own.size(); i++) {
      own.get(i).write(expected.inputs.get(i));
    }
    eval();
    Agreement agreement = new Agreement();
    for (int i = 0; i < expected.outputs.size(); i++) {
      Tensor output = context.output(i);
      agreement.add(new Tensor(output.spec(), expected.outputs.get(i), 0), output.toByteArray());
    }
    return agreement;
  }

  /** Runs the kernel. */
  void eval() {
    kernel.eval(context);
  }

  /** Returns for example {@code CONV_2D INT8[1, 96, 96, 3] INT8[8, 3, 3, 3] by vector}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(operator.node().name());
    for (int i = 0; i < context.inputCount(); i++) {
      if (context.hasInput(i)) {
        text.append(' ').append(context.input(i).type()).append(context.input(i).shape());
      }
    }
    return text.append(" by ").append(operator.provider()).toString();
  }
}
