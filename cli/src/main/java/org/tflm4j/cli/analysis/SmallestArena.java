/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.Arrays;
import java.util.function.Supplier;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.input.RandomFrame;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.schema.ModelException;

/**
 * The smallest arena with which a model runs, found by trial: a binary search creates an
 * interpreter in an arena of each size. Then an invocation in the smallest must give the outputs of
 * one in a larger arena.
 *
 * @param bytes the size; the interpreter refuses the next smaller one
 * @param trials interpreters created
 * @param check the result of the invocation, in a sentence
 */
record SmallestArena(long bytes, int trials, String check) {
  /** Room that the interpreter must not need, so that its memory lies elsewhere. */
  private static final int AMPLE = 4096;

  /**
   * Searches.
   *
   * @param builder makes a builder of the interpreter
   * @param sufficient bytes that are known to be enough
   */
  static SmallestArena find(Supplier<Interpreter.Builder> builder, int sufficient) {
    int tooSmall = -1;
    int enough = sufficient;
    int trials = 0;
    while (enough - tooSmall > 1) {
      int size = tooSmall + (enough - tooSmall) / 2;
      trials++;
      try {
        builder.get().arena(new byte[size]).build();
        enough = size;
      } catch (ArenaTooSmallException e) {
        tooSmall = size;
      }
    }
    return new SmallestArena(enough, trials, check(builder, enough));
  }

  private static String check(Supplier<Interpreter.Builder> builder, int bytes) {
    byte[][] small;
    byte[][] ample;
    try {
      small = outputs(builder.get().arena(new byte[bytes]).build());
      ample = outputs(builder.get().arena(new byte[bytes + AMPLE]).build());
    } catch (ModelException e) {
      return "created in it; not invoked, since the model refuses random inputs: " + e.getMessage();
    }
    if (!Arrays.deepEquals(small, ample)) {
      throw new IllegalStateException(
          "the outputs in an arena of " + bytes + " bytes differ from those in a larger one");
    }
    return "invoked in it, with the outputs of a larger arena";
  }

  private static byte[][] outputs(Interpreter interpreter) {
    RandomFrame.feed(interpreter);
    interpreter.invoke();
    byte[][] outputs = new byte[interpreter.outputCount()][];
    for (int i = 0; i < outputs.length; i++) {
      Tensor output = interpreter.output(i);
      outputs[i] =
          Arrays.copyOfRange(output.data(), output.offset(), output.offset() + output.byteSize());
    }
    return outputs;
  }
}
