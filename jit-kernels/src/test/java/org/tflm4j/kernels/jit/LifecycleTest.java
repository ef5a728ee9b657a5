/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.ArenaUsage;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.kernels.jit.code.CodePages;

/** Code, weights, state and work space are freed with the model and its interpreters. */
@EnabledIf(
    value = "org.tflm4j.kernels.jit.Processor#hasKernels",
    disabledReason = "this processor lacks the tier")
class LifecycleTest {
  private static final int MODELS = 1000;
  private static final int INTERPRETERS = 10;
  private static final int HIDDEN = 256;
  private static final int OUTPUTS = 32;

  /** What may be left: the JVM itself grows while it compiles and collects. */
  private static final long TOLERANCE = 64 << 20;

  private static final long PAGE = 4096;

  private final List<KernelProvider> providers = KernelProviders.load().named("jit");
  private final SplittableRandom random = new SplittableRandom(11);

  /** Two dense layers of INT8; each count of inputs takes code of its own. */
  private Model model(int inputs) {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", TensorType.INT8, 1, inputs).quantization(0.5f, 3).index();
    int y = layer(graph, layer(graph, x, inputs, HIDDEN), HIDDEN, OUTPUTS);
    graph.inputs(x).outputs(y);
    return Model.of(model.build());
  }

  private int layer(GraphBuilder graph, int input, int inputs, int outputs) {
    byte[] weights = new byte[outputs * inputs];
    random.nextBytes(weights);
    int filter =
        graph
            .tensor("w", TensorType.INT8, outputs, inputs)
            .quantization(0.01f, 0)
            .data(weights)
            .index();
    int output = graph.tensor("y", TensorType.INT8, 1, outputs).quantization(0.5f, -2).index();
    graph.operator(
        BuiltinOperator.FULLY_CONNECTED,
        OptionsBuilder.of(OptionsType.FULLY_CONNECTED),
        new int[] {input, filter},
        output);
    return output;
  }

  /** Makes some interpreters of one model, runs and drops them; returns what they held. */
  private long live(int inputs) {
    Model model = model(inputs);
    long held = 0;
    for (int i = 0; i < INTERPRETERS; i++) {
      Interpreter interpreter =
          Interpreter.builder(model, OpResolver.all()).providers(providers).build();
      interpreter.invoke();
      ArenaUsage memory = interpreter.memory();
      held += memory.workspaceBytes() + memory.nativeStateBytes();
      held += i == 0 ? memory.kernelBytes() : 0;
      assertThat(interpreter.kernels(0))
          .allSatisfy(kernel -> assertThat(kernel.provider()).isEqualTo("jit"));
    }
    return held;
  }

  @Test
  void nativeMemoryIsFreedWithTheModel() throws Exception {
    for (int i = 0; i < MODELS / 10; i++) {
      live(1500 + i);
    }
    LongSupplier offHeap = LifecycleTest::offHeapBytes;
    LongSupplier code = CodePages::mappedBytes;
    LongSupplier resident = LifecycleTest::residentBytes;
    long offHeapBefore = least(offHeap);
    long codeBefore = least(code);
    long residentBefore = least(resident);

    long held = 0;
    long mostCode = 0;
    for (int i = 0; i < MODELS; i++) {
      held += live(64 + i);
      mostCode = Math.max(mostCode, CodePages.mappedBytes());
    }

    long offHeapAfter = least(offHeap);
    long codeAfter = least(code);
    long residentAfter = least(resident);
    System.out.printf(
        "%d interpreters of %d models held %,d bytes one after the other, at most %,d of code at a"
            + " time; off the heap %,d bytes before and %,d after, code %,d and %,d, resident"
            + " without the heap %,d and %,d%n",
        MODELS * INTERPRETERS,
        MODELS,
        held,
        mostCode,
        offHeapBefore,
        offHeapAfter,
        codeBefore,
        codeAfter,
        residentBefore,
        residentAfter);
    // What leaked would show.
    assertThat(held).isGreaterThan(2 * TOLERANCE);
    assertThat(offHeapAfter).isLessThan(offHeapBefore + (1 << 20));
    assertThat(codeAfter).isLessThanOrEqualTo(codeBefore + 16 * PAGE);
    assertThat(residentAfter).isLessThan(residentBefore + TOLERANCE);
  }

  /** Code counts as held by the kernels that use it, and the rest is seen off the heap. */
  @Test
  void whatIsHeldIsCounted() {
    Interpreter interpreter =
        Interpreter.builder(model(100), OpResolver.all()).providers(providers).build();

    long code = interpreter.kernels(0).getFirst().kernel().memory().heldBytes();
    long allocated = interpreter.memory().kernelBytes() - code;

    assertThat(code).isPositive();
    assertThat(allocated).isGreaterThanOrEqualTo(100 * HIDDEN + HIDDEN * OUTPUTS);
    assertThat(offHeapBytes()).isGreaterThanOrEqualTo(allocated);
    interpreter.invoke();
  }

  /** The memory of native segments that are reachable or not yet freed, as the JVM counts it. */
  private static long offHeapBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /** What Linux says that the process has in memory, less the heap. */
  private static long residentBytes() {
    try {
      String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
      return PAGE * Long.parseLong(pages[1])
          - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long least(LongSupplier bytes) throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
      least = Math.min(least, bytes.getAsLong());
    }
    return least;
  }
}
