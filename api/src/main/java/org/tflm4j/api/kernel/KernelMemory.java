/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * The memory that a kernel asks for. Built from {@link #NONE}:
 *
 * <pre>{@code
 * KernelMemory.NONE.withScratch(4 * channels).withNativeWorkspace(64 * 1024)
 * }</pre>
 *
 * @param scratchBytes sizes of buffers in the arena that live while the kernel runs; their contents
 *     are undefined when it starts
 * @param persistentBytes sizes of buffers in the arena that live as long as the interpreter; zero
 *     when {@link Kernel#initialize} runs
 * @param workspaceFloats floats of work space outside the arena, see {@link
 *     KernelContext#workspace}
 * @param nativeWorkspaceBytes bytes of work space outside the Java heap, see {@link
 *     KernelContext#nativeWorkspace}
 * @param nativeStateBytes bytes outside the Java heap that live as long as the interpreter, see
 *     {@link KernelContext#nativeState}
 * @param arenaSegment true if the kernel needs {@link KernelContext#arenaSegment}
 * @param heldBytes bytes that the kernel itself holds outside the arena (packed weights, tables)
 *     beside those that {@link org.tflm4j.api.spi.KernelRequest#memory} counts, for reports
 */
public record KernelMemory(
    List<Integer> scratchBytes,
    List<Integer> persistentBytes,
    int workspaceFloats,
    long nativeWorkspaceBytes,
    long nativeStateBytes,
    boolean arenaSegment,
    long heldBytes) {
  /** Nothing. */
  public static final KernelMemory NONE = new KernelMemory(List.of(), List.of(), 0, 0, 0, false, 0);

  /** Copies the lists. */
  public KernelMemory {
    scratchBytes = List.copyOf(scratchBytes);
    persistentBytes = List.copyOf(persistentBytes);
  }

  /** Returns a request for scratch buffers alone. */
  public static KernelMemory scratch(int... scratchBytes) {
    return NONE.withScratch(scratchBytes);
  }

  /** Returns a request for persistent buffers alone. */
  public static KernelMemory persistent(int... persistentBytes) {
    return NONE.withPersistent(persistentBytes);
  }

  /** Returns a request for work space alone. */
  public static KernelMemory workspace(int floats) {
    return NONE.withWorkspace(floats);
  }

  /** Returns this request with these scratch buffers. */
  public KernelMemory withScratch(int... bytes) {
    return new KernelMemory(
        boxed(bytes),
        persistentBytes,
        workspaceFloats,
        nativeWorkspaceBytes,
        nativeStateBytes,
        arenaSegment,
        heldBytes);
  }

  /** Returns this request with these persistent buffers. */
  public KernelMemory withPersistent(int... bytes) {
    return new KernelMemory(
        scratchBytes,
        boxed(bytes),
        workspaceFloats,
        nativeWorkspaceBytes,
        nativeStateBytes,
        arenaSegment,
        heldBytes);
  }

  /** Returns this request with so many floats of work space. */
  public KernelMemory withWorkspace(int floats) {
    return new KernelMemory(
        scratchBytes,
        persistentBytes,
        floats,
        nativeWorkspaceBytes,
        nativeStateBytes,
        arenaSegment,
        heldBytes);
  }

  /** Returns this request with so many bytes of work space outside the Java heap. */
  public KernelMemory withNativeWorkspace(long bytes) {
    return new KernelMemory(
        scratchBytes,
        persistentBytes,
        workspaceFloats,
        bytes,
        nativeStateBytes,
        arenaSegment,
        heldBytes);
  }

  /** Returns this request with so many bytes of state outside the Java heap. */
  public KernelMemory withNativeState(long bytes) {
    return new KernelMemory(
        scratchBytes,
        persistentBytes,
        workspaceFloats,
        nativeWorkspaceBytes,
        bytes,
        arenaSegment,
        heldBytes);
  }

  /** Returns this request with the arena as a memory segment. */
  public KernelMemory withArenaSegment() {
    return new KernelMemory(
        scratchBytes,
        persistentBytes,
        workspaceFloats,
        nativeWorkspaceBytes,
        nativeStateBytes,
        true,
        heldBytes);
  }

  /** Returns this request with the bytes held outside the arena. */
  public KernelMemory holding(long bytes) {
    return new KernelMemory(
        scratchBytes,
        persistentBytes,
        workspaceFloats,
        nativeWorkspaceBytes,
        nativeStateBytes,
        arenaSegment,
        bytes);
  }

  private static List<Integer> boxed(int[] sizes) {
    return Arrays.stream(sizes).boxed().toList();
  }
}
