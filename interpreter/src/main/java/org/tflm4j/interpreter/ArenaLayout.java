/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.graph.PreparedModel;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.memory.BufferRequest;
import org.tflm4j.interpreter.memory.Lifetimes;
import org.tflm4j.interpreter.memory.MemoryPlan;
import org.tflm4j.interpreter.memory.MemoryPlanner;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;
import org.tflm4j.interpreter.selection.KernelSelection;

/**
 * Where everything lies in the arena. From the front: tensors and scratch, planned, reused over
 * their lifetimes. At the end: variables and persistent buffers of kernels. Offsets of the second
 * kind count from the start of the persistent part. Subgraphs that never run get no memory.
 */
final class ArenaLayout {
  /** The place of a tensor without memory: a constant, or one that is not used. */
  static final int NONE = -1;

  private final PreparedModel prepared;
  private final KernelSelection selection;
  private final boolean preserveAllTensors;
  private final Lifetimes lifetimes;
  private final List<BufferRequest> requests = new ArrayList<>();

  /** Index of the request of each tensor and scratch buffer, {@link #NONE} where it has none. */
  private final int[][] tensorRequests;

  private final int[][][] scratchRequests;
  private final int[][] variableOffsets;
  private final int[][][] persistentOffsets;
  private final int[] resourceOffsets;

  /** The resource variable in whose place each tensor of the first subgraph lies, or NONE. */
  private final int[] viewed;

  private final MemoryPlan plan;
  private final long nonPersistentBytes;
  private long persistentBytes;

  /**
   * Plans the arena.
   *
   * @param preserveAllTensors true if every tensor gets a place of its own
   * @param viewVariables true if values of resource variables may lie in the variables' places
   */
  ArenaLayout(
      PreparedModel prepared,
      KernelSelection selection,
      MemoryPlanner planner,
      boolean preserveAllTensors,
      boolean viewVariables) {
    this.prepared = prepared;
    this.selection = selection;
    this.preserveAllTensors = preserveAllTensors;
    this.lifetimes = Lifetimes.of(prepared.model().subgraphs(), selection);
    int subgraphs = prepared.model().subgraphs().size();
    tensorRequests = new int[subgraphs][];
    variableOffsets = new int[subgraphs][];
    scratchRequests = new int[subgraphs][][];
    persistentOffsets = new int[subgraphs][][];
    int[] demanded = OfflinePlan.offsets(prepared.model());
    int[] offline = preserveAllTensors ? null : demanded;
    viewed =
        preserveAllTensors || !viewVariables || offline != null
            ? never(prepared.tensors(0).size())
            : VariableViews.of(prepared, lifetimes);
    requestTensors(offline);
    for (int subgraph = 0; subgraph < subgraphs; subgraph++) {
      if (lifetimes.runs(subgraph)) {
        requestKernelMemory(subgraph);
        allowOverlaps(subgraph);
      }
    }
    resourceOffsets =
        prepared.resourceVariables().stream()
            .mapToInt(variable -> persistent(Math.max(variable.bytes(), 0)))
            .toArray();
    placeVariables();
    plan = planner.plan(requests);
    nonPersistentBytes = verifiedSize();
    if (persistentBytes > Integer.MAX_VALUE) {
      throw new ModelException(
          ModelProblem.of(
              ModelProblem.Kind.SIZE,
              "the persistent buffers take " + persistentBytes + " bytes, more than 2^31 - 1"));
    }
  }

  /** Returns the end of the planned part; a planner of the caller's own is not trusted blindly. */
  private long verifiedSize() {
    if (plan.offsets().size() != requests.size()) {
      throw new IllegalStateException(
          "the memory planner placed "
              + plan.offsets().size()
              + " buffers, was asked for "
              + requests.size());
    }
    long size = 0;
    for (int i = 0; i < requests.size(); i++) {
      int offset = plan.offsets().get(i);
      if (offset < 0) {
        throw new IllegalStateException(
            "the memory planner placed " + requests.get(i).label() + " at offset " + offset);
      }
      size = Math.max(size, (long) offset + requests.get(i).bytes());
    }
    return MemoryPlanner.align(size);
  }

