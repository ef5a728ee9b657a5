/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.ArenaBuffer;
import org.tflm4j.interpreter.ArenaBuffer.Kind;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.memory.BufferRequest;
import org.tflm4j.interpreter.memory.GreedyMemoryPlanner;
import org.tflm4j.interpreter.memory.Lifetimes;
import org.tflm4j.interpreter.memory.MemoryPlanner;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Provenance;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.model.TensorIndices;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;

/**
 * The arena that TFLM with its reference kernels uses for a model ({@code arena_used_bytes()}), on
 * a device with pointers of a given width. The rule:
 *
 * <ul>
 *   <li>Non-persistent: TFLM's greedy planner over the tensors between operators and the scratch
 *       that TFLM's reference kernels request ({@link KernelBuffers}). Kernels of a hardware vendor
 *       may request more.
 *   <li>Persistent: the structs of {@code tflm-structs.properties} with the sizes and alignments
 *       that follow from the width of pointers ({@link StructLayout}), allocated from the end of
 *       the arena downwards in the order of {@code micro_allocator.cc} and {@code
 *       micro_interpreter.cc}: allocator, memory planner, interpreter's allocator; with resource
 *       variables the table of exactly as many as the model names; the table of subgraphs; for each
 *       subgraph its eval tensors, then its nodes and registrations; the options of the operators;
 *       what the kernels keep, each buffer at a multiple of 16; a handle for every scratch buffer;
 *       variable tensors; finally the inputs and outputs of the model with their quantization.
 * </ul>
 *
 * <p>The rule is for the plain {@code MicroInterpreter}, without {@code RecordingMicroAllocator},
 * profiler or compression.
 *
 * <p>While it plans, TFLM keeps tables of all tensors and scratch buffers in the place that tensors
 * use later. They need more room than the tensors themselves where these are small, so the arena
 * must be larger than what is in use in the end: {@link #requiredBytes}.
 *
 * @param profile the device
 * @param nonPersistentBytes planned tensors and scratch
 * @param persistentBytes the rest
 * @param requiredBytes the smallest arena in which TFLM can allocate the model, a multiple of 16
 * @param allocations the persistent part by kind
 */
