/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;

/**
 * Runs a kernel in memory of its own where every buffer lies between canaries, and checks after
 * each step that it wrote nothing but what it may write. What the contract calls undefined, scratch
 * buffers and work space, is full of garbage before every invocation.
 */
final class GuardedKernel implements Contestant {
  private static final int GUARD = 64;
  private static final byte CANARY = (byte) 0xA5;

  /**
   * Patterns that spoil sums of ints and of floats: NaN, quiet and signalling, and the ends of both
   * ranges. No byte of them is 0.
   */
  private static final int[] GARBAGE = {
    0x7FC5_A5A5, 0x7FA5_A5A5, 0xFF7F_FFFF, 0x7F7F_FFFF, 0xA5A5_A5A5, 0x8081_8283, 0x0101_0101, -1
  };

  private final String name;
  private final Operands operands;
  private final Kernel kernel;
  private final byte[] memory;
  private final Tensor[] inputs;
  private final Tensor[] outputs;
  private final float[] workspace;
  private final GuardedSegment nativeWorkspace;
  private final GuardedSegment nativeState;
  private final KernelContext context;

  /** Where each tensor lies that is no constant. */
  private final Map<TensorSpec, Integer> places = new HashMap<>();

  /** Where outputs and variables lie. */
  private final List<Range> results = new ArrayList<>();

  private final List<Range> scratch = new ArrayList<>();
  private final List<Range> persistent = new ArrayList<>();

  private int end = GUARD;

  private record Range(int from, int to) {
    void copy(byte[] source, byte[] target) {
      System.arraycopy(source, from, target, from, to - from);
    }
  }

  /** Lays all buffers apart. */
  GuardedKernel(String name, Operands operands, Kernel kernel) {
    this(name, operands, kernel, null, 0);
  }

  /**
   * Lays an output over an input, and all other buffers apart.
   *
   * @param name of the kernel, for messages
   * @param shared which output and input, null for none
   * @param distance from the start of the output to that of the input, in bytes
   */
  GuardedKernel(String name, Operands operands, Kernel kernel, InputOverlap shared, int distance) {
    this.name = name;
    this.operands = operands;
    this.kernel = kernel;
    if (shared != null) {
      reserveTogether(
          operands.inputs().get(shared.input()), operands.outputs().get(shared.output()), distance);
    }
    for (TensorSpec spec : operands.inputs()) {
      if (spec != null && !spec.isConstant()) {
        places.computeIfAbsent(spec, tensor -> reserve(bytes(tensor)).from());
      }
    }
    for (TensorSpec spec : operands.outputs()) {
      if (spec != null) {
        places.computeIfAbsent(spec, tensor -> reserve(bytes(tensor)).from());
      }
    }
    for (TensorSpec spec : operands.results()) {
      int at = places.get(spec);
      results.add(new Range(at, at + bytes(spec)));
    }
    for (int size : kernel.memory().scratchBytes()) {
      scratch.add(reserve(size));
    }
    for (int size : kernel.memory().persistentBytes()) {
      persistent.add(reserve(size));
    }
    memory = new byte[end];
    inputs = operands.inputs().stream().map(this::tensor).toArray(Tensor[]::new);
    outputs = operands.outputs().stream().map(this::tensor).toArray(Tensor[]::new);
    workspace = new float[kernel.memory().workspaceFloats()];
    nativeWorkspace = new GuardedSegment(kernel.memory().nativeWorkspaceBytes());
    nativeState = new GuardedSegment(kernel.memory().nativeStateBytes());
    context =
        new KernelContext(
                inputs,
                outputs,
                memory,
                scratch.stream().mapToInt(Range::from).toArray(),
                persistent.stream().mapToInt(Range::from).toArray(),
                workspace)
            .withNative(
                nativeWorkspace.segment(),
                nativeState.segment(),
                kernel.memory().arenaSegment() ? MemorySegment.ofArray(memory) : null);
  }

  private void reserveTogether(TensorSpec input, TensorSpec output, int distance) {
    int first = Math.min(distance, 0);
    int at = reserve(Math.max(distance + bytes(input), bytes(output)) - first).from();
    places.put(input, at + distance - first);
    places.put(output, at - first);
  }

