/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.cli.device.DeviceArena;
import org.tflm4j.cli.device.DeviceProfile;
import org.tflm4j.cli.device.OperatorTensors;
import org.tflm4j.interpreter.ArenaBuffer;
import org.tflm4j.interpreter.ArenaBuffer.Kind;
import org.tflm4j.interpreter.ArenaUsage;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.memory.GreedyMemoryPlanner;
import org.tflm4j.interpreter.memory.MemoryPlanner;
import org.tflm4j.interpreter.memory.SearchingMemoryPlanner;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.model.TensorIndices;

/** Analyzes a model on a chain of kernel providers. */
public final class ModelAnalyzer {
  /** The memory planners, by the names in reports; the first one plans the arena. */
  private static final Map<String, MemoryPlanner> PLANNERS = new LinkedHashMap<>();

  static {
    PLANNERS.put("search", new SearchingMemoryPlanner());
    PLANNERS.put("greedy", new GreedyMemoryPlanner());
  }

  /** Trial runs end loops after this many iterations. */
  private static final int MAX_LOOP_ITERATIONS = 10_000;

  private final Model model;
  private final List<KernelProvider> providers;
  private final double seconds;
  private final String planner = PLANNERS.keySet().iterator().next();
  private final Interpreter interpreter;
  private final MemoryMap map;

  /** Null where the operators are not timed. */
  private OperatorTimes times;

  /**
   * Prepares a model.
   *
   * @param providers the kernel providers to ask, in this order
   * @param seconds how long to time the operators, 0 for no timing
   * @throws org.tflm4j.interpreter.model.ModelException if it cannot be run
   */
  public ModelAnalyzer(Model model, List<KernelProvider> providers, double seconds) {
    this.model = model;
    this.providers = providers;
    this.seconds = seconds;
    this.interpreter = builder().build();
    this.map = new MemoryMap(interpreter);
  }

  private Interpreter.Builder builder() {
    return Interpreter.builder(model, OpResolver.all())
        .providers(providers)
        .planner(PLANNERS.get(planner))
        .maxLoopIterations(MAX_LOOP_ITERATIONS);
  }

  /**
   * Analyzes the model.
   *
   * @param file the name of its file, for the report
   * @param bytes the bytes of its file
   */
  public ModelAnalysis analyze(String file, byte[] bytes) {
    ModelAnalysis.Timing timing = time();
    return new ModelAnalysis(
        ModelAnalysis.FORMAT,
        ModelHeader.of(file, bytes, model),
        boundary(model.subgraphs().getFirst().inputs()),
        boundary(model.subgraphs().getFirst().outputs()),
        model.subgraphs().stream().map(this::describe).toList(),
        operators(),
        totals(),
        arena(),
        devices(),
        DeviceArena.missingOnDevice(interpreter).stream().map(OperatorNode::label).toList(),
        OpResolverLines.of(model.subgraphs()),
        timing);
  }

  private ModelAnalysis.Timing time() {
    String provider = providers.getFirst().name();
    if (seconds == 0) {
      return new ModelAnalysis.Timing(false, false, "not timed", provider, 0, 0);
    }
    try {
      times = OperatorTimes.measure(builder(), seconds);
    } catch (ModelException e) {
      return new ModelAnalysis.Timing(
          false,
          false,
          "not timed, since the model refuses random inputs: " + e.getMessage(),
          provider,
          0,
          0);
    }
    return new ModelAnalysis.Timing(
        true, times.isWarm(), times.method(), provider, times.runs(), times.invocationMicros());
  }

  private List<TensorDescription> boundary(TensorIndices indices) {
    return indices.stream()
        .mapToObj(index -> TensorDescription.of(interpreter.tensors(0).get(index)))
        .toList();
  }

  private ModelAnalysis.SubgraphDescription describe(Subgraph subgraph) {
    return new ModelAnalysis.SubgraphDescription(
        subgraph.index(),
        subgraph.name(),
        map.lifetimes().runs(subgraph.index()),
        subgraph.inputs().stream().toArray(),
        subgraph.outputs().stream().toArray(),
        interpreter.tensors(subgraph.index()).stream().map(TensorDescription::of).toList());
  }

  private List<OperatorTensors> allOperators() {
    List<OperatorTensors> operators = new ArrayList<>();
    for (Subgraph subgraph : model.subgraphs()) {
      for (PreparedOperator operator : interpreter.operators(subgraph.index())) {
        operators.add(new OperatorTensors(operator));
      }
    }
    return operators;
  }

  private List<OperatorAnalysis> operators() {
    return allOperators().stream().map(this::operator).toList();
  }

