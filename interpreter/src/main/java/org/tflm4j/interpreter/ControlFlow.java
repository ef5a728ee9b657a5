/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.ControlFlowOp;
import org.tflm4j.interpreter.prepare.ControlFlowOp.AssignVariable;
import org.tflm4j.interpreter.prepare.ControlFlowOp.CallOnce;
import org.tflm4j.interpreter.prepare.ControlFlowOp.If;
import org.tflm4j.interpreter.prepare.ControlFlowOp.ReadVariable;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;
import org.tflm4j.interpreter.prepare.ControlFlowOp.While;
import org.tflm4j.interpreter.schema.ModelException;
import org.tflm4j.interpreter.schema.ModelProblem;
import org.tflm4j.interpreter.schema.ModelProblem.Kind;
import org.tflm4j.interpreter.schema.OperatorNode;

/**
 * The kernels that are the interpreter's own business and no provider's: control flow over
 * subgraphs and resource variables. They belong to one interpreter, unlike all others. Values go in
 * and out of a subgraph as copies, as in TFLM; an operator that ends the invocation early inside a
 * subgraph ends the whole invocation.
 */
final class ControlFlow {
  private final ResourceVariables variables = new ResourceVariables();
  private final long maxLoopIterations;
  private final int maxNesting;

  /** Resource variable of each handle that a VAR_HANDLE writes, by subgraph and tensor. */
  private final Map<Long, Integer> handles = new HashMap<>();

  private final List<PendingRead> reads = new ArrayList<>();
  private SubgraphRunner[] runners;
  private Tensor[][] subgraphInputs;
  private Tensor[][] subgraphOutputs;
  private long iterationsLeft;

  /** A read of a variable whose size may become known only later. */
  private record PendingRead(OperatorNode node, int id, TensorSpec output) {}

  /**
   * Creates the control flow of one interpreter.
   *
   * @param maxLoopIterations iterations that all WHILE loops of one invocation may take together
   * @param maxNesting subgraphs that may be open at a time, the main one included
   */
  ControlFlow(long maxLoopIterations, int maxNesting) {
    this.maxLoopIterations = maxLoopIterations;
    this.maxNesting = maxNesting;
  }

  /** Returns how many subgraphs may be open at a time. */
  int maxNesting() {
    return maxNesting;
  }

  /**
   * Returns the kernel of an operator; called in the order of subgraphs and operators.
   *
   * @throws ModelException if the operator does not fit a resource variable
   */
  Kernel kernel(OperatorNode node, ControlFlowOp op, KernelRequest request) {
    return switch (op) {
      case If branches -> context -> branch(branches, context);
      case While loop -> context -> loop(loop, context);
      case CallOnce(int subgraph) -> new OneCall(subgraph);
      case VarHandle handle -> {
        int id = variables.id(handle);
        handles.put(key(node, request.output(0)), id);
        yield context -> context.output(0).setInt32At(0, id);
      }
      case ReadVariable read -> {
        Integer id = knownVariable(node, request.input(0));
        if (id != null) {
          reads.add(new PendingRead(node, id, request.output(0)));
        }
        yield context -> variables.read(context.input(0).int32At(0), context.output(0));
      }
      case AssignVariable assign -> {
        Integer id = knownVariable(node, request.input(0));
        if (id != null) {
          failIfRefused(node, variables.allocate(id, request.input(1)));
        }
        yield context -> variables.assign(context.input(0).int32At(0), context.input(1));
      }
    };
  }

  private static long key(OperatorNode node, TensorSpec tensor) {
    return ((long) node.subgraph() << 32) | tensor.index();
  }

  /** Returns the variable behind a handle, null where it comes from another subgraph. */
  private Integer knownVariable(OperatorNode node, TensorSpec handle) {
    return handle.isConstant()
        ? Integer.valueOf(
            LittleEndian.getInt(handle.constant().bytes(), handle.constant().offset()))
        : handles.get(key(node, handle));
  }

  private static void failIfRefused(OperatorNode node, String refusal) {
    if (refusal != null) {
      throw new ModelException(ModelProblem.of(Kind.OPERATOR, node, refusal));
    }
  }

  /** Checks what can be checked only when all operators are prepared; returns the problems. */
  List<ModelProblem> problems() {
    List<ModelProblem> problems = new ArrayList<>();
    for (PendingRead read : reads) {
      String refusal = variables.refusal(read.id(), read.output());
      if (refusal != null) {
        problems.add(ModelProblem.of(Kind.OPERATOR, read.node(), refusal));
      }
    }
    return problems;
  }

  ResourceVariables variables() {
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
        context.input(0).int8At(0) != 0 ? branches.thenSubgraph() : branches.elseSubgraph();
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

  /** Both have the same size, see {@link CallVerifier}. */
  private static void copy(Tensor from, Tensor to) {
    System.arraycopy(from.data(), from.offset(), to.data(), to.offset(), to.byteSize());
  }
}
