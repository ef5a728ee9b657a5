/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

/** The arena given to an interpreter is too small for its model. */
public final class ArenaTooSmallException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long neededBytes;
  private final long availableBytes;

  ArenaTooSmallException(long nonPersistentBytes, long persistentBytes, long availableBytes) {
    this(nonPersistentBytes, persistentBytes, availableBytes, 0, 0, 0);
  }

  /**
   * Creates an exception for an arena that other interpreters share.
   *
   * @param availableBytes the size of the arena
   * @param sharers how many other interpreters have their place in it
   * @param sharedBytes the front that they share
   * @param keptBytes the persistent parts that they keep
   */
  ArenaTooSmallException(
      long nonPersistentBytes,
      long persistentBytes,
      long availableBytes,
      int sharers,
      long sharedBytes,
      long keptBytes) {
    this(
        "the model needs %d bytes (%d for tensors and scratch, %d persistent)"
            .formatted(nonPersistentBytes + persistentBytes, nonPersistentBytes, persistentBytes),
        sharers == 0
            ? ""
            : ", with the %d that share the arena (%d for tensors and scratch, %d persistent) %d bytes"
                .formatted(
                    sharers,
                    sharedBytes,
                    keptBytes,
                    Math.max(nonPersistentBytes, sharedBytes) + persistentBytes + keptBytes),
        Math.max(nonPersistentBytes, sharedBytes) + persistentBytes + keptBytes,
        availableBytes);
  }

  private ArenaTooSmallException(
      String model, String together, long neededBytes, long availableBytes) {
    super(
        "the arena is too small: %s%s, %d are available, %d are missing"
            .formatted(model, together, availableBytes, neededBytes - availableBytes));
    this.neededBytes = neededBytes;
    this.availableBytes = availableBytes;
  }

  /** Returns the size that suffices, for all interpreters that share the arena. */
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
