/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.mutation;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.ModelException;

/**
 * Reads, prepares and runs models that may be broken, within bounds: an arena of a fixed size,
 * which all of them use in turn, and a few loop iterations. Belongs to one thread.
 */
public final class BoundedRun {
  private static final int FRAMES = 2;
  private static final int LOOP_ITERATIONS = 100;

  private final byte[] arena;
  private final OpResolver resolver = OpResolver.all();

  /** Creates a runner whose models share an arena of {@code arenaBytes}. */
  public BoundedRun(int arenaBytes) {
    this.arena = new byte[arenaBytes];
  }

  /**
   * Runs a model on random inputs, twice.
   *
   * @param seed of the inputs
   * @return any outcome but {@link Outcome#FAILED}: whatever else is thrown reaches the caller
   */
  public Outcome run(byte[] file, List<KernelProvider> providers, long seed) {
    Outcome refused = Outcome.REFUSED_READING;
    try {
      Model model = Model.of(file);
      refused = Outcome.REFUSED_PREPARING;
      Interpreter interpreter =
          Interpreter.builder(model, resolver)
              .providers(providers)
              .maxLoopIterations(LOOP_ITERATIONS)
              .arena(arena)
              .build();
      refused = Outcome.REFUSED_RUNNING;
      SplittableRandom random = new SplittableRandom(seed);
      for (int frame = 0; frame < FRAMES; frame++) {
        fill(interpreter, random);
        interpreter.invoke();
      }
      for (int i = 0; i < interpreter.outputCount(); i++) {
        Objects.requireNonNull(interpreter.output(i).toByteArray());
      }
      return Outcome.RAN;
    } catch (ModelException e) {
      return refused;
    } catch (ArenaTooSmallException e) {
      return Outcome.ARENA_TOO_SMALL;
    }
  }

  private static void fill(Interpreter interpreter, SplittableRandom random) {
    for (int i = 0; i < interpreter.inputCount(); i++) {
      Tensor input = interpreter.input(i);
      if (!input.spec().isConstant()) {
        byte[] bytes = new byte[input.byteSize()];
        random.nextBytes(bytes);
        input.write(bytes);
      }
    }
  }
}