public record DeviceArena(
    DeviceProfile profile,
    long nonPersistentBytes,
    long persistentBytes,
    long requiredBytes,
    List<Allocation> allocations) {

  /** Copies the list. */
  public DeviceArena {
    allocations = List.copyOf(allocations);
  }

  /** Returns the bytes of arena in use after allocation. */
  public long arenaBytes() {
    return nonPersistentBytes + persistentBytes;
  }

  /**
   * Estimates the arena.
   *
   * @param interpreter an interpreter of the model with separate operators, any kernels and any
   *     planner
   * @throws IllegalArgumentException if TFLM does not have all of its operators
   */
  public static DeviceArena estimate(DeviceProfile profile, Interpreter interpreter) {
    List<OperatorNode> missing = missingOnDevice(interpreter);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "TensorFlow Lite Micro does not have "
              + missing.stream().map(OperatorNode::label).collect(Collectors.joining(", ")));
    }
    return new Estimate(profile, interpreter).arena();
  }

  /**
   * Returns the operators that a device cannot run, since TFLM does not have them; there is an
   * estimate where this is empty.
   */
  public static List<OperatorNode> missingOnDevice(Interpreter interpreter) {
    return interpreter.model().subgraphs().stream()
        .flatMap(subgraph -> interpreter.operators(subgraph.index()).stream())
        .filter(operator -> operator.registration().provenance() != Provenance.TFLM)
        .map(PreparedOperator::node)
        .toList();
  }

  private static final class Estimate {
    /** {@code kMaxScratchBuffersPerOp} of {@code micro_allocator.cc}. */
    private static final int MOST_SCRATCH_PER_KERNEL = 12;

    private final DeviceProfile profile;
    private final Interpreter interpreter;
    private final List<Subgraph> subgraphs;
    private final PersistentPart persistent;
    private final List<BufferRequest> planned = new ArrayList<>();
    private int scratchCount;

    private Estimate(DeviceProfile profile, Interpreter interpreter) {
      this.profile = profile;
      this.interpreter = interpreter;
      this.subgraphs = interpreter.model().subgraphs();
      this.persistent = new PersistentPart(profile);
    }

    private DeviceArena arena() {
      List<ArenaBuffer> buffers = interpreter.arenaBuffers();
      // The interpreter plans tensors first, in the order in which it lists them.
      int tensors = (int) buffers.stream().filter(b -> b.kind() == Kind.TENSOR).count();
      planned.addAll(interpreter.memoryPlan().buffers().subList(0, tensors));
      allocators();
      graph();
      kernels();
      persistent.structs(
          AllocationKind.SCRATCH_HANDLES, TflmStructs.of("scratch_buffer_handle"), scratchCount);
      variables(buffers);
      long required = planning();
      boundaryTensors(subgraphs.getFirst().inputs());
      boundaryTensors(subgraphs.getFirst().outputs());
      long size = MemoryPlanner.align(new GreedyMemoryPlanner().plan(planned).size());
      return new DeviceArena(
          profile,
          size,
          persistent.used(),
          MemoryPlanner.align(Math.max(required, size + persistent.used())),
          persistent.allocations());
    }

    /**
     * Returns the arena that TFLM needs when it plans: what is persistent by then, and at the front
     * the kernels' requests for scratch, with room for another kernel's, tables of subgraphs and of
     * all tensors and scratch buffers, and the planner's tables of those that it places.
     */
    private long planning() {
      int tensors = subgraphs.stream().mapToInt(subgraph -> subgraph.tensors().size()).sum();
      long tables =
          (long) size("scratch_buffer_request") * (scratchCount + MOST_SCRATCH_PER_KERNEL);
      tables = Math.ceilDiv(tables, profile.pointerBytes()) * profile.pointerBytes();
      tables += (long) profile.pointerBytes() * subgraphs.size();
      tables += (long) size("allocation_info") * (tensors + scratchCount);
      return MemoryPlanner.align(tables)
          + (long) size("planned_buffer") * planned.size()
          + MemoryPlanner.align(persistent.used());
    }

    private int size(String struct) {
      return TflmStructs.of(struct).size(profile);
    }

    private void allocators() {
      for (String struct : List.of("arena_allocator", "memory_planner", "micro_allocator")) {
        persistent.structs(AllocationKind.ALLOCATORS, TflmStructs.of(struct), 1);
      }
      int variables = resourceVariables();
      if (variables > 0) {
        persistentBuffer(size("resource_variables"));
        persistentBuffer((long) variables * size("resource_variable"));
      }
      persistent.structs(AllocationKind.ALLOCATORS, TflmStructs.of("builtin_data_allocator"), 1);
      persistent.structs(
          AllocationKind.ALLOCATORS, TflmStructs.of("subgraph_allocations"), subgraphs.size());
    }

    private int resourceVariables() {
      Set<String> names = new HashSet<>();
      for (Subgraph subgraph : subgraphs) {
        for (PreparedOperator operator : interpreter.operators(subgraph.index())) {
          if (operator.op() instanceof VarHandle(var container, var name)) {
            names.add(container + "/" + name);
          }
        }
      }
      return names.size();
    }

    private void persistentBuffer(long bytes) {
      persistent.buffer(AllocationKind.PERSISTENT_BUFFERS, bytes, MemoryPlanner.ALIGNMENT, 1);
    }

    private void graph() {
      for (Subgraph subgraph : subgraphs) {
        persistent.structs(
            AllocationKind.EVAL_TENSORS, TflmStructs.of("eval_tensor"), subgraph.tensors().size());
      }
      for (Subgraph subgraph : subgraphs) {
        persistent.structs(
            AllocationKind.NODE_AND_REGISTRATIONS,
            TflmStructs.of("node_and_registration"),
            subgraph.operators().size());
      }
      for (Subgraph subgraph : subgraphs) {
        for (var node : subgraph.operators()) {
          TflmStructs.find("options." + node.name())
              .ifPresent(options -> persistent.structs(AllocationKind.OP_DATA, options, 1));
        }
      }
    }

    private void kernels() {
      Lifetimes lifetimes = Lifetimes.of(subgraphs);
      for (Subgraph subgraph : subgraphs) {
        for (PreparedOperator operator : interpreter.operators(subgraph.index())) {
          KernelBuffers buffers = KernelBuffers.of(profile, new OperatorTensors(operator));
          buffers.persistent().forEach(this::persistentBuffer);
          for (long bytes : buffers.scratch()) {
            scratchCount++;
            if (lifetimes.runs(subgraph.index())) {
              int index = operator.node().index();
              planned.add(
                  new BufferRequest(
                      Math.toIntExact(MemoryPlanner.align(bytes)),
                      lifetimes.operatorFirst(subgraph.index(), index),
                      lifetimes.operatorLast(subgraph.index(), index),
                      BufferRequest.ONLINE,
                      "scratch of " + operator.node().label()));
            }
          }
        }
      }
    }

    private void variables(List<ArenaBuffer> buffers) {
      for (ArenaBuffer buffer : buffers) {
        if (buffer.kind() == Kind.RESOURCE_VARIABLE) {
          persistentBuffer(buffer.requestedBytes());
        }
      }
      for (Subgraph subgraph : subgraphs) {
        for (TensorSpec tensor : interpreter.tensors(subgraph.index())) {
          boolean planned =
              buffers.stream()
                  .anyMatch(b ->
                      b.kind() == Kind.TENSOR
                          && b.subgraph() == subgraph.index()
                          && b.index() == tensor.index());
          if (tensor.isVariable() && !planned) {
            persistent.buffer(
                AllocationKind.VARIABLE_BUFFERS, tensor.byteSize(), MemoryPlanner.ALIGNMENT, 1);
          }
        }
      }
    }

    private void boundaryTensors(TensorIndices indices) {
      persistentBuffer((long) profile.pointerBytes() * indices.size());
      for (int i = 0; i < indices.size(); i++) {
        int index = indices.get(i);
        persistent.structs(AllocationKind.PERSISTENT_TENSORS, TflmStructs.of("tensor"), 1);
        Quantization quantization = interpreter.tensors(0).get(index).quantization();
        if (quantization.isPresent()) {
          persistent.structs(
              AllocationKind.QUANTIZATION_DATA, TflmStructs.of("affine_quantization"), 1);
          persistent.buffer(
              AllocationKind.QUANTIZATION_DATA,
              (long) Integer.BYTES * (1 + quantization.scaleCount()),
              Integer.BYTES,
              1);
        }
      }
    }
  }
}
