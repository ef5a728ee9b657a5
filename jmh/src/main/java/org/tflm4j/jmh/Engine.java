/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs models, to be compared with other engines: a kernel provider of TFLM4J, or a peer from
 * elsewhere, which {@link java.util.ServiceLoader} finds.
 */
public interface Engine {
  /** Returns the name by which benchmarks ask for it. */
  String name();

  /**
   * Loads a model, ready to be invoked.
   *
   * @throws RefusedException if this engine cannot run the model
   * @throws IOException if the file cannot be read
   */
  Session load(Path model) throws IOException, RefusedException;

  /**
   * Returns true if its outputs must be those of the reference provider, apart from the order of
   * float additions; a peer may round differently.
   */
  boolean isExact();

  /** Returns true for code that was compiled ahead of time, which needs hardly any warm-up. */
  boolean isNative();

  /** A loaded model; for one thread. */
  interface Session extends AutoCloseable {
    /** Sets the little-endian elements of an input. */
    void write(int input, byte[] elements);

    /**
     * Runs the model.
     *
     * @throws RefusedException if the engine cannot run it
     */
    void invoke() throws RefusedException;

    /** Returns the little-endian elements of an output. */
    byte[] read(int output);

    /** Returns which providers really run the operators, in a few words. */
    String operators();

    @Override
    void close();
  }
}
