/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.ScheduledKernel;

/** A kernel provider of TFLM4J, with those of lower priority behind it. */
record ProviderEngine(String name) implements Engine {
  @Override
  public Session load(Path model) throws IOException {
    return new InterpreterSession(
        Interpreter.builder(Model.load(model), OpResolver.all()).provider(name).build());
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public boolean isNative() {
    return false;
  }

  private record InterpreterSession(Interpreter interpreter) implements Session {
    @Override
    public void write(int input, byte[] elements) {
      interpreter.input(input).write(elements);
    }

    @Override
    public void invoke() {
      interpreter.invoke();
    }

    @Override
    public byte[] read(int output) {
      return interpreter.output(output).toByteArray();
    }

    @Override
    public String operators() {
      Map<String, Integer> counts = new TreeMap<>();
      interpreter
          .model()
          .subgraphs()
          .forEach(subgraph -> {
            for (ScheduledKernel kernel : interpreter.kernels(subgraph.index())) {
              counts.merge(kernel.provider(), kernel.operators().size(), Integer::sum);
            }
          });
      return counts.entrySet().stream()
          .map(entry -> entry.getKey() + " " + entry.getValue())
          .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {}
  }
}
