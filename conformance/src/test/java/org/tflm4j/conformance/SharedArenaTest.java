/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.TensorArena;

/** Models with state that take turns in one arena answer as each does in an arena of its own. */
class SharedArenaTest {
  /** A model with the frames to feed it, in an arena of its own and in the shared one. */
  private static final class Tenant {
    private final ConformanceCase conformanceCase;
    private final byte[] frames;
    private final Interpreter alone;
    private final Interpreter shared;

    Tenant(ConformanceCase conformanceCase, String provider, TensorArena arena) throws IOException {
      this.conformanceCase = conformanceCase;
      this.frames =
          conformanceCase.input() == null
              ? new byte[0]
              : Files.readAllBytes(conformanceCase.input());
      Model model = Model.load(conformanceCase.model());
      this.alone = Interpreter.builder(model, OpResolver.all()).provider(provider).build();
      this.shared =
          Interpreter.builder(model, OpResolver.all()).provider(provider).arena(arena).build();
    }

    void runFrame(int frame) {
      if (frame >= conformanceCase.frames()) {
        return;
      }
      run(alone, frame);
      run(shared, frame);
      for (int i = 0; i < alone.outputCount(); i++) {
        assertThat(shared.output(i).toByteArray())
            .as("%s, frame %d, output %d", conformanceCase.id(), frame, i)
            .isEqualTo(alone.output(i).toByteArray());
      }
    }

    private void run(Interpreter interpreter, int frame) {
      int at = frame * (frames.length / conformanceCase.frames());
      for (int i = 0; i < interpreter.inputCount(); i++) {
        int bytes = interpreter.input(i).byteSize();
        interpreter.input(i).write(Arrays.copyOfRange(frames, at, at + bytes));
        at += bytes;
      }
      interpreter.invoke();
    }
  }

  private static void takeTurns(List<Tenant> tenants) {
    int frames = tenants.stream().mapToInt(t -> t.conformanceCase.frames()).max().orElseThrow();
    for (int frame = 0; frame < Math.min(frames, 40); frame++) {
      for (Tenant tenant : tenants) {
        tenant.runFrame(frame);
      }
    }
  }

  private static boolean isCompared(ConformanceCase conformanceCase) {
    // An invocation that ends early leaves outputs as the others have left the arena.
    return !conformanceCase.mustBeRefused()
        && conformanceCase.abortedFrames().stream().noneMatch(aborted -> aborted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "vector"})
  void casesOfTheCorpusWithState(String provider) throws IOException {
    try (Corpus corpus = Corpus.open()) {
      List<ConformanceCase> cases =
          corpus.cases().stream()
              .filter(SharedArenaTest::isCompared)
              .filter(c -> c.frames() > 1)
              .toList();
      assertThat(cases).hasSizeGreaterThan(20);
      for (int group = 0; group < cases.size(); group += 6) {
        TensorArena arena = TensorArena.of(new byte[1 << 20]);
        List<Tenant> tenants = new ArrayList<>();
        for (ConformanceCase c : cases.subList(group, Math.min(group + 6, cases.size()))) {
          tenants.add(new Tenant(c, provider, arena));
        }
        takeTurns(tenants);
      }
    }
  }

  /** All real models at once: the state of all, the tensors of the largest. */
  @Test
  void allRealModels() throws IOException {
    Map<String, ConformanceCase> models = new LinkedHashMap<>();
    for (ConformanceCase conformanceCase : RealCases.all()) {
      if (isCompared(conformanceCase)) {
        models.putIfAbsent(conformanceCase.op(), conformanceCase);
      }
    }
    Assumptions.assumeFalse(models.isEmpty(), "the real models are not there");
    TensorArena arena = TensorArena.of(new byte[4 << 20]);
    List<Tenant> tenants = new ArrayList<>();
    for (ConformanceCase conformanceCase : models.values()) {
      tenants.add(new Tenant(conformanceCase, "vector", arena));
    }
    assertThat(arena.nonPersistentBytes())
        .isEqualTo(
            tenants.stream().mapToLong(t -> t.alone.memory().nonPersistentBytes()).max().orElse(0));
    assertThat(arena.persistentBytes())
        .isEqualTo(tenants.stream().mapToLong(t -> t.alone.memory().persistentBytes()).sum());
    takeTurns(tenants);
  }
}
