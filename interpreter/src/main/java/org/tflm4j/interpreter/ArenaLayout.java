/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.interpreter.ArenaBuffer.Kind;
import org.tflm4j.interpreter.memory.BufferRequest;
import org.tflm4j.interpreter.memory.Lifetimes;
import org.tflm4j.interpreter.memory.MemoryPlan;
import org.tflm4j.interpreter.memory.MemoryPlanner;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;
import org.tflm4j.interpreter.schema.ModelException;
import org.tflm4j.interpreter.schema.ModelProblem;
import org.tflm4j.interpreter.schema.OperatorNode;

/**
 * Where everything lies in the arena. From the front: tensors and scratch, planned, reused over
 * their lifetimes. At the end: variables and persistent buffers of kernels. Offsets of the second
 * kind count from the start of the persistent part. Subgraphs that never run get no memory.
 */
final class ArenaLayout {
  private static final String OFFLINE_METADATA = "OfflineMemoryAllocation";

  /** The place of a tensor without memory: a constant, or one that is not used. */
  static final int NONE = -1;

  private final Model model;
  private final Preparation preparation;
  private final boolean preserveAllTensors;
  private final Lifetimes lifetimes;
  private final List<BufferRequest> requests = new ArrayList<>();

  /** Index of the request of each tensor and scratch buffer, {@link #NONE} where it has none. */
  private final int[][] tensorRequests;

  private final int[][][] scratchRequests;
  private final int[][] variableOffsets;
  private final int[][][] persistentOffsets;
  private final long[] resourceSizes;
  private final int[] resourceOffsets;
  private final MemoryPlan plan;
  private final long nonPersistentBytes;
  private long persistentBytes;

  /**
   * Plans the arena.
   *
   * @param preserveAllTensors true if every tensor gets a place of its own
   */
  ArenaLayout(
      Model model,
      Preparation preparation,
      ResourceVariables resources,
      MemoryPlanner planner,
      boolean preserveAllTensors) {
    this.model = model;
    this.preparation = preparation;
    this.preserveAllTensors = preserveAllTensors;
    this.lifetimes = Lifetimes.of(model.subgraphs());
    int subgraphs = model.subgraphs().size();
    tensorRequests = new int[subgraphs][];
    variableOffsets = new int[subgraphs][];
    scratchRequests = new int[subgraphs][][];
    persistentOffsets = new int[subgraphs][][];
    requestTensors();
    for (int subgraph = 0; subgraph < subgraphs; subgraph++) {
      if (lifetimes.runs(subgraph)) {
        requestKernelMemory(subgraph);
        allowOverlaps(subgraph);
      }
    }
    resourceSizes = resources.sizes();
    resourceOffsets = Arrays.stream(resourceSizes).mapToInt(this::persistent).toArray();
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
    for (PreparedOperator operator : preparation.operators(subgraph)) {
      if (operator.op() instanceof VarHandle) {
        handles[operator.node().outputs()[0]] = true;
      }
    }
    return handles;
  }

