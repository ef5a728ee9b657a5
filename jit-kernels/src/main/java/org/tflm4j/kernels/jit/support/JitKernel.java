/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;

/**
 * A kernel whose work is done by machine code: the steps of one operator, called one after the
 * other. Immutable; what differs between interpreters is in the state of each step, which {@link
 * #initialize} writes.
 */
public final class JitKernel implements Kernel {
  /** A call holds up the whole JVM at safepoints, so it should end within a millisecond. */
  private static final long LONGEST_CALL_NANOS = 300_000;

  /** States begin at a cache line of their own. */
  private static final long STATE_ALIGNMENT = 64;

  private final Program program;
  private final Step[] steps;
  private final long[] stateAt;
  private final int[] unitsPerCall;
  private final KernelMemory memory;

  /** Creates the kernel of an operator. */
  public JitKernel(Program program) {
    this.program = program;
    this.steps = program.steps().toArray(Step[]::new);
    this.stateAt = new long[steps.length];
    this.unitsPerCall = new int[steps.length];
    long stateBytes = 0;
    for (int i = 0; i < steps.length; i++) {
      stateAt[i] = stateBytes;
      long bytes = (long) Long.BYTES * steps[i].state().size();
      stateBytes += (bytes + STATE_ALIGNMENT - 1) & -STATE_ALIGNMENT;
      unitsPerCall[i] =
          Math.clamp(LONGEST_CALL_NANOS / Math.max(1, steps[i].unitNanos()), 1, steps[i].units());
    }
    this.memory =
        KernelMemory.NONE
            .withPersistent(
                program.persistentBytes().stream().mapToInt(Integer::intValue).toArray())
            .withNativeWorkspace(program.workspaceBytes())
            .withNativeState(stateBytes)
            .withArenaSegment();
  }

  @Override
  public KernelMemory memory() {
    return memory;
  }

  @Override
  public List<InputOverlap> overlaps() {
    return program.overlaps();
  }

  @Override
  public void initialize(KernelContext context) {
    MemorySegment state = context.nativeState();
    for (int i = 0; i < steps.length; i++) {
      long at = stateAt[i];
      for (StateWord word : steps[i].state()) {
        state.set(ValueLayout.JAVA_LONG, at, word.in(context, 0, 0));
        at += Long.BYTES;
      }
      steps[i].code().link();
    }
  }

  @Override
  public void eval(KernelContext context) {
    MemorySegment arena = context.arenaSegment();
    long state = context.nativeState().address();
    for (int i = 0; i < steps.length; i++) {
      Step step = steps[i];
      int units = step.units();
      int perCall = unitsPerCall[i];
      for (int from = 0; from < units; from += perCall) {
        step.code().call(arena, state + stateAt[i], from, Math.min(from + perCall, units), 0, 0);
      }
    }
  }
}
