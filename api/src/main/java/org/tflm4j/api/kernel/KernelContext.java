/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

import java.lang.foreign.MemorySegment;
import org.tflm4j.api.tensor.Tensor;

/**
 * What a kernel sees of one interpreter: its operator's tensors and its own buffers in the arena.
 *
 * <p>A kernel that computes several operators, see {@link org.tflm4j.api.spi.KernelAnswer#fused},
 * sees the inputs of all of them one after the other, those of the first operator in front, and
 * likewise the outputs. A tensor between two of them appears in both, and is null in both if the
 * kernel said that it does not write it.
 */
public final class KernelContext {
  private final Tensor[] inputs;
  private final Tensor[] outputs;
  private final byte[] arena;
  private final int[] scratchOffsets;
  private final int[] persistentOffsets;
  private final float[] workspace;
  private final MemorySegment nativeWorkspace;
  private final MemorySegment nativeState;
  private final MemorySegment arenaSegment;
  private boolean aborted;

  /**
   * Binds an operator's tensors and buffers.
   *
   * @param inputs the operator's inputs, null where an optional one is absent
   * @param outputs the operator's outputs
   * @param arena the array that holds the buffers
   * @param scratchOffsets offsets of the scratch buffers, in the order the kernel asked for them
   * @param persistentOffsets offsets of the persistent buffers, in the order the kernel asked for
   *     them
   * @param workspace at least as many floats as the kernel asked for
   */
  public KernelContext(
      Tensor[] inputs,
      Tensor[] outputs,
      byte[] arena,
      int[] scratchOffsets,
      int[] persistentOffsets,
      float[] workspace) {
    this.inputs = inputs.clone();
    this.outputs = outputs.clone();
    this.arena = arena;
    this.scratchOffsets = scratchOffsets.clone();
    this.persistentOffsets = persistentOffsets.clone();
    this.workspace = workspace;
    this.nativeWorkspace = null;
    this.nativeState = null;
    this.arenaSegment = null;
  }

  private KernelContext(
      KernelContext other,
      MemorySegment nativeWorkspace,
      MemorySegment nativeState,
      MemorySegment arenaSegment) {
    this.inputs = other.inputs;
    this.outputs = other.outputs;
    this.arena = other.arena;
    this.scratchOffsets = other.scratchOffsets;
    this.persistentOffsets = other.persistentOffsets;
    this.workspace = other.workspace;
    this.nativeWorkspace = nativeWorkspace;
    this.nativeState = nativeState;
    this.arenaSegment = arenaSegment;
  }

  /**
   * Returns this context with memory for a kernel that leaves Java; null for what the kernel did
   * not ask for.
   *
   * @param workspace at least as many bytes as the kernel asked for, at a multiple of 64
   * @param state as many bytes as the kernel asked for, zero, at a multiple of 64
   * @param segment the whole array of {@link #arena}
   */
  public KernelContext withNative(
      MemorySegment workspace, MemorySegment state, MemorySegment segment) {
    return new KernelContext(this, workspace, state, segment);
  }

  public int inputCount() {
    return inputs.length;
  }

  /**
   * Returns input {@code index}, null where an optional one is absent or the kernel said that it
   * does not write it.
   */
  public Tensor input(int index) {
    return inputs[index];
  }

  /** Returns true if the operator has input {@code index}. */
  public boolean hasInput(int index) {
    return index < inputs.length && inputs[index] != null;
  }

  public int outputCount() {
    return outputs.length;
  }

  /** Returns output {@code index}, null where the kernel said that it does not write it. */
  public Tensor output(int index) {
    return outputs[index];
  }

  /** Returns the array that holds the scratch and persistent buffers. */
  public byte[] arena() {
    return arena;
  }

  /** Returns where scratch buffer {@code index} begins in {@link #arena()}; a multiple of 16. */
  public int scratchOffset(int index) {
    return scratchOffsets[index];
  }

  /** Returns where persistent buffer {@code index} begins in {@link #arena()}; a multiple of 16. */
  public int persistentOffset(int index) {
    return persistentOffsets[index];
  }

  /**
   * Returns the work space: floats outside the arena, as many as any kernel of the interpreter
   * asked for, shared by all of them; its contents are undefined when a kernel starts. For inputs
   * that a fast kernel widens: an arena that is large enough for TFLM stays large enough.
   */
  public float[] workspace() {
    return workspace;
  }

  /**
   * Returns the work space outside the Java heap: at least as many bytes as the kernel asked for,
   * at a multiple of 64, shared by all kernels of the interpreter; its contents are undefined when
   * a kernel starts. Null if the kernel asked for none.
   */
  public MemorySegment nativeWorkspace() {
    return nativeWorkspace;
  }

  /**
   * Returns memory outside the Java heap that belongs to this kernel and interpreter: as many bytes
   * as the kernel asked for, at a multiple of 64, zero when {@link Kernel#initialize} runs, and
   * kept until the next reset. For tables of offsets and addresses that machine code reads. Null if
   * the kernel asked for none.
   */
  public MemorySegment nativeState() {
    return nativeState;
  }

  /**
   * Returns the whole {@link #arena()} as one segment on the heap, made when the interpreter was
   * created: a tensor in it begins at {@link Tensor#offset()}. Null if the kernel did not ask for
   * it. A constant does not lie in the arena.
   */
  public MemorySegment arenaSegment() {
    return arenaSegment;
  }

  /**
   * Ends this invocation quietly after this operator: the operators behind it do not run and the
   * outputs keep what they hold. TFLM's {@code kTfLiteAbort}, which CIRCULAR_BUFFER uses to run the
   * rest of a model every few frames only.
   */
  public void abortInvocation() {
    aborted = true;
  }

  /**
   * Returns whether {@link #abortInvocation} was called since the last call of this method. For the
   * interpreter.
   */
  public boolean takeAbort() {
    boolean taken = aborted;
    aborted = false;
    return taken;
  }
}