  /**
   * Handles of resource variables never change, so they lie with the persistent buffers, as in
   * TFLM.
   */
  private boolean[] handles(int subgraph, int tensorCount) {
    boolean[] handles = new boolean[tensorCount];
    for (PreparedOperator operator : prepared.operators(subgraph)) {
      if (operator.op() instanceof VarHandle) {
        handles[operator.outputs().getFirst().index()] = true;
      }
    }
    return handles;
  }

  private static int[] never(int tensors) {
    int[] none = new int[tensors];
    Arrays.fill(none, NONE);
    return none;
  }

  private void requestTensors(int[] offline) {
    int offlineIndex = 0;
    for (int subgraph = 0; subgraph < tensorRequests.length; subgraph++) {
      List<TensorSpec> tensors = prepared.tensors(subgraph);
      boolean[] handles = handles(subgraph, tensors.size());
      int operands = prepared.operands(subgraph).size();
      tensorRequests[subgraph] = new int[operands];
      variableOffsets[subgraph] = new int[operands];
      Arrays.fill(tensorRequests[subgraph], NONE);
      Arrays.fill(variableOffsets[subgraph], NONE);
      for (TensorSpec tensor : tensors) {
        int demanded = offline == null ? BufferRequest.ONLINE : offline[offlineIndex++];
        boolean used =
            lifetimes.tensorFirst(subgraph, tensor.index()) != Lifetimes.NEVER
                || tensor.isVariable();
        if (!lifetimes.runs(subgraph)
            || tensor.isConstant()
            || tensor.byteSize() == 0
            || !used
            || isView(subgraph, tensor.index())) {
          continue;
        }
        if (handles[tensor.index()] || (tensor.isVariable() && demanded == BufferRequest.ONLINE)) {
          variableOffsets[subgraph][tensor.index()] = persistent(tensor.byteSize());
        } else {
          tensorRequests[subgraph][tensor.index()] = request(subgraph, tensor, demanded);
        }
      }
    }
  }

  /**
   * Operators that copy resource variables find them behind the tensors of their subgraph; some
   * values lie in the places of variables.
   */
  private void placeVariables() {
    for (int tensor = 0; tensor < viewed.length; tensor++) {
      if (viewed[tensor] != NONE) {
        variableOffsets[0][tensor] = resourceOffsets[viewed[tensor]];
      }
    }
    for (int subgraph = 0; subgraph < variableOffsets.length; subgraph++) {
      int operand = prepared.tensors(subgraph).size();
      for (int id : prepared.variableOperands(subgraph)) {
        variableOffsets[subgraph][operand++] = resourceOffsets[id];
      }
    }
  }

  /** Returns true if a tensor lies in the place of a resource variable. */
  boolean isView(int subgraph, int tensor) {
    return subgraph == 0 && viewed[tensor] != NONE;
  }

  private int request(int subgraph, TensorSpec tensor, int demandedOffset) {
    // A variable keeps its values from run to run, so nothing else may ever lie in its place.
    boolean kept = tensor.isVariable() || preserveAllTensors;
    int first = kept ? 0 : lifetimes.tensorFirst(subgraph, tensor.index());
    int last = kept ? Integer.MAX_VALUE : lifetimes.tensorLast(subgraph, tensor.index());
    return request(
        tensor.byteSize(),
        first,
        last,
        demandedOffset,
        tensor.name().isEmpty() ? tensor.toString() : tensor.name());
  }

  private int request(long bytes, int first, int last, int demandedOffset, String label) {
    long aligned = MemoryPlanner.align(bytes);
    if (aligned > Integer.MAX_VALUE) {
      throw new ModelException(
          ModelProblem.of(
              ModelProblem.Kind.SIZE,
              label + " takes " + bytes + " bytes, more than an arena can have"));
    }
    requests.add(new BufferRequest((int) aligned, first, last, demandedOffset, label));
    return requests.size() - 1;
  }

