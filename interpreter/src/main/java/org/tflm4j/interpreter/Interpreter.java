/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.graph.PreparedModel;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.memory.Lifetimes;
import org.tflm4j.interpreter.memory.MemoryPlan;
import org.tflm4j.interpreter.memory.MemoryPlanner;
import org.tflm4j.interpreter.memory.SearchingMemoryPlanner;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.model.TensorIndices;
import org.tflm4j.interpreter.selection.KernelSelection;

/**
 * Runs a model in an arena that the caller supplies. Everything is checked, chosen and allocated
 * when the interpreter is created; {@link #invoke} allocates nothing.
 *
 * <p>An interpreter belongs to one thread at a time. Interpreters with arenas of their own run in
 * parallel, also over the same {@link Model}.
 *
 * <pre>{@code
 * Model model = Model.load(Path.of("person_detect.tflite"));
 * byte[] tensorArena = new byte[96 * 1024];
 * Interpreter interpreter = Interpreter.create(model, OpResolver.all(), tensorArena);
 * interpreter.input(0).write(pixels);
 * interpreter.invoke();
 * byte personScore = interpreter.output(0).int8At(1);
 * }</pre>
 */
public final class Interpreter {
  private static final long DEFAULT_MAX_LOOP_ITERATIONS = 1_000_000;

  private final Model model;
  private final TensorArena sharedArena;
  private final byte[] arena;
  private final boolean preserveAllTensors;
  private final PreparedModel prepared;
  private final KernelSelection selection;
  private final ArenaLayout layout;
  private final int persistentStart;
  private final KernelWorkspace workspace;
  private final Tensor[][] tensors;
  private final ControlFlow controlFlow;
  private final Profiling profiling;

  /** Null for subgraphs that never run. */
  private final SubgraphRunner[] runners;

  private final Tensor[] inputs;
  private final Tensor[] outputs;

  /** True after a kernel failed, until the next reset. Belongs to the thread that runs. */
  private boolean faulted;

  private Interpreter(Builder builder) {
    this.model = builder.model;
    this.preserveAllTensors = builder.preserveAllTensors;
    this.runners = new SubgraphRunner[model.subgraphs().size()];
    this.profiling = new Profiling(model, builder.profiler);
    this.prepared = PreparedModel.of(model, builder.resolver, builder.maxNesting);
    this.controlFlow = new ControlFlow(prepared, builder.maxLoopIterations);
    this.selection =
        KernelSelection.of(
            prepared, builder.providers(), model.kernels(), controlFlow::kernel, builder.mayFuse());
    this.layout =
        new ArenaLayout(
            prepared, selection, builder.planner, preserveAllTensors, !builder.separateOperators);
    this.sharedArena = builder.arena(layout);
    this.arena = sharedArena.bytes();
    this.persistentStart =
        sharedArena.take(
            layout.nonPersistentBytes(), layout.persistentBytes(), layout.keepsStateInFront());
    this.workspace = new KernelWorkspace(selection, runners.length, arena);
    this.tensors = new Tensor[runners.length][];
    Tensor[][] subgraphInputs = new Tensor[runners.length][];
    Tensor[][] subgraphOutputs = new Tensor[runners.length][];
    for (Subgraph subgraph : model.subgraphs()) {
      bind(subgraph.index());
      subgraphInputs[subgraph.index()] = select(subgraph.index(), subgraph.inputs());
      subgraphOutputs[subgraph.index()] = select(subgraph.index(), subgraph.outputs());
    }
    this.inputs = subgraphInputs[0];
    this.outputs = subgraphOutputs[0];
    controlFlow.bind(runners, subgraphInputs, subgraphOutputs);
    controlFlow.variables().bind(arena, layout.resourceOffsets(persistentStart));
    reset();
  }

  /**
   * Creates an interpreter with the best kernel providers available.
   *
   * @param arena memory for all tensors, scratch and state; it belongs to the interpreter from here
   *     on
   * @throws ModelException if the model cannot be run, with every problem found
   * @throws ArenaTooSmallException if the arena is too small; it says how large it must be
   */
  public static Interpreter create(Model model, OpResolver resolver, byte[] arena) {
    return builder(model, resolver).arena(arena).build();
  }

  /** Returns a builder, for a choice of providers, planner or arena. */
  public static Builder builder(Model model, OpResolver resolver) {
    return new Builder(model, resolver);
  }

  /** Options of an interpreter. */
  public static final class Builder {
    private final Model model;
    private final OpResolver resolver;
    private TensorArena arena;
    private List<KernelProvider> providers;
    private MemoryPlanner planner = new SearchingMemoryPlanner();
    private boolean preserveAllTensors;
    private boolean separateOperators;
    private Profiler profiler;
    private long maxLoopIterations = DEFAULT_MAX_LOOP_ITERATIONS;
    private int maxNesting = PreparedModel.MAX_NESTING;

