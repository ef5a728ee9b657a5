/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.tflm4j.interpreter.memory.MemoryPlanner;

/**
 * An arena for one interpreter, or for several that run one after the other, as TFLM's interpreters
 * do that are given the same {@code MicroAllocator}. The persistent parts (variables, state of
 * kernels) are stacked at the end; the front, with tensors and scratch, belongs to the interpreter
 * that runs, so it is as large as the largest of them needs it.
 *
 * <pre>{@code
 * TensorArena arena = TensorArena.of(new byte[64 * 1024]);
 * Interpreter preprocessor = Interpreter.builder(audio, ops).arena(arena).build();
 * Interpreter classifier = Interpreter.builder(speech, ops).arena(arena).build();
 * }</pre>
 *
 * <p>State is kept apart. Inputs and outputs are not: write the inputs of an interpreter when its
 * turn has come, and read or copy its outputs before the inputs of the next one are written. Only
 * one interpreter of an arena may run at a time; a second one that is invoked meanwhile throws.
 */
public final class TensorArena {
  private static final VarHandle RUNNING = runningHandle();

  private final byte[] bytes;

  /** Where the persistent parts begin. */
  private int persistentStart;

  private long nonPersistentBytes;
  private int interpreters;

  /** True if an interpreter keeps variables at the front, so that no other may write there. */
  private boolean frontKeepsState;

  @SuppressWarnings("unused") // through RUNNING
  private boolean running;

  private static VarHandle runningHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(TensorArena.class, "running", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private TensorArena(byte[] bytes) {
    this.bytes = bytes;
    this.persistentStart = bytes.length;
  }

  /** Returns an arena in {@code bytes}, which belong to it from here on. */
  public static TensorArena of(byte[] bytes) {
    return new TensorArena(Objects.requireNonNull(bytes, "bytes"));
  }

  /** Returns the size of the arena. */
  public int size() {
    return bytes.length;
  }

  /** Returns how many interpreters were created in this arena. */
  public synchronized int interpreterCount() {
    return interpreters;
  }

  /** Returns the bytes at the front that the interpreters share: what the largest of them needs. */
  public synchronized long nonPersistentBytes() {
    return nonPersistentBytes;
  }

  /** Returns the bytes at the end that the interpreters keep, those lost to alignment included. */
  public synchronized long persistentBytes() {
    return (long) bytes.length - persistentStart;
  }

  /** Returns the size that would have sufficed for the interpreters in this arena. */
  public synchronized long usedBytes() {
    return nonPersistentBytes + persistentBytes();
  }

  byte[] bytes() {
    return bytes;
  }

  /**
   * Takes room for an interpreter.
   *
   * @param keepsStateInFront true if the model's own plan has variables among the tensors
   * @return where its persistent part begins
   * @throws ArenaTooSmallException if the arena has no room for it
   * @throws IllegalStateException if interpreters would overwrite each other's variables
   */
  synchronized int take(
      long interpreterNonPersistentBytes,
      long interpreterPersistentBytes,
      boolean keepsStateInFront) {
    if (interpreters > 0 && (frontKeepsState || keepsStateInFront)) {
      throw new IllegalStateException(
          "the offline plan of "
              + (keepsStateInFront ? "the model" : "a model in this arena")
              + " keeps variables among the tensors, where interpreters that share the arena would"
              + " overwrite them; give it an arena of its own");
    }
    long front = Math.max(nonPersistentBytes, interpreterNonPersistentBytes);
    long start = persistentStart - interpreterPersistentBytes;
    long aligned = Math.floorDiv(start, MemoryPlanner.ALIGNMENT) * MemoryPlanner.ALIGNMENT;
    // The sizes are multiples of the alignment, so the front fits below the aligned start, too.
    if (start < front) {
      throw new ArenaTooSmallException(
          interpreterNonPersistentBytes,
          interpreterPersistentBytes,
          bytes.length,
          interpreters,
          nonPersistentBytes,
          persistentBytes());
    }
    nonPersistentBytes = front;
    frontKeepsState = keepsStateInFront;
    persistentStart = (int) aligned;
    interpreters++;
    return persistentStart;
  }

  /**
   * Marks the arena as in use.
   *
   * @throws IllegalStateException if it is in use already
   */
  void enter() {
    if (!RUNNING.compareAndSet(this, false, true)) {
      throw new IllegalStateException(
          interpreterCount() > 1
              ? "another thread is running an interpreter of this arena; give each thread an arena"
                  + " of its own"
              : "another thread is running this interpreter; give each thread an interpreter of its"
                  + " own, they can share the Model");
    }
  }

  void leave() {
    RUNNING.setRelease(this, false);
  }
}