  private void requestKernelMemory(int subgraph) {
    List<ScheduledKernel> kernels = selection.kernels(subgraph);
    scratchRequests[subgraph] = new int[kernels.size()][];
    persistentOffsets[subgraph] = new int[kernels.size()][];
    for (int i = 0; i < kernels.size(); i++) {
      ScheduledKernel kernel = kernels.get(i);
      KernelMemory memory = kernel.memory();
      int first = lifetimes.operatorFirst(subgraph, kernel.node().index());
      int last = lifetimes.operatorLast(subgraph, kernel.operators().getLast().node().index());
      int[] scratch = new int[memory.scratchBytes().size()];
      for (int s = 0; s < scratch.length; s++) {
        scratch[s] =
            request(
                memory.scratchBytes().get(s),
                first,
                last,
                BufferRequest.ONLINE,
                "scratch " + s + " of " + kernel.label());
      }
      scratchRequests[subgraph][i] = scratch;
      persistentOffsets[subgraph][i] =
          memory.persistentBytes().stream().mapToInt(this::persistent).toArray();
    }
  }

  /** Lets outputs lie over inputs that nobody needs any more, where the kernels allow it. */
  private void allowOverlaps(int subgraph) {
    if (preserveAllTensors) {
      return;
    }
    for (ScheduledKernel kernel : selection.kernels(subgraph)) {
      if (kernel.overlaps().isEmpty()) {
        continue;
      }
      int first = 0;
      int firstInput = 0;
      int firstOutput = 0;
      for (int count : kernel.steps()) {
        List<PreparedOperator> step = kernel.operators().subList(first, first + count);
        allowOverlaps(subgraph, step, kernel.overlaps(), firstInput, firstOutput);
        for (PreparedOperator operator : step) {
          firstInput += operator.inputs().size();
          firstOutput += operator.outputs().size();
        }
        first += count;
      }
    }
  }

  /**
   * Lets outputs of a step lie over its inputs.
   *
   * @param step the operators that run at one time
   * @param overlaps what the kernel allows, in the indices of all its operators
   * @param firstInput index of the step's first input among those of the kernel
   * @param firstOutput likewise
   */
  private void allowOverlaps(
      int subgraph,
      List<PreparedOperator> step,
      List<InputOverlap> overlaps,
      int firstInput,
      int firstOutput) {
    int[] inputs = indices(step, PreparedOperator::inputs);
    int[] outputs = indices(step, PreparedOperator::outputs);
    int operator = step.getFirst().node().index();
    Map<Integer, List<BufferRequest.Overlap>> allowed = new LinkedHashMap<>();
    for (InputOverlap overlap : overlaps) {
      int output = overlap.output() - firstOutput;
      int input = overlap.input() - firstInput;
      if (output >= 0
          && output < outputs.length
          && mayOverwrite(subgraph, operator, inputs, input, outputs[output])) {
        allowed
            .computeIfAbsent(tensorRequests[subgraph][outputs[output]], o -> new ArrayList<>())
            .add(
                new BufferRequest.Overlap(
                    tensorRequests[subgraph][inputs[input]],
                    overlap.minDistance(),
                    overlap.maxDistance()));
      }
    }
    allowed.forEach((output, over) -> requests.set(output, requests.get(output).over(over)));
  }

  /** Returns the indices of the tensors of all operators of a step, -1 where one is absent. */
  private static int[] indices(
      List<PreparedOperator> step, Function<PreparedOperator, List<TensorSpec>> operands) {
    return step.stream()
        .flatMap(operator -> operands.apply(operator).stream())
        .mapToInt(tensor -> tensor == null ? -1 : tensor.index())
        .toArray();
  }

