/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

/**
 * The memory of one interpreter.
 *
 * @param nonPersistentBytes front of the arena: tensors and scratch, planned
 * @param persistentBytes end of the arena: variables and persistent buffers of kernels
 * @param workspaceBytes work space outside the arena that kernels of this interpreter share, see
 *     {@link org.tflm4j.api.kernel.KernelContext#workspace} and {@link
 *     org.tflm4j.api.kernel.KernelContext#nativeWorkspace}
 * @param nativeStateBytes state of this interpreter's kernels outside the Java heap, see {@link
 *     org.tflm4j.api.kernel.KernelContext#nativeState}
 * @param kernelBytes bytes that kernels hold outside the arena (packed weights, tables), shared by
 *     all interpreters of the model
 */
public record ArenaUsage(
    long nonPersistentBytes,
    long persistentBytes,
    long workspaceBytes,
    long nativeStateBytes,
    long kernelBytes) {
  /** Returns the smallest arena with which the model runs. */
  public long arenaBytes() {
    return nonPersistentBytes + persistentBytes;
  }
}
