/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.kernels.jit.code.MachineCode;

/**
 * A kernel whose work is done by machine code: the steps of one operator, or of several that run
 * one after the other. Steps are called by {@link StepSequence}, many with one call out of Java, as
 * far as the call stays short. Immutable; what differs between interpreters is in the native state,
 * which {@link #initialize} writes: the words of each step, then the entries of the sequences.
 */
public final class JitKernel implements Kernel {
  /** A call holds up the whole JVM at safepoints, so it should end within a millisecond. */
  private static final long LONGEST_CALL_NANOS = 300_000;

  /** States begin at a cache line of their own. */
  private static final long ALIGNMENT = 64;

  private final List<PlacedStep> steps = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  /** Where the entries of each sequence begin in the native state. */
  private final long[] sequenceAt;

  private final KernelMemory memory;
  private final List<InputOverlap> overlaps = new ArrayList<>();

  /**
   * A step in its place.
   *
   * @param step the step
   * @param operands where the operands of its operator begin among those of the kernel
   * @param stateAt where its words begin in the native state
   */
  private record PlacedStep(Step step, StateWord.Operands operands, long stateAt) {}

  /**
   * A call of a step for some of its units; null for the end of a sequence.
   *
   * @param at where it lies in the native state
   */
  private record Entry(long at, PlacedStep step, int from, int to) {}

  /**
   * How an operator is computed, and how many operands it has.
   *
   * @param program its steps
   * @param inputs operands that it reads, absent ones included
   * @param outputs operands that it writes
   */
  public record Part(Program program, int inputs, int outputs) {}

  /** Creates the kernel of some operators that run one after the other. */
  public JitKernel(List<Part> parts) {
    StateWord.Operands operands = new StateWord.Operands(0, 0, 0);
    List<Integer> persistent = new ArrayList<>();
    long workspace = 0;
    long stateBytes = 0;
    for (Part part : parts) {
      Program program = part.program();
      for (Step step : program.steps()) {
        steps.add(new PlacedStep(step, operands, stateBytes));
        stateBytes += align((long) Long.BYTES * step.state().size());
      }
      for (InputOverlap overlap : program.overlaps()) {
        overlaps.add(
            new InputOverlap(
                overlap.output() + operands.firstOutput(),
                overlap.input() + operands.firstInput(),
                overlap.minDistance(),
                overlap.maxDistance()));
      }
      persistent.addAll(program.persistentBytes());
      workspace = Math.max(workspace, program.workspaceBytes());
      operands =
          new StateWord.Operands(
              operands.firstInput() + part.inputs(),
              operands.firstOutput() + part.outputs(),
              persistent.size());
    }
    List<Long> sequences = new ArrayList<>();
    stateBytes = layOut(sequences, stateBytes);
    sequenceAt = sequences.stream().mapToLong(Long::longValue).toArray();
    memory =
        KernelMemory.NONE
            .withPersistent(persistent.stream().mapToInt(Integer::intValue).toArray())
            .withNativeWorkspace(workspace)
            .withNativeState(stateBytes)
            .withArenaSegment()
            .holding(codeBytes());
  }

  /** Counts code that steps share once. */
  private long codeBytes() {
    return steps.stream()
        .map(placed -> placed.step().code())
        .distinct()
        .mapToLong(MachineCode::size)
        .sum();
  }

  private static long align(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Deals the units of all steps out to sequences that are short enough; returns the end. */
  private long layOut(List<Long> sequences, long start) {
    long at = start;
    long nanosLeft = 0;
    for (PlacedStep placed : steps) {
      Step step = placed.step();
      long unitNanos = Math.max(1, step.unitNanos());
      for (int from = 0; from < step.units(); ) {
        if (nanosLeft < unitNanos) {
          at = end(sequences, at);
          sequences.add(at);
          nanosLeft = LONGEST_CALL_NANOS;
        }
        int units = Math.clamp(nanosLeft / unitNanos, 1, step.units() - from);
        entries.add(new Entry(at, placed, from, from + units));
        at += StepSequence.ENTRY_BYTES;
        nanosLeft -= units * unitNanos;
        from += units;
      }
    }
    return end(sequences, at);
  }

  /** Ends the open sequence, if there is one; returns where the next may begin. */
  private long end(List<Long> sequences, long at) {
    if (sequences.isEmpty()) {
      return at;
    }
    entries.add(new Entry(at, null, 0, 0));
    return align(at + StepSequence.ENTRY_BYTES);
  }

  @Override
  public KernelMemory memory() {
    return memory;
  }

  @Override
  public List<InputOverlap> overlaps() {
    return List.copyOf(overlaps);
  }

  @Override
  public void initialize(KernelContext context) {
    MemorySegment state = context.nativeState();
    for (PlacedStep placed : steps) {
      long at = placed.stateAt();
      for (StateWord word : placed.step().state()) {
        state.set(ValueLayout.JAVA_LONG, at, word.in(context, placed.operands()));
        at += Long.BYTES;
      }
    }
    for (Entry entry : entries) {
      boolean isEnd = entry.step() == null;
      StepSequence.write(
          state,
          entry.at(),
          isEnd ? 0 : entry.step().step().code().address(),
          isEnd ? 0 : state.address() + entry.step().stateAt(),
          entry.from(),
          entry.to());
    }
    StepSequence.link();
  }

  @Override
  public void eval(KernelContext context) {
    if (sequenceAt.length == 0) {
      // No tensor has elements, and there is no state.
      return;
    }
    MemorySegment arena = context.arenaSegment();
    long state = context.nativeState().address();
    for (long at : sequenceAt) {
      StepSequence.call(arena, state + at);
    }
  }
}