    private Builder(Model model, OpResolver resolver) {
      this.model = Objects.requireNonNull(model, "model");
      this.resolver = Objects.requireNonNull(resolver, "resolver");
    }

    /** Sets the arena. Without one the interpreter allocates one of exactly the size it needs. */
    public Builder arena(byte[] tensorArena) {
      return arena(TensorArena.of(Objects.requireNonNull(tensorArena, "arena")));
    }

    /** Sets an arena that other interpreters may share, see {@link TensorArena}. */
    public Builder arena(TensorArena tensorArena) {
      this.arena = Objects.requireNonNull(tensorArena, "arena");
      return this;
    }

    /**
     * Asks for a kernel provider by name; those of lower priority run what it does not have.
     *
     * @throws IllegalStateException if it is not there or not available, with the reason and the
     *     remedy
     */
    public Builder provider(String name) {
      return providers(KernelProviders.load().named(name));
    }

    /** Sets the kernel providers to ask, in this order. */
    public Builder providers(List<KernelProvider> chain) {
      this.providers = List.copyOf(Objects.requireNonNull(chain, "providers"));
      return this;
    }

    /**
     * Sets the planner of the non-persistent part of the arena. The default is {@link
     * SearchingMemoryPlanner}, which never needs more than TFLM's, {@link
     * org.tflm4j.interpreter.memory.GreedyMemoryPlanner}.
     */
    public Builder planner(MemoryPlanner memoryPlanner) {
      this.planner = Objects.requireNonNull(memoryPlanner, "planner");
      return this;
    }

    /**
     * Gives every tensor a place of its own, so that all values can be read after an invocation,
     * see {@link Interpreter#tensor}. For debugging: the arena becomes as large as all tensors
     * together.
     */
    public Builder preserveAllTensors() {
      this.preserveAllTensors = true;
      return this;
    }

    /**
     * Gives every operator a kernel of its own: no provider computes several operators at once, and
     * values of resource variables are copies. For those who study a model operator by operator.
     */
    public Builder separateOperators() {
      this.separateOperators = true;
      return this;
    }

    /**
     * Sets how many iterations all WHILE loops of one invocation may take together before it fails,
     * so that no model runs for ever; 1,000,000 where it is not set.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Builder maxLoopIterations(long iterations) {
      if (iterations < 0) {
        throw new IllegalArgumentException(iterations + " loop iterations");
      }
      this.maxLoopIterations = iterations;
      return this;
    }

    /**
     * Sets how deep IF, WHILE and CALL_ONCE may nest: how many subgraphs may be open at a time, the
     * main one included. A model that nests deeper is refused; 64 where it is not set.
     *
     * @throws IllegalArgumentException if it is not between 1, no control flow at all, and 64
     */
    public Builder maxNesting(int subgraphs) {
      if (subgraphs < 1 || subgraphs > PreparedModel.MAX_NESTING) {
        throw new IllegalArgumentException(
            "nesting of "
                + subgraphs
                + " subgraphs, must be from 1 to "
                + PreparedModel.MAX_NESTING);
      }
      this.maxNesting = subgraphs;
      return this;
    }

    /**
     * Sets who is told of every operator that runs. Without one nothing is measured, unless Flight
     * Recorder records the events {@code org.tflm4j.Invocation} and {@code org.tflm4j.Operator}.
     */
    public Builder profiler(Profiler operatorProfiler) {
      this.profiler = Objects.requireNonNull(operatorProfiler, "profiler");
      return this;
    }

    /** Creates the interpreter, see {@link Interpreter#create}. */
    public Interpreter build() {
      try {
        return new Interpreter(this);
      } catch (OutOfMemoryError e) {
        // The last resort: what operators and tensors take beside the arena is small, but a file
        // may have any number of them.
        throw new ModelException(
            "the heap of "
                + Runtime.getRuntime().maxMemory()
                + " bytes has no room for an interpreter of this model of "
                + model.size()
                + " bytes",
            e);
      }
    }

    /**
     * Every operator runs by itself where somebody watches operators or tensors, and where the
     * model lays tensors into each other's places with single operators in mind.
     */
    private boolean mayFuse() {
      return !separateOperators
          && !preserveAllTensors
          && profiler == null
          && !OfflinePlan.isIn(model);
    }

    private List<KernelProvider> providers() {
      return providers == null ? KernelProviders.load().best() : providers;
    }

