/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/** Counts what the invocations of one case allocate on the Java heap, by the JVM's own counter. */
public final class AllocationCounter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Rounds over all frames of a case before those that are counted. */
  private static final int WARM_UP_ROUNDS = 2;

  /**
   * What an operator allocates shows in every round. The JVM itself allocates some bytes once in a
   * while, when it compiles the method handles behind typed access to arrays.
   */
  private static final int COUNTED_ROUNDS = 4;

  private final Interpreter interpreter;
  private final List<byte[]> inputs = new ArrayList<>();
  private final int frames;

  /**
   * Makes an interpreter for a case that is not refused, and reads the inputs of all frames.
   *
   * @param chain the providers, in the order in which they are asked
   */
  public AllocationCounter(ConformanceCase conformanceCase, List<KernelProvider> chain)
      throws IOException {
    Model model = Model.of(Files.readAllBytes(conformanceCase.model()));
    interpreter = Interpreter.builder(model, OpResolver.all()).providers(chain).build();
    frames = conformanceCase.frames();
    byte[] fed = Files.readAllBytes(conformanceCase.input());
    int at = 0;
    for (int frame = 0; frame < frames; frame++) {
      for (int i = 0; i < interpreter.inputCount(); i++) {
        int size = interpreter.input(i).byteSize();
        inputs.add(Arrays.copyOfRange(fed, at, at + size));
        at += size;
      }
    }
  }

  /** Runs some rounds, and returns the bytes that the invocations of the best one allocated. */
  public long allocated() {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      round();
    }
    long bytes = round();
    for (int round = 1; round < COUNTED_ROUNDS && bytes != 0; round++) {
      bytes = Math.min(bytes, round());
    }
    return bytes;
  }

  /** Runs all frames and returns the bytes that the invocations allocated. */
  public long round() {
    long bytes = 0;
    int next = 0;
    for (int frame = 0; frame < frames; frame++) {
      for (int i = 0; i < interpreter.inputCount(); i++) {
        byte[] input = inputs.get(next++);
        if (!interpreter.input(i).spec().isConstant()) {
          interpreter.input(i).write(input);
        }
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      interpreter.invoke();
      bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes;
  }
}
