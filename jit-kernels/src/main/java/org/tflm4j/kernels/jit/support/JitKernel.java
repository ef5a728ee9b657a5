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
  private final List<Sequence> sequences = new ArrayList<>();

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

  /** A call of a step for some of its units. */
  private record Entry(PlacedStep step, int from, int to) {}

  /**
   * Steps that run with one call.
   *
   * @param at where their entries begin in the native state
   */
  private record Sequence(long at, List<Entry> entries) {
    long end() {
      return align(at + StepSequence.ENTRY_BYTES * (entries.size() + 1));
    }
  }

  /**
   * How an operator is computed, or several as one, and how many operands there are.
   *
   * @param program the steps
   * @param inputs operands that are read, absent ones included
   * @param outputs operands that are written, unwritten ones included
   * @param firstOutput index of the program's first output among them
   */
  public record Part(Program program, int inputs, int outputs, int firstOutput) {}

  /** Creates the kernel of some operators that run one after the other. */
  public JitKernel(List<Part> parts) {
    StateWord.Operands operands = new StateWord.Operands(0, 0, 0);
    List<Integer> persistent = new ArrayList<>();
    long workspace = 0;
    long stateBytes = 0;
    for (Part part : parts) {
      Program program = part.program();
      StateWord.Operands own =
          new StateWord.Operands(
              operands.firstInput(),
              operands.firstOutput() + part.firstOutput(),
              operands.firstPersistent());
      for (Step step : program.steps()) {
        steps.add(new PlacedStep(step, own, stateBytes));
        stateBytes += align((long) Long.BYTES * step.state().size());
      }
      for (InputOverlap overlap : program.overlaps()) {
        overlaps.add(
            new InputOverlap(
                overlap.output() + own.firstOutput(),
                overlap.input() + own.firstInput(),
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
    stateBytes = layOut(stateBytes);
    sequenceAt = sequences.stream().mapToLong(Sequence::at).toArray();
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
  private long layOut(long start) {
    long end = start;
    long nanosLeft = 0;
    for (PlacedStep placed : steps) {
      Step step = placed.step();
      long unitNanos = Math.max(1, step.unitNanos());
      for (int from = 0; from < step.units(); ) {
        if (nanosLeft < unitNanos) {
          sequences.add(new Sequence(end, new ArrayList<>()));
          nanosLeft = LONGEST_CALL_NANOS;
        }
        int units = Math.clamp(nanosLeft / unitNanos, 1, step.units() - from);
        sequences.getLast().entries().add(new Entry(placed, from, from + units));
        end = sequences.getLast().end();
        nanosLeft -= units * unitNanos;
        from += units;
      }
    }
    return end;
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
    for (Sequence sequence : sequences) {
      write(sequence, state);
    }
    StepSequence.link();
  }

  /** Writes the entries of the steps that have something to do. */
  private static void write(Sequence sequence, MemorySegment state) {
    long at = sequence.at();
    for (Entry entry : sequence.entries()) {
      PlacedStep placed = entry.step();
      if (!isDone(placed, state)) {
        StepSequence.write(
            state,
            at,
            placed.step().code().address(),
            state.address() + placed.stateAt(),
            entry.from(),
            entry.to());
        at += StepSequence.ENTRY_BYTES;
      }
    }
    StepSequence.write(state, at, 0, 0, 0, 0);
  }

  /** Returns true if all that a step would move is in its place already. */
  private static boolean isDone(PlacedStep placed, MemorySegment state) {
    int words = placed.step().state().size();
    boolean done = placed.step().moves();
    for (int word = 0; word < words && done; word += 2) {
      long at = placed.stateAt() + (long) Long.BYTES * word;
      done =
          state.get(ValueLayout.JAVA_LONG, at) == state.get(ValueLayout.JAVA_LONG, at + Long.BYTES);
    }
    return done;
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
