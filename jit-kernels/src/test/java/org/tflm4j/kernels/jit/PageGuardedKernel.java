/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.jit.code.GuardedArena;
import org.tflm4j.kernels.jit.code.GuardedBuffers;

/**
 * Runs a kernel in native memory where every tensor, every buffer, the state and the work space lie
 * flush against pages that nobody may touch: one byte read or written beyond them ends the process.
 * Their contents are copied there before each call, and back behind it. For one interpreter.
 */
final class PageGuardedKernel implements Kernel {
  private static final int ALIGNMENT = 64;

  private final Kernel kernel;
  private final boolean atEnd;
  private final GuardedArena memory;

  /** Tensors and buffers in their places; those that overlap are one. */
  private final List<Moved> moved = new ArrayList<>();

  private GuardedBuffers guarded;
  private MemorySegment buffers;
  private MemorySegment workspace;
  private KernelContext inside;

  /** A range of bytes of the arena, and where it lies now. */
  private record Moved(int from, int to, int at) {}

  /**
   * Creates it.
   *
   * @param atEnd true if everything ends before a guard, false if it begins behind one
   */
  PageGuardedKernel(Kernel kernel, boolean atEnd) {
    this.kernel = kernel;
    this.atEnd = atEnd;
    this.memory = new GuardedArena(atEnd);
  }

  /** Gives state and work space back; the kernel must not be run any more. */
  void close() {
    memory.close();
  }

  @Override
  public KernelMemory memory() {
    return kernel.memory();
  }

  @Override
  public List<InputOverlap> overlaps() {
    return kernel.overlaps();
  }

  @Override
  public void initialize(KernelContext context) {
    memory.close();
    place(context);
    workspace = like(context.nativeWorkspace());
    inside = inside(context);
    run(context, kernel::initialize);
  }

  @Override
  public void eval(KernelContext context) {
    run(context, kernel::eval);
  }

  private MemorySegment like(MemorySegment given) {
    return given == null ? null : memory.allocate(given.byteSize(), ALIGNMENT);
  }

  /** Gives each range of bytes that the kernel may touch a place of its own. */
  private void place(KernelContext context) {
    List<Moved> ranges = new ArrayList<>();
    for (int i = 0; i < context.inputCount(); i++) {
      addRange(ranges, context.input(i));
    }
    for (int i = 0; i < context.outputCount(); i++) {
      addRange(ranges, context.output(i));
    }
    List<Integer> scratch = kernel.memory().scratchBytes();
    for (int i = 0; i < scratch.size(); i++) {
      addRange(ranges, context.scratchOffset(i), scratch.get(i));
    }
    List<Integer> persistent = kernel.memory().persistentBytes();
    for (int i = 0; i < persistent.size(); i++) {
      addRange(ranges, context.persistentOffset(i), persistent.get(i));
    }
    ranges.sort(Comparator.comparingInt(Moved::from).thenComparingInt(Moved::to));
    guarded = new GuardedBuffers(atEnd);
    moved.clear();
    for (int first = 0; first < ranges.size(); ) {
      int from = ranges.get(first).from();
      int to = ranges.get(first).to();
      int next = first + 1;
      while (next < ranges.size() && ranges.get(next).from() < Math.max(to, from + 1)) {
        to = Math.max(to, ranges.get(next).to());
        next++;
      }
      moved.add(new Moved(from, to, guarded.add(to - from)));
      first = next;
    }
    buffers = guarded.memory();
  }

  private static void addRange(List<Moved> ranges, Tensor tensor) {
    if (tensor != null && !tensor.spec().isConstant()) {
      addRange(ranges, tensor.offset(), tensor.byteSize());
    }
  }

  private static void addRange(List<Moved> ranges, int offset, int bytes) {
    ranges.add(new Moved(offset, offset + bytes, 0));
  }

  private int moved(int offset) {
    for (Moved range : moved) {
      if (offset == range.from() || (range.from() < offset && offset < range.to())) {
        return range.at() + offset - range.from();
      }
    }
    throw new AssertionError("nothing lies at " + offset);
  }

  private KernelContext inside(KernelContext context) {
    byte[] standIn = new byte[Math.toIntExact(buffers.byteSize())];
    Tensor[] inputs = new Tensor[context.inputCount()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = moved(context.input(i), standIn);
    }
    Tensor[] outputs = new Tensor[context.outputCount()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = moved(context.output(i), standIn);
    }
    int[] scratch = new int[kernel.memory().scratchBytes().size()];
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = moved(context.scratchOffset(i));
    }
    int[] persistent = new int[kernel.memory().persistentBytes().size()];
    for (int i = 0; i < persistent.length; i++) {
      persistent[i] = moved(context.persistentOffset(i));
    }
    return new KernelContext(inputs, outputs, standIn, scratch, persistent, context.workspace())
        .withNative(workspace, like(context.nativeState()), buffers);
  }

  private Tensor moved(Tensor tensor, byte[] standIn) {
    return tensor == null || tensor.spec().isConstant()
        ? tensor
        : new Tensor(tensor.spec(), standIn, moved(tensor.offset()));
  }

  private void run(KernelContext context, Consumer<KernelContext> method) {
    byte[] arena = context.arena();
    guarded.restore();
    for (Moved range : moved) {
      int bytes = range.to() - range.from();
      MemorySegment.copy(arena, range.from(), buffers, ValueLayout.JAVA_BYTE, range.at(), bytes);
    }
    if (workspace != null) {
      workspace.copyFrom(context.nativeWorkspace());
    }
    method.accept(inside);
    for (Moved range : moved) {
      int bytes = range.to() - range.from();
      MemorySegment.copy(buffers, ValueLayout.JAVA_BYTE, range.at(), arena, range.from(), bytes);
    }
  }
}
