/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.selection;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.spi.Follower;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.spi.TensorUse;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.OpResolver.KernelFactory;
import org.tflm4j.interpreter.graph.KernelOrigin;
import org.tflm4j.interpreter.graph.PreparedModel;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.memory.Steps;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.prepare.ControlFlowOp;

/**
 * Who computes a prepared model: the kernels of every subgraph in the order of execution, each for
 * one operator or several. The first provider of the list that takes an operator has it; what it
 * fuses behind it is asked of nobody else.
 */
public final class KernelSelection implements Steps {
  /** Enough to see what is wrong; a broken file can have millions. */
  private static final int MAX_PROBLEMS = 100;

  private final List<KernelProvider> providers;
  private final KernelCache cache;
  private final Function<PreparedOperator, Kernel> own;
  private final List<List<ScheduledKernel>> kernels = new ArrayList<>();
  private final List<ModelProblem> problems = new ArrayList<>();

  /** Index in {@link #kernels} of the kernel of each operator. */
  private final int[][] kernelOf;

  private final boolean[][] vanished;

  /** What kernels allocated: reachable as long as they may run. */
  private final List<Arena> allocated = new ArrayList<>();

  private KernelSelection(
      PreparedModel prepared,
      List<KernelProvider> providers,
      KernelCache cache,
      Function<PreparedOperator, Kernel> own,
      boolean fuse) {
    this.providers = providers;
    this.cache = cache;
    this.own = own;
    List<Subgraph> subgraphs = prepared.model().subgraphs();
    this.kernelOf = new int[subgraphs.size()][];
    this.vanished = new boolean[subgraphs.size()][];
    for (Subgraph subgraph : subgraphs) {
      List<PreparedOperator> operators = prepared.operators(subgraph.index());
      kernelOf[subgraph.index()] = new int[operators.size()];
      vanished[subgraph.index()] = new boolean[prepared.operands(subgraph.index()).size()];
      kernels.add(
          select(
              subgraph.index(),
              fuse
                  ? new Offers(subgraph, prepared.operands(subgraph.index()), operators)
                  : new Offers(operators)));
    }
  }

  /**
   * Chooses the kernels.
   *
   * @param providers who is asked, in this order
   * @param cache the kernels of the model so far
   * @param own makes the kernels of control flow and resource variables, which belong to one
   *     interpreter
   * @param fuse true if kernels may compute several operators
   * @throws ModelException if there are operators that nobody computes
   */
  public static KernelSelection of(
      PreparedModel prepared,
      List<KernelProvider> providers,
      KernelCache cache,
      Function<PreparedOperator, Kernel> own,
      boolean fuse) {
    KernelSelection selection = new KernelSelection(prepared, providers, cache, own, fuse);
    if (!selection.problems.isEmpty()) {
      throw new ModelException(selection.problems);
    }
    return selection;
  }

  /** Returns the kernels of a subgraph in the order of execution. */
  public List<ScheduledKernel> kernels(int subgraph) {
    return kernels.get(subgraph);
  }

  /** Returns the kernel that computes an operator, perhaps with others. */
  public ScheduledKernel kernel(int subgraph, int operator) {
    return kernels.get(subgraph).get(kernelOf[subgraph][operator]);
  }

  @Override
  public int operators(int subgraph, int first) {
    ScheduledKernel kernel = kernel(subgraph, first);
    int next = kernel.node().index();
    for (int operators : kernel.steps()) {
      if (next == first) {
        return operators;
      }
      next += operators;
    }
    throw new IllegalArgumentException("no step begins with " + kernel.label() + " at " + first);
  }

  @Override
  public boolean vanishes(int subgraph, int tensor) {
    return vanished[subgraph][tensor];
  }

  /** What providers are offered of a subgraph: operators with those behind them. */
  private final class Offers {
    private final List<PreparedOperator> operators;

    /** All operators of the subgraph; null if nothing may be fused. */
    private final List<Follower> followers;

    private final TensorUses uses;

    /** The end of the run of operators for providers that each operator is part of. */
    private final int[] runEnds;

    private final KernelCache.Run[] runs;

    Offers(List<PreparedOperator> operators) {
      this.operators = operators;
      this.followers = null;
      this.uses = null;
      this.runEnds = null;
      this.runs = null;
    }

    Offers(Subgraph subgraph, List<TensorSpec> tensors, List<PreparedOperator> operators) {
      this.operators = operators;
      this.followers =
          operators.stream()
              .map(operator -> new Follower(operator.op(), operator.inputs(), operator.outputs()))
              .toList();
      this.uses = new TensorUses(subgraph, tensors, operators);
      this.runEnds = new int[operators.size()];
      this.runs = new KernelCache.Run[operators.size()];
      int end = operators.size();
      for (int i = operators.size() - 1; i >= 0; i--) {
        if (!operators.get(i).isForProviders()) {
          end = i;
        }
        runEnds[i] = Math.max(end, i + 1);
      }
      for (int i = 0; i < operators.size(); i = runEnds[i]) {
        KernelCache.Run run = cache.run(operators.subList(i, runEnds[i]));
        for (int k = i; k < runEnds[i]; k++) {
          runs[k] = run;
        }
      }
    }