    private TensorArena arena(ArenaLayout layout) {
      if (arena != null) {
        return arena;
      }
      long needed = layout.nonPersistentBytes() + layout.persistentBytes();
      long available = Integer.MAX_VALUE - 8;
      if (needed <= available) {
        try {
          return TensorArena.of(new byte[(int) needed]);
        } catch (OutOfMemoryError e) {
          // A model may ask for any amount; the heap that is left is the arena that is available.
          Runtime heap = Runtime.getRuntime();
          available = Math.min(needed, heap.maxMemory() - heap.totalMemory() + heap.freeMemory());
        }
      }
      throw new ArenaTooSmallException(
          layout.nonPersistentBytes(), layout.persistentBytes(), available);
    }
  }

  private void bind(int subgraph) {
    tensors[subgraph] =
        prepared.operands(subgraph).stream()
            .map(spec -> bind(subgraph, spec))
            .toArray(Tensor[]::new);
    if (!layout.runs(subgraph)) {
      return;
    }
    List<ScheduledKernel> kernels = selection.kernels(subgraph);
    runners[subgraph] =
        new SubgraphRunner(
            kernels,
            IntStream.range(0, kernels.size())
                .mapToObj(i -> context(subgraph, i, kernels.get(i)))
                .toArray(KernelContext[]::new),
            profiling,
            layout.isPlannedByModel());
  }

  /** Returns null for a tensor that nothing uses. */
  private Tensor bind(int subgraph, TensorSpec spec) {
    if (spec.isConstant()) {
      return Tensor.ofConstant(spec);
    }
    if (spec.byteSize() == 0) {
      return new Tensor(spec, arena, 0);
    }
    int offset = layout.tensorOffset(subgraph, spec.index(), persistentStart);
    return offset == ArenaLayout.NONE ? null : new Tensor(spec, arena, offset);
  }

  private KernelContext context(int subgraph, int index, ScheduledKernel kernel) {
    KernelContext context =
        new KernelContext(
            operands(subgraph, kernel, PreparedOperator::inputs),
            operands(subgraph, kernel, PreparedOperator::outputs),
            arena,
            layout.scratchOffsets(subgraph, index),
            layout.persistentOffsets(subgraph, index, persistentStart),
            workspace.floats());
    return workspace.bind(context, subgraph, index, kernel.memory());
  }

  /** Returns the tensors of all operators of a kernel, without those that it does not write. */
  private Tensor[] operands(
      int subgraph, ScheduledKernel kernel, Function<PreparedOperator, List<TensorSpec>> operands) {
    return kernel.operators().stream()
        .flatMap(operator -> operands.apply(operator).stream())
        .map(spec ->
            spec == null || selection.vanishes(subgraph, spec.index())
                ? null
                : tensors[subgraph][spec.index()])
        .toArray(Tensor[]::new);
  }

  private Tensor[] select(int subgraph, TensorIndices indices) {
    return indices.stream().mapToObj(index -> tensors[subgraph][index]).toArray(Tensor[]::new);
  }

  /** Returns the model that this interpreter runs. */
  public Model model() {
    return model;
  }

  public int inputCount() {
    return inputs.length;
  }

  /**
   * Returns an input of the model. Write it before every invocation: its memory may serve later
   * operators.
   *
   * @throws IndexOutOfBoundsException if there is none with this index
   */
  public Tensor input(int index) {
    return inputs[Objects.checkIndex(index, inputs.length)];
  }

  public int outputCount() {
    return outputs.length;
  }

  /**
   * Returns an output of the model, valid until the next invocation.
   *
   * @throws IndexOutOfBoundsException if there is none with this index
   */
  public Tensor output(int index) {
    return outputs[Objects.checkIndex(index, outputs.length)];
  }

  /**
   * Returns any tensor of a graph, to read its values after an invocation; null if nothing uses it.
   *
   * @param subgraph index of the graph, 0 for the one that {@link #invoke} runs
   * @param index index of the tensor in the graph
   * @throws IllegalStateException if the interpreter was not built with {@link
   *     Builder#preserveAllTensors}, so that tensors lie in each other's places
   * @throws IndexOutOfBoundsException if there is no such tensor
   */
  public Tensor tensor(int subgraph, int index) {
    if (!preserveAllTensors) {
      throw new IllegalStateException(
          "tensors share their memory; build the interpreter with preserveAllTensors() to read all"
              + " of them");
    }
    Tensor[] subgraphTensors = tensors[Objects.checkIndex(subgraph, tensors.length)];
    return subgraphTensors[Objects.checkIndex(index, prepared.tensors(subgraph).size())];
  }

