/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.mutation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.conformance.mutation.MutationReport.Failure;

/**
 * Runs many mutants of good models, each within a time limit, and counts the outcomes. The same
 * seeds give the same mutants.
 */
public final class MutationCampaign {
  // Processor time, because a busy machine makes every thread wait.
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<List<NamedModel>> groups;
  private final List<List<KernelProvider>> chains;
  private final int arenaBytes;
  private final Duration limit;
  private final Map<NamedModel, Mutator> mutators = new HashMap<>();

  /**
   * A good model.
   *
   * @param name for messages
   * @param file its bytes
   */
  public record NamedModel(String name, byte[] file) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** One mutant with the providers to run it on. */
  private record Task(NamedModel model, long seed, byte[] mutant, List<KernelProvider> chain) {}

  /** The outcome of a task; {@code thrown} is null unless it failed. */
  private record Done(Outcome outcome, Throwable thrown, long cpuNanos) {}

  /**
   * Creates a campaign.
   *
   * @param groups models; the groups take turns, and in each group its models
   * @param chains chains of providers, which take turns
   * @param arenaBytes the arena of every mutant
   * @param limit the time that a mutant may take to be read, prepared and run
   */
  public MutationCampaign(
      List<List<NamedModel>> groups,
      List<List<KernelProvider>> chains,
      int arenaBytes,
      Duration limit) {
    this.groups = List.copyOf(groups);
    this.chains = List.copyOf(chains);
    this.arenaBytes = arenaBytes;
    this.limit = limit;
  }

  /**
   * Runs mutants.
   *
   * @param firstSeed of the first mutant; the others count up from there
   * @param mutants how many
   * @param failed called for every failure when it happens
   * @param step called after every mutant
   */
  public MutationReport run(long firstSeed, int mutants, Consumer<Failure> failed, Runnable step)
      throws InterruptedException {
    MutationReport report = new MutationReport();
    Worker worker = new Worker();
    try {
      for (long seed = firstSeed; seed < firstSeed + mutants; seed++) {
        Task task = task(seed);
        Done done = worker.run(task);
        if (done == null) {
          done = new Done(Outcome.FAILED, worker.abandon(), limit.toNanos());
          worker = new Worker();
        }
        Duration time = Duration.ofNanos(done.cpuNanos());
        report.add(done.outcome(), time, task.model().name() + ", mutant " + seed);
        if (done.outcome() == Outcome.FAILED) {
          Failure failure = new Failure(task.model().name(), seed, task.mutant(), done.thrown());
          report.add(failure);
          failed.accept(failure);
        }
        step.run();
      }
    } finally {
      worker.stop();
    }
    return report;
  }

  private Task task(long seed) {
    long turn = seed;
    List<NamedModel> group = groups.get((int) Math.floorMod(turn, (long) groups.size()));
    turn = Math.floorDiv(turn, groups.size());
    NamedModel model = group.get((int) Math.floorMod(turn, (long) group.size()));
    turn = Math.floorDiv(turn, group.size());
    List<KernelProvider> chain = chains.get((int) Math.floorMod(turn, (long) chains.size()));
    byte[] mutant = mutators.computeIfAbsent(model, m -> new Mutator(m.file())).mutant(seed);
    return new Task(model, seed, mutant, chain);
  }

  /** A thread that runs one mutant after the other; it is abandoned when one does not end. */
  private final class Worker {
    private final SynchronousQueue<Task> tasks = new SynchronousQueue<>();
    private final SynchronousQueue<Done> results = new SynchronousQueue<>();
    private final Thread thread = new Thread(this::work, "mutants");

    private Worker() {
      thread.setDaemon(true);
      thread.start();
    }

    /** Returns null if the mutant takes too long. */
    private Done run(Task task) throws InterruptedException {
      tasks.put(task);
      return results.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns an error that shows where the thread was. */
    private Throwable abandon() {
      AssertionError late = new AssertionError("takes longer than " + limit.toSeconds() + " s");
      late.setStackTrace(thread.getStackTrace());
      thread.interrupt();
      return late;
    }

    private void stop() {
      thread.interrupt();
    }

    private void work() {
      BoundedRun bounded = new BoundedRun(arenaBytes);
      try {
        while (true) {
          results.put(run(bounded, tasks.take()));
        }
      } catch (InterruptedException e) {
        // The campaign has ended, or nobody waits for this mutant any more.
      }
    }

    private Done run(BoundedRun bounded, Task task) {
      Outcome outcome = Outcome.FAILED;
      Throwable thrown = null;
      long start = THREADS.getCurrentThreadCpuTime();
      try {
        outcome = bounded.run(task.mutant(), task.chain(), task.seed());
      } catch (RuntimeException | Error e) {
        thrown = e;
      }
      return new Done(outcome, thrown, THREADS.getCurrentThreadCpuTime() - start);
    }
  }
}
