/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.selection.KernelSelection;

/**
 * What the kernels of one interpreter use outside the arena: work space, which all of them share
 * since only one runs at a time, and the state of those that leave Java. What no kernel asks for is
 * not made; in particular nothing outside the Java heap.
 */
final class KernelWorkspace {
  /** A cache line, and the widest vector of today. */
  private static final long ALIGNMENT = 64;

  private final float[] floats;

  /** Null if no kernel asks for it. */
  private final MemorySegment workspace;

  /** The states of all kernels, one behind the other; null if no kernel has any. */
  private final MemorySegment states;

  /** Where the state of each kernel of each subgraph begins. */
  private final long[][] stateOffsets;

  /** The array of the arena; null if no kernel asks for it. */
  private final MemorySegment arenaSegment;

  KernelWorkspace(KernelSelection selection, int subgraphs, byte[] arena) {
    int mostFloats = 0;
    long mostBytes = 0;
    long stateBytes = 0;
    boolean segment = false;
    stateOffsets = new long[subgraphs][];
    for (int subgraph = 0; subgraph < subgraphs; subgraph++) {
      List<ScheduledKernel> kernels = selection.kernels(subgraph);
      stateOffsets[subgraph] = new long[kernels.size()];
      for (int i = 0; i < kernels.size(); i++) {
        KernelMemory memory = kernels.get(i).memory();
        mostFloats = Math.max(mostFloats, memory.workspaceFloats());
        mostBytes = Math.max(mostBytes, memory.nativeWorkspaceBytes());
        segment |= memory.arenaSegment();
        stateOffsets[subgraph][i] = stateBytes;
        stateBytes += Math.ceilDiv(memory.nativeStateBytes(), ALIGNMENT) * ALIGNMENT;
      }
    }
    floats = new float[mostFloats];
    workspace = allocate(mostBytes);
    states = allocate(stateBytes);
    arenaSegment = segment ? MemorySegment.ofArray(arena) : null;
  }

  /** Memory that is freed with the interpreter. */
  private static MemorySegment allocate(long bytes) {
    return bytes == 0 ? null : Arena.ofAuto().allocate(bytes, ALIGNMENT);
  }

  float[] floats() {
    return floats;
  }

  /** Gives a kernel what it asked for outside the Java heap. */
  KernelContext bind(KernelContext context, int subgraph, int kernel, KernelMemory memory) {
    boolean needsWorkspace = memory.nativeWorkspaceBytes() > 0;
    boolean needsState = memory.nativeStateBytes() > 0;
    if (!needsWorkspace && !needsState && !memory.arenaSegment()) {
      return context;
    }
    return context.withNative(
        needsWorkspace ? workspace : null,
        needsState
            ? states.asSlice(stateOffsets[subgraph][kernel], memory.nativeStateBytes())
            : null,
        memory.arenaSegment() ? arenaSegment : null);
  }

  /** Sets the states of all kernels to zero. */
  void clearState() {
    if (states != null) {
      states.fill((byte) 0);
    }
  }

  /** Returns the bytes of work space that all kernels share. */
  long sharedBytes() {
    return (long) Float.BYTES * floats.length + (workspace == null ? 0 : workspace.byteSize());
  }

  /** Returns the bytes of the states of all kernels. */
  long stateBytes() {
    return states == null ? 0 : states.byteSize();
  }
}