  /**
   * Runs the model on its inputs. Allocates nothing.
   *
   * <p>An invocation that ends in an exception leaves the outputs undefined. After a {@link
   * ModelException} the interpreter can be invoked again, with other inputs; operators that ran
   * before the one that failed have updated their state, so a model with state is better {@link
   * #reset}. After anything else it refuses to be invoked until it is reset.
   *
   * @throws IllegalStateException if another thread is running this interpreter, or one that shares
   *     its arena, or a kernel failed and the interpreter was not reset
   * @throws ModelException if an operator cannot compute with the values of its inputs, or loops
   *     run longer than {@link Builder#maxLoopIterations}
   * @throws KernelFaultException if a kernel fails, which is an error of its provider
   */
  public InvokeStatus invoke() {
    sharedArena.enter();
    boolean wasFaulted = faulted;
    faulted = true;
    try {
      if (wasFaulted) {
        throw new IllegalStateException(
            "a kernel of this interpreter failed, so its state is unknown; reset() it first");
      }
      controlFlow.start();
      boolean completed = profiling.isOn() ? profiling.invoke(runners[0]) : runners[0].run();
      faulted = false;
      return completed ? InvokeStatus.COMPLETED : InvokeStatus.ABORTED;
    } catch (ModelException e) {
      faulted = false;
      throw e;
    } finally {
      sharedArena.leave();
      // Kernels may hold memory that lives as long as this interpreter by its address alone.
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Sets all state back to what it was after creation: variables, resource variables and the state
   * of kernels. As in TFLM, CALL_ONCE does not run again, so resource variables that it gave their
   * first values stay at their zero points.
   *
   * @throws IllegalStateException if another thread is running this interpreter
   * @throws KernelFaultException if a kernel fails to initialize its state
   */
  public void reset() {
    sharedArena.enter();
    faulted = true;
    try {
      Arrays.fill(
          arena, persistentStart, persistentStart + (int) layout.persistentBytes(), (byte) 0);
      for (Tensor[] subgraphTensors : tensors) {
        for (Tensor tensor : subgraphTensors) {
          if (tensor != null && tensor.spec().isVariable() && !tensor.spec().isConstant()) {
            clear(tensor);
          }
        }
      }
      workspace.clearState();
      for (SubgraphRunner runner : runners) {
        if (runner != null) {
          runner.initialize();
        }
      }
      controlFlow.variables().reset();
      faulted = false;
    } finally {
      sharedArena.leave();
    }
  }

  /**
   * Sets a variable to zero, INT8 ones to their zero point, as TFLM's {@code ResetVariableTensors}
   * does.
   */
  private static void clear(Tensor tensor) {
    byte value =
        tensor.type() == TensorType.INT8 ? (byte) tensor.quantization().zeroPoint() : (byte) 0;
    Arrays.fill(tensor.data(), tensor.offset(), tensor.offset() + tensor.byteSize(), value);
  }

  /** Returns the memory that this interpreter uses. */
  public ArenaUsage memory() {
    long kernelBytes = 0;
    for (int subgraph = 0; subgraph < runners.length; subgraph++) {
      for (ScheduledKernel kernel : selection.kernels(subgraph)) {
        kernelBytes += kernel.memory().heldBytes();
      }
    }
    return new ArenaUsage(
        layout.nonPersistentBytes(),
        layout.persistentBytes(),
        workspace.sharedBytes(),
        workspace.stateBytes(),
        kernelBytes);
  }

  /** Returns where tensors and scratch lie in the non-persistent part of the arena. */
  public MemoryPlan memoryPlan() {
    return layout.plan();
  }

  /** Returns when tensors and operators are in use, in the time that the memory plan counts. */
  public Lifetimes lifetimes() {
    return layout.lifetimes();
  }

  /** Returns the prepared model, without its kernels. */
  public PreparedModel prepared() {
    return prepared;
  }

  /** Returns the operators of a subgraph in the order of execution. */
  public List<PreparedOperator> operators(int subgraph) {
    return prepared.operators(subgraph);
  }

  /**
   * Returns the kernels of a subgraph in the order of execution. A kernel computes one operator, or
   * several that follow each other.
   */
  public List<ScheduledKernel> kernels(int subgraph) {
    return selection.kernels(subgraph);
  }

  /**
   * Returns the kernel that computes an operator, perhaps with others.
   *
   * @throws IndexOutOfBoundsException if there is no such operator
   */
  public ScheduledKernel kernel(int subgraph, int operator) {
    return selection.kernel(subgraph, operator);
  }

  /**
   * Returns everything that lies in the arena: planned tensors and scratch, and what lives as long
   * as the interpreter.
   */
  public List<ArenaBuffer> arenaBuffers() {
    return ArenaReport.buffers(layout, persistentStart);
  }

  /**
   * Returns the tensors of a subgraph by index, with the shapes that operators gave to those whose
   * shape the file leaves open.
   */
  public List<TensorSpec> tensors(int subgraph) {
    return prepared.tensors(subgraph);
  }
}
