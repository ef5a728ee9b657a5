/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

import org.tflm4j.api.tensor.Tensor;

/**
 * What a kernel sees of one interpreter: its operator's tensors and its own buffers in the arena.
 */
public final class KernelContext {
  private final Tensor[] inputs;
  private final Tensor[] outputs;
  private final byte[] arena;
  private final int[] scratchOffsets;
  private final int[] persistentOffsets;
  private final float[] workspace;
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
  }

  public int inputCount() {
    return inputs.length;
  }

  /** Returns input {@code index}, null where an optional one is absent. */
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