  private static int bytes(TensorSpec spec) {
    return Math.toIntExact(spec.byteSize());
  }

  private Range reserve(int bytes) {
    int at = end;
    end += (bytes + 15) / 16 * 16 + GUARD;
    return new Range(at, at + bytes);
  }

  private Tensor tensor(TensorSpec spec) {
    if (spec == null) {
      return null;
    }
    return spec.isConstant()
        ? new Tensor(spec, spec.constant().bytes(), spec.constant().offset())
        : new Tensor(spec, memory, places.get(spec));
  }

  @Override
  public boolean keepsState() {
    return !persistent.isEmpty()
        || nativeState.segment() != null
        || !operands.variables().isEmpty();
  }

  /**
   * Sets everything to its first state, as the interpreter does: persistent buffers and native
   * state to zero, the variables to the given values; then the kernel initializes its buffers.
   *
   * @throws AssertionError if the kernel wrote anything else
   */
  @Override
  public void reset(Map<TensorSpec, byte[]> variables) {
    Arrays.fill(memory, CANARY);
    persistent.forEach(range -> Arrays.fill(memory, range.from(), range.to(), (byte) 0));
    nativeState.clear();
    write(variables, operands.variables());
    spoil();
    byte[] before = memory.clone();
    kernel.initialize(context);
    requireUnchanged(before, "initialize", List.of(scratch, persistent));
  }

  /**
   * Runs the kernel once.
   *
   * @param values the bytes of {@link Operands#given}
   * @return the bytes of {@link Operands#results}
   * @throws AssertionError if the kernel wrote where it must not
   */
  @Override
  public Map<TensorSpec, byte[]> run(Map<TensorSpec, byte[]> values) {
    write(values, operands.given());
    spoil();
    byte[] before = memory.clone();
    kernel.eval(context);
    requireUnchanged(before, "eval", List.of(results, scratch, persistent));
    Map<TensorSpec, byte[]> written = new HashMap<>();
    for (TensorSpec spec : operands.results()) {
      int at = places.get(spec);
      written.put(spec, Arrays.copyOfRange(memory, at, at + bytes(spec)));
    }
    return written;
  }

  private void write(Map<TensorSpec, byte[]> values, List<TensorSpec> tensors) {
    for (TensorSpec spec : tensors) {
      byte[] bytes = values.get(spec);
      System.arraycopy(bytes, 0, memory, places.get(spec), bytes.length);
    }
  }

  private void spoil() {
    for (Range range : scratch) {
      for (int at = range.from(); at < range.to(); at++) {
        int word = (at - range.from()) / Integer.BYTES;
        memory[at] = (byte) (GARBAGE[word % GARBAGE.length] >> (8 * (at % Integer.BYTES)));
      }
    }
    for (int i = 0; i < workspace.length; i++) {
      workspace[i] = Float.intBitsToFloat(GARBAGE[i % GARBAGE.length]);
    }
    nativeWorkspace.spoil(GARBAGE);
  }

  private void requireUnchanged(byte[] before, String method, List<List<Range>> writable) {
    nativeWorkspace.requireIntact(name + ": memory beside the native work space");
    nativeState.requireIntact(name + ": memory beside the native state");
    byte[] after = memory.clone();
    writable.forEach(ranges -> ranges.forEach(range -> range.copy(before, after)));
    int at = Arrays.mismatch(before, after);
    if (at >= 0) {
      throw new AssertionError(
          name + ": " + method + " of the kernel wrote " + after[at] + " at " + place(at));
    }
  }

  private String place(int at) {
    for (int i = 0; i < outputs.length; i++) {
      int distance = outputs[i] == null ? Integer.MIN_VALUE : at - outputs[i].offset();
      if (distance >= -GUARD && distance < outputs[i].byteSize() + GUARD) {
        return "byte " + distance + " of output " + i + ", which has " + outputs[i].byteSize();
      }
    }
    for (int i = 0; i < inputs.length; i++) {
      int distance = inputs[i] == null ? Integer.MIN_VALUE : at - inputs[i].offset();
      if (distance >= 0
          && distance < inputs[i].byteSize()
          && places.containsKey(inputs[i].spec())) {
        return "byte " + distance + " of input " + i;
      }
    }
    return "byte " + at + ", outside every output and buffer";
  }
}