    /** Returns the operators that an operator is offered with, null if it is by itself. */
    KernelCache.Run run(int index) {
      return followers == null ? null : runs[index];
    }

    KernelRequest request(int index, CountingArena memory) {
      PreparedOperator operator = operators.get(index);
      return new KernelRequest(
          operator.op(),
          operator.inputs(),
          operator.outputs(),
          followers == null ? List.of() : followers.subList(index + 1, runEnds[index]),
          followers == null ? TensorUse.ALL_NEEDED : uses.from(index),
          memory);
    }
  }

  private List<ScheduledKernel> select(int subgraph, Offers offers) {
    List<ScheduledKernel> scheduled = new ArrayList<>();
    int next = 0;
    while (next < offers.operators.size() && problems.size() < MAX_PROBLEMS) {
      ScheduledKernel kernel = schedule(offers, next);
      int covered = 1;
      if (kernel != null) {
        covered = kernel.operators().size();
        for (int i = next; i < next + covered; i++) {
          kernelOf[subgraph][i] = scheduled.size();
        }
        for (TensorSpec tensor : kernel.unwritten()) {
          vanished[subgraph][tensor.index()] = true;
        }
        scheduled.add(kernel);
      }
      next += covered;
    }
    return List.copyOf(scheduled);
  }

  /** Returns null where nobody computes the operator, which is a problem. */
  private ScheduledKernel schedule(Offers offers, int index) {
    PreparedOperator operator = offers.operators.get(index);
    if (operator.op() instanceof ControlFlowOp) {
      long start = System.nanoTime();
      Kernel kernel = own.apply(operator);
      return new ScheduledKernel(
          List.of(operator),
          kernel,
          kernel.memory(),
          kernel.overlaps(),
          KernelOrigin.INTERPRETER,
          List.of(),
          System.nanoTime() - start,
          List.of(),
          List.of(1));
    }
    KernelFactory factory = operator.registration().kernels();
    if (factory != null) {
      MadeKernel made = cache.get(factory, operator, null, () -> make(factory, offers, index));
      return scheduled(made, offers, index, KernelOrigin.APPLICATION, List.of());
    }
    List<String> declined = new ArrayList<>();
    for (KernelProvider provider : providers) {
      // Every look-up makes providers anew, so class and name stand for them.
      List<Object> maker = List.of(provider.getClass(), provider.name());
      MadeKernel made =
          cache.get(maker, operator, offers.run(index), () -> ask(provider, offers, index));
      if (made.answer() instanceof KernelAnswer.Declined(var reason)) {
        declined.add(provider.name() + ": " + reason);
      } else {
        return scheduled(made, offers, index, new KernelOrigin.Provider(provider.name()), declined);
      }
    }
    problems.add(
        ModelProblem.of(
            Kind.NO_KERNEL,
            operator.node(),
            "no provider has a kernel for it: " + String.join("; ", declined)));
    return null;
  }

  private MadeKernel ask(KernelProvider provider, Offers offers, int index) {
    CountingArena memory = new CountingArena(cache.budget());
    return GuardedProvider.ask(provider, offers.request(index, memory), memory, cache.budget());
  }

  /** What the application's own factory throws is for the application to see. */
  private MadeKernel make(KernelFactory factory, Offers offers, int index) {
    long start = System.nanoTime();
    CountingArena memory = new CountingArena(cache.budget());
    PreparedOperator operator = offers.operators.get(index);
    Kernel kernel =
        factory.create(
            new KernelRequest(
                operator.op(),
                operator.inputs(),
                operator.outputs(),
                List.of(),
                TensorUse.ALL_NEEDED,
                memory));
    String problem = kernel == null ? "is null" : KernelBudget.problem(kernel.memory());
    if (problem != null) {
      throw new IllegalStateException(
          operator.node().label() + ": the kernel that the application's factory made " + problem);
    }
    return new MadeKernel(
        KernelAnswer.of(kernel),
        kernel.memory().holding(kernel.memory().heldBytes() + memory.bytes()),
        kernel.overlaps(),
        memory,
        System.nanoTime() - start);
  }

  private ScheduledKernel scheduled(
      MadeKernel made, Offers offers, int index, KernelOrigin origin, List<String> declined) {
    KernelAnswer.Accepted accepted = (KernelAnswer.Accepted) made.answer();
    allocated.add(made.allocated());
    return new ScheduledKernel(
        offers.operators.subList(index, index + accepted.operators()),
        accepted.kernel(),
        made.memory(),
        made.overlaps(),
        origin,
        declined,
        made.nanos(),
        accepted.unwritten(),
        accepted.steps());
  }
}