  private OperatorAnalysis operator(OperatorTensors tensors) {
    PreparedOperator operator = tensors.operator();
    var node = operator.node();
    ScheduledKernel kernel = interpreter.kernel(node.subgraph(), node.index());
    // What a kernel of several operators takes stands at the first of them.
    boolean first = kernel.node().index() == node.index();
    KernelMemory memory = first ? kernel.memory() : KernelMemory.NONE;
    Weights weights = new Weights().add(tensors);
    TensorSpec output = tensors.outputCount() == 0 ? null : tensors.output(0);
    int start = map.lifetimes().operatorFirst(node.subgraph(), node.index());
    int end = map.lifetimes().operatorLast(node.subgraph(), node.index());
    return new OperatorAnalysis(
        node.subgraph(),
        node.index(),
        node.name(),
        node.version(),
        node.inputs().stream().toArray(),
        node.outputs().stream().toArray(),
        output == null ? "" : output.type().name(),
        output == null ? new int[0] : output.shape().toArray(),
        weights.parameters(),
        MultiplyAdds.summed(tensors),
        MultiplyAdds.elementwise(tensors),
        weights.bytes(),
        start,
        end,
        map.live(start, end),
        memory.scratchBytes().stream().mapToLong(Integer::longValue).sum(),
        memory.persistentBytes().stream().mapToLong(Integer::longValue).sum(),
        memory.heldBytes(),
        (long) Float.BYTES * memory.workspaceFloats() + memory.nativeWorkspaceBytes(),
        kernel.provider(),
        first ? kernel.declined() : List.of(),
        kernel.node().index(),
        first ? kernel.makeNanos() / 1e3 : 0,
        times == null ? null : times.micros(operator));
  }

  private ModelAnalysis.Totals totals() {
    List<OperatorTensors> operators = allOperators();
    Weights weights = new Weights();
    operators.forEach(weights::add);
    return new ModelAnalysis.Totals(
        operators.size(),
        weights.parameters(),
        operators.stream().mapToLong(MultiplyAdds::summed).sum(),
        operators.stream().mapToLong(MultiplyAdds::elementwise).sum(),
        weights.bytes());
  }

  private ArenaAnalysis arena() {
    ArenaUsage usage = interpreter.memory();
    List<ArenaBuffer> buffers = map.buffers();
    ArenaAnalysis.Peak peak = map.peak();
    SmallestArena smallest = SmallestArena.find(this::builder, Math.toIntExact(usage.arenaBytes()));
    return new ArenaAnalysis(
        smallest.bytes(),
        smallest.trials(),
        smallest.check(),
        usage.nonPersistentBytes(),
        usage.persistentBytes(),
        buffers.stream()
            .filter(buffer -> buffer.kind() == Kind.SCRATCH)
            .mapToLong(ArenaBuffer::bytes)
            .sum(),
        buffers.stream().mapToLong(buffer -> buffer.bytes() - buffer.requestedBytes()).sum(),
        peak == null ? 0 : usage.nonPersistentBytes() - peak.liveBytes(),
        usage.workspaceBytes(),
        usage.kernelBytes() + usage.nativeStateBytes(),
        peak,
        kindTotals(buffers),
        PLANNERS.entrySet().stream()
            .map(entry ->
                new ArenaAnalysis.PlannerResult(
                    entry.getKey(),
                    entry.getValue().plan(interpreter.memoryPlan().buffers()).size()))
            .toList(),
        planner,
        map.times(),
        buffers.stream().map(this::buffer).toList());
  }

  private static List<ArenaAnalysis.KindTotal> kindTotals(List<ArenaBuffer> buffers) {
    Map<Kind, ArenaAnalysis.KindTotal> totals = new EnumMap<>(Kind.class);
    for (ArenaBuffer buffer : buffers) {
      totals.merge(
          buffer.kind(),
          new ArenaAnalysis.KindTotal(
              kindName(buffer.kind()), 1, buffer.requestedBytes(), buffer.bytes()),
          (a, b) ->
              new ArenaAnalysis.KindTotal(
                  a.kind(),
                  a.count() + b.count(),
                  a.requestedBytes() + b.requestedBytes(),
                  a.usedBytes() + b.usedBytes()));
    }
    return List.copyOf(totals.values());
  }

  private static String kindName(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private ArenaAnalysis.Buffer buffer(ArenaBuffer buffer) {
    TensorSpec tensor =
        switch (buffer.kind()) {
          case TENSOR, VARIABLE -> interpreter.tensors(buffer.subgraph()).get(buffer.index());
          case SCRATCH, OPERATOR_STATE, RESOURCE_VARIABLE -> null;
        };
    return new ArenaAnalysis.Buffer(
        kindName(buffer.kind()),
        buffer.subgraph(),
        buffer.index(),
        label(buffer, tensor),
        tensor == null ? "" : tensor.type().name(),
        tensor == null ? null : tensor.shape().toArray(),
        buffer.offset(),
        buffer.bytes(),
        buffer.requestedBytes(),
        buffer.firstUsed(),
        Math.min(buffer.lastUsed(), map.times() - 1));
  }

  private String label(ArenaBuffer buffer, TensorSpec tensor) {
    return switch (buffer.kind()) {
      case TENSOR, VARIABLE -> tensor.name().isEmpty() ? "tensor " + tensor.index() : tensor.name();
      case SCRATCH -> "scratch " + buffer.part() + " of " + operatorLabel(buffer);
      case OPERATOR_STATE -> "state " + buffer.part() + " of " + operatorLabel(buffer);
      case RESOURCE_VARIABLE -> "resource variable " + buffer.index();
    };
  }

  private String operatorLabel(ArenaBuffer buffer) {
    return interpreter.kernel(buffer.subgraph(), buffer.index()).label();
  }

  private List<DeviceEstimate> devices() {
    if (!DeviceArena.missingOnDevice(interpreter).isEmpty()) {
      return List.of();
    }
    Interpreter separate = builder().separateOperators().build();
    return List.of(
        DeviceEstimate.of(DeviceArena.estimate(DeviceProfile.BITS_32, separate)),
        DeviceEstimate.of(DeviceArena.estimate(DeviceProfile.BITS_64, separate)));
  }
}