  /**
   * Returns true if an output of a step is created here and the input has its last use here: both
   * are planned, neither keeps values between invocations, and the step runs at one point of time
   * only, so that no other call of its subgraph comes between.
   */
  private boolean mayOverwrite(int subgraph, int operator, int[] inputs, int place, int output) {
    if (place < 0 || place >= inputs.length) {
      return false;
    }
    int input = inputs[place];
    int first = lifetimes.operatorFirst(subgraph, operator);
    return input >= 0
        && isPlanned(subgraph, input)
        && isPlanned(subgraph, output)
        && Arrays.stream(inputs).filter(other -> other == input).count() == 1
        && !prepared.model().subgraphs().get(subgraph).outputs().contains(input)
        && first == lifetimes.operatorLast(subgraph, operator)
        && lifetimes.tensorFirst(subgraph, input) < first
        && lifetimes.tensorLast(subgraph, input) == first
        && lifetimes.tensorFirst(subgraph, output) == first;
  }

  private boolean isPlanned(int subgraph, int tensor) {
    return tensorRequests[subgraph][tensor] != NONE
        && !prepared.operands(subgraph).get(tensor).isVariable();
  }

  private int persistent(long bytes) {
    long offset = persistentBytes;
    persistentBytes += MemoryPlanner.align(bytes);
    return (int) Math.min(offset, Integer.MAX_VALUE);
  }

  MemoryPlan plan() {
    return plan;
  }

  long nonPersistentBytes() {
    return nonPersistentBytes;
  }

  long persistentBytes() {
    return persistentBytes;
  }

  /**
   * Returns the place of a tensor in an arena whose persistent part begins at {@code
   * persistentStart}, or NONE.
   */
  int tensorOffset(int subgraph, int tensor, int persistentStart) {
    int request = tensorRequests[subgraph][tensor];
    if (request != NONE) {
      return plan.offsets().get(request);
    }
    int variable = variableOffsets[subgraph][tensor];
    return variable == NONE ? NONE : persistentStart + variable;
  }

  /** Returns true if the model itself plans some of its tensors. */
  boolean isPlannedByModel() {
    return requests.stream().anyMatch(r -> r.offlineOffset() != BufferRequest.ONLINE);
  }

  /** Returns true if the model's own plan lays variables among the tensors. */
  boolean keepsStateInFront() {
    for (int subgraph = 0; subgraph < tensorRequests.length; subgraph++) {
      for (TensorSpec tensor : prepared.tensors(subgraph)) {
        if (tensor.isVariable() && tensorRequests[subgraph][tensor.index()] != NONE) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns true if the subgraph runs at all. */
  boolean runs(int subgraph) {
    return lifetimes.runs(subgraph);
  }

  /** Returns the places of the resource variables. */
  int[] resourceOffsets(int persistentStart) {
    return Arrays.stream(resourceOffsets).map(offset -> persistentStart + offset).toArray();
  }

  int[] scratchOffsets(int subgraph, int kernel) {
    return Arrays.stream(scratchRequests[subgraph][kernel]).map(plan.offsets()::get).toArray();
  }

  int[] persistentOffsets(int subgraph, int kernel, int persistentStart) {
    return Arrays.stream(persistentOffsets[subgraph][kernel])
        .map(offset -> persistentStart + offset)
        .toArray();
  }

  /** Returns when everything is in use. */
  Lifetimes lifetimes() {
    return lifetimes;
  }

  PreparedModel prepared() {
    return prepared;
  }

  KernelSelection selection() {
    return selection;
  }

  /** Returns what was asked for a tensor in the planned part, null if it does not lie there. */
  BufferRequest tensorRequest(int subgraph, int tensor) {
    int request = tensorRequests[subgraph][tensor];
    return request == NONE ? null : requests.get(request);
  }

  /** Returns what was asked for a scratch buffer of a kernel. */
  BufferRequest scratchRequest(int subgraph, int kernel, int part) {
    return requests.get(scratchRequests[subgraph][kernel][part]);
  }
}