  private void requestTensors() {
    int[] offline = offlineOffsets();
    int offlineIndex = 0;
    for (int subgraph = 0; subgraph < tensorRequests.length; subgraph++) {
      TensorSpec[] tensors = preparation.tensors(subgraph);
      boolean[] handles = handles(subgraph, tensors.length);
      tensorRequests[subgraph] = new int[tensors.length];
      variableOffsets[subgraph] = new int[tensors.length];
      Arrays.fill(tensorRequests[subgraph], NONE);
      Arrays.fill(variableOffsets[subgraph], NONE);
      for (TensorSpec tensor : tensors) {
        int demanded =
            offline == null || preserveAllTensors ? BufferRequest.ONLINE : offline[offlineIndex++];
        boolean used =
            lifetimes.tensorFirst(subgraph, tensor.index()) != Lifetimes.NEVER
                || tensor.isVariable();
        if (!lifetimes.runs(subgraph) || tensor.isConstant() || tensor.byteSize() == 0 || !used) {
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
    List<PreparedOperator> operators = preparation.operators(subgraph);
    scratchRequests[subgraph] = new int[operators.size()][];
    persistentOffsets[subgraph] = new int[operators.size()][];
    for (int i = 0; i < operators.size(); i++) {
      PreparedOperator operator = operators.get(i);
      var memory = operator.kernel().memory();
      int first = lifetimes.operatorFirst(subgraph, i);
      int last = lifetimes.operatorLast(subgraph, i);
      int[] scratch = new int[memory.scratchBytes().size()];
      for (int s = 0; s < scratch.length; s++) {
        scratch[s] =
            request(
                memory.scratchBytes().get(s),
                first,
                last,
                BufferRequest.ONLINE,
                "scratch " + s + " of " + operator.node().label());
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
    List<PreparedOperator> operators = preparation.operators(subgraph);
    for (int i = 0; i < operators.size(); i++) {
      PreparedOperator operator = operators.get(i);
      List<BufferRequest.Overlap> overlaps = new ArrayList<>();
      for (InputOverlap overlap : operator.kernel().overlaps()) {
        if (mayOverwrite(subgraph, operator.node(), i, overlap.input())) {
          overlaps.add(
              new BufferRequest.Overlap(
                  tensorRequests[subgraph][operator.node().inputs()[overlap.input()]],
                  overlap.minDistance(),
                  overlap.maxDistance()));
        }
      }
      if (!overlaps.isEmpty()) {
        int output = tensorRequests[subgraph][operator.node().outputs()[0]];
        requests.set(output, requests.get(output).over(overlaps));
      }
    }
  }

  /**
   * Returns true if output 0 of an operator is created here and the input has its last use here:
   * both are planned, neither keeps values between invocations, and the operator runs at one point
   * of time only, so that no other call of its subgraph comes between.
   */
  private boolean mayOverwrite(int subgraph, OperatorNode node, int operator, int inputIndex) {
    if (inputIndex >= node.inputs().length || node.outputs().length == 0) {
      return false;
    }
    int input = node.inputs()[inputIndex];
    int output = node.outputs()[0];
    return input >= 0
        && isPlanned(subgraph, input)
        && isPlanned(subgraph, output)
        && Arrays.stream(node.inputs()).filter(other -> other == input).count() == 1
        && Arrays.stream(model.subgraphs().get(subgraph).outputs()).noneMatch(o -> o == input)
        && lifetimes.operatorFirst(subgraph, operator) == lifetimes.operatorLast(subgraph, operator)
        && lifetimes.tensorFirst(subgraph, input) < lifetimes.operatorFirst(subgraph, operator)
        && lifetimes.tensorLast(subgraph, input) == lifetimes.operatorFirst(subgraph, operator)
        && lifetimes.tensorFirst(subgraph, output) == lifetimes.operatorFirst(subgraph, operator);
  }

  private boolean isPlanned(int subgraph, int tensor) {
    return tensorRequests[subgraph][tensor] != NONE
        && !preparation.tensors(subgraph)[tensor].isVariable();
  }

  private int persistent(long bytes) {
    long offset = persistentBytes;
    persistentBytes += MemoryPlanner.align(bytes);
    return (int) Math.min(offset, Integer.MAX_VALUE);
  }

  /**
   * Reads the offsets that the model demands: int32 version, subgraph, count, then one offset per
   * tensor.
   */
  private int[] offlineOffsets() {
    ConstantData data = model.metadata(OFFLINE_METADATA).orElse(null);
    if (data == null) {
      return null;
    }
    int tensors = model.subgraphs().stream().mapToInt(s -> s.tensors().size()).sum();
    int count = data.length() < 12 ? -1 : LittleEndian.getInt(data.bytes(), data.offset() + 8);
    if (count != tensors || data.length() < 12 + 4L * count) {
      throw new ModelException(
          ModelProblem.of(
              ModelProblem.Kind.METADATA,
              "metadata "
                  + OFFLINE_METADATA
                  + " of "
                  + data.length()
                  + " bytes has offsets for "
                  + count
                  + " tensors, the model has "
                  + tensors));
    }
    int[] offsets = new int[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = LittleEndian.getInt(data.bytes(), data.offset() + 12 + 4 * i);
      if (offsets[i] < -1 || (offsets[i] > 0 && offsets[i] % MemoryPlanner.ALIGNMENT != 0)) {
        throw new ModelException(
            ModelProblem.of(
                ModelProblem.Kind.METADATA,
                "metadata "
                    + OFFLINE_METADATA
                    + ": the offset "
                    + offsets[i]
                    + " of tensor "
                    + i
                    + " is neither -1 nor a multiple of "
                    + MemoryPlanner.ALIGNMENT));
      }
    }
    return offsets;
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
      for (TensorSpec tensor : preparation.tensors(subgraph)) {
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

  int[] scratchOffsets(int subgraph, int operator) {
    return Arrays.stream(scratchRequests[subgraph][operator]).map(plan.offsets()::get).toArray();
  }

  int[] persistentOffsets(int subgraph, int operator, int persistentStart) {
    return Arrays.stream(persistentOffsets[subgraph][operator])
        .map(offset -> persistentStart + offset)
        .toArray();
  }

  /** Returns everything in an arena whose persistent part begins at {@code persistentStart}. */
  List<ArenaBuffer> buffers(int persistentStart) {
    List<ArenaBuffer> buffers = new ArrayList<>();
    for (int subgraph = 0; subgraph < tensorRequests.length; subgraph++) {
      for (TensorSpec tensor : preparation.tensors(subgraph)) {
        int request = tensorRequests[subgraph][tensor.index()];
        int variable = variableOffsets[subgraph][tensor.index()];
        if (request != NONE) {
          buffers.add(
              planned(Kind.TENSOR, subgraph, tensor.index(), 0, request, tensor.byteSize()));
        } else if (variable != NONE) {
          buffers.add(
              persistent(
                  Kind.VARIABLE,
                  subgraph,
                  tensor.index(),
                  0,
                  persistentStart + variable,
                  tensor.byteSize()));
        }
      }
      if (lifetimes.runs(subgraph)) {
        addKernelMemory(subgraph, persistentStart, buffers);
      }
    }
    for (int i = 0; i < resourceSizes.length; i++) {
      if (resourceSizes[i] > 0) {
        buffers.add(
            persistent(
                Kind.RESOURCE_VARIABLE,
                -1,
                i,
                0,
                persistentStart + resourceOffsets[i],
                resourceSizes[i]));
      }
    }
    return List.copyOf(buffers);
  }

  private void addKernelMemory(int subgraph, int persistentStart, List<ArenaBuffer> buffers) {
    List<PreparedOperator> operators = preparation.operators(subgraph);
    for (int i = 0; i < operators.size(); i++) {
      var memory = operators.get(i).kernel().memory();
      for (int part = 0; part < memory.scratchBytes().size(); part++) {
        int request = scratchRequests[subgraph][i][part];
        buffers.add(planned(Kind.SCRATCH, subgraph, i, part, request, memory.scratchBytes().get(part)));
      }
      for (int part = 0; part < memory.persistentBytes().size(); part++) {
        int offset = persistentStart + persistentOffsets[subgraph][i][part];
        buffers.add(
            persistent(
                Kind.OPERATOR_STATE, subgraph, i, part, offset, memory.persistentBytes().get(part)));
      }
    }
  }

  private ArenaBuffer planned(
      Kind kind, int subgraph, int index, int part, int request, long requestedBytes) {
    BufferRequest buffer = requests.get(request);
    return new ArenaBuffer(
        kind,
        subgraph,
        index,
        part,
        plan.offsets().get(request),
        buffer.bytes(),
        requestedBytes,
        buffer.firstUsed(),
        buffer.lastUsed());
  }

  private static ArenaBuffer persistent(
      Kind kind, int subgraph, int index, int part, int offset, long requestedBytes) {
    int bytes = (int) MemoryPlanner.align(requestedBytes);
    return new ArenaBuffer(
        kind, subgraph, index, part, offset, bytes, requestedBytes, 0, Integer.MAX_VALUE);
  }
}
