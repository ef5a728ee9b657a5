/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

/** The arena given to an interpreter is too small for its model. */
public final class ArenaTooSmallException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long neededBytes;
  private final long availableBytes;

  ArenaTooSmallException(long nonPersistentBytes, long persistentBytes, long availableBytes) {
    super(
        "the arena is too small: the model needs %d bytes (%d for tensors and scratch, %d persistent), %d are available, %d are missing"
            .formatted(
                nonPersistentBytes + persistentBytes,
                nonPersistentBytes,
                persistentBytes,
                availableBytes,
                nonPersistentBytes + persistentBytes - availableBytes));
    this.neededBytes = nonPersistentBytes + persistentBytes;
    this.availableBytes = availableBytes;
  }

  public long neededBytes() {
    return neededBytes;
  }

  public long availableBytes() {
    return availableBytes;
  }

  public long missingBytes() {
    return neededBytes - availableBytes;
  }
}
