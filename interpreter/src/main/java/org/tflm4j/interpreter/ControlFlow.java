/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.graph.PreparedModel;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.prepare.ControlFlowOp;
import org.tflm4j.interpreter.prepare.ControlFlowOp.AssignVariable;
import org.tflm4j.interpreter.prepare.ControlFlowOp.CallOnce;
import org.tflm4j.interpreter.prepare.ControlFlowOp.If;
import org.tflm4j.interpreter.prepare.ControlFlowOp.ReadVariable;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;
import org.tflm4j.interpreter.prepare.ControlFlowOp.While;

/**
 * The kernels that are the interpreter's own business and no provider's: control flow over
 * subgraphs and resource variables. They belong to one interpreter, unlike all others. Values go in
 * and out of a subgraph as copies, as in TFLM; an operator that ends the invocation early inside a
 * subgraph ends the whole invocation.
 */
final class ControlFlow {
  private final VariableMemory variables;
  private final PreparedModel prepared;
  private final long maxLoopIterations;
  private SubgraphRunner[] runners;
  private Tensor[][] subgraphInputs;
  private Tensor[][] subgraphOutputs;
  private long iterationsLeft;

  /**
   * Creates the control flow of one interpreter.
   *
   * @param maxLoopIterations iterations that all WHILE loops of one invocation may take together
   */
  ControlFlow(PreparedModel prepared, long maxLoopIterations) {
    this.prepared = prepared;
    this.variables = new VariableMemory(prepared.resourceVariables());
    this.maxLoopIterations = maxLoopIterations;
  }

  /** Returns the kernel of an operator. */
  Kernel kernel(PreparedOperator operator) {
    return switch ((ControlFlowOp) operator.op()) {
      case If branches -> context -> branch(branches, context);
      case While loop -> context -> loop(loop, context);
      case CallOnce(int subgraph) -> new OneCall(subgraph);
      case VarHandle handle -> {
        int id = prepared.resourceVariable(handle);
        yield prepared.keepsHandle(operator)
            ? new ConstantHandle(id)
            : context -> context.output(VarHandle.HANDLE).setInt32At(0, id);
      }
      case ReadVariable read ->
          context ->
              variables.read(
                  context.input(ReadVariable.HANDLE).int32At(0),
                  context.output(ReadVariable.VALUE));
      case AssignVariable assign ->
          context ->
              variables.assign(
                  context.input(AssignVariable.HANDLE).int32At(0),
                  context.input(AssignVariable.VALUE));
    };
  }

  VariableMemory variables() {
    return variables;
  }

  /**
   * Connects the kernels with the subgraphs.
   *
   * @param inputs tensors of the inputs of every subgraph
   * @param outputs tensors of the outputs of every subgraph
   */
  void bind(SubgraphRunner[] subgraphRunners, Tensor[][] inputs, Tensor[][] outputs) {
    runners = subgraphRunners;
    subgraphInputs = inputs;
    subgraphOutputs = outputs;
  }

  /** To be called before every invocation. */
  void start() {
    iterationsLeft = maxLoopIterations;
  }

  private void branch(If branches, KernelContext context) {
    int subgraph =
        context.input(If.CONDITION).int8At(0) != 0
            ? branches.thenSubgraph()
            : branches.elseSubgraph();
    Tensor[] inputs = subgraphInputs[subgraph];
    for (int i = 0; i < inputs.length; i++) {
      copy(context.input(i + 1), inputs[i]);
    }
    if (!runners[subgraph].run()) {
      context.abortInvocation();
      return;
    }
    copyOutputs(subgraph, context);
  }

  private void loop(While loop, KernelContext context) {
    int condition = loop.condSubgraph();
    int body = loop.bodySubgraph();
    for (int i = 0; i < context.inputCount(); i++) {
      copy(context.input(i), context.output(i));
    }
    while (true) {
      copyOutputsTo(condition, context);
      if (!runners[condition].run()) {
        context.abortInvocation();
        return;
      }
      if (subgraphOutputs[condition][0].int8At(0) == 0) {
        return;
      }
      if (--iterationsLeft < 0) {
        throw new KernelException(
            "the loops of this invocation take more than "
                + maxLoopIterations
                + " iterations; if that is right, raise Interpreter.Builder.maxLoopIterations");
      }
      copyOutputsTo(body, context);
      if (!runners[body].run()) {
        context.abortInvocation();
        return;
      }
      copyOutputs(body, context);
    }
  }

  /**
   * Writes a handle that never changes where it stays, so there is nothing to run.
   *
   * @param id the handle
   */
  private record ConstantHandle(int id) implements Kernel {
    @Override
    public void initialize(KernelContext context) {
      context.output(VarHandle.HANDLE).setInt32At(0, id);
    }

    @Override
    public void eval(KernelContext context) {}
  }

  /** Returns true if running a kernel does nothing. */
  static boolean isIdle(Kernel kernel) {
    return kernel instanceof ConstantHandle;
  }

  /** Runs a subgraph in the first invocation, and never again. */
  private final class OneCall implements Kernel {
    private final int subgraph;
    private boolean hasRun;

    private OneCall(int subgraph) {
      this.subgraph = subgraph;
    }

    @Override
    public void eval(KernelContext context) {
      if (hasRun) {
        return;
      }
      if (runners[subgraph].run()) {
        hasRun = true;
      } else {
        context.abortInvocation();
      }
    }
  }

  private void copyOutputsTo(int subgraph, KernelContext context) {
    Tensor[] inputs = subgraphInputs[subgraph];
    for (int i = 0; i < inputs.length; i++) {
      copy(context.output(i), inputs[i]);
    }
  }

  private void copyOutputs(int subgraph, KernelContext context) {
    Tensor[] outputs = subgraphOutputs[subgraph];
    for (int i = 0; i < outputs.length; i++) {
      copy(outputs[i], context.output(i));
    }
  }

  /** Both have the same size: this was checked when the model was prepared. */
  private static void copy(Tensor from, Tensor to) {
    System.arraycopy(from.data(), from.offset(), to.data(), to.offset(), to.byteSize());
  }
}
