/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.TicksProfiler;

/**
 * Measures what the interpreter costs beside its kernels: the time of {@link #invoke} less that of
 * {@link #kernelsAlone}. {@link #emptyKernels} measures it without subtracting large numbers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgsPrepend = {"--add-modules", "jdk.incubator.vector"})
public class InterpreterBenchmark {
  /** Kernel provider. */
  @Param({"reference", "vector"})
  public String provider;

  /** Name of the model's file without its ending. */
  @Param({"hello_world_int8", "keyword_scrambled_8bit", "mlperf_vww_int8"})
  public String model;

  private Interpreter interpreter;
  private Interpreter profiled;
  private Interpreter withEmptyKernels;
  private Kernel[] kernels;
  private KernelContext[] contexts;

  /** Creates the state; for JMH. */
  public InterpreterBenchmark() {}

  /** Loads the model. */
  @Setup(Level.Trial)
  public void load() throws IOException {
    Path file = ModelFiles.find(model);
    interpreter =
        Interpreter.builder(Model.load(file), OpResolver.all()).provider(provider).build();
    profiled =
        Interpreter.builder(Model.load(file), OpResolver.all())
            .provider(provider)
            .profiler(new TicksProfiler())
            .build();
    List<Kernel> ranKernels = new ArrayList<>();
    List<KernelContext> ranContexts = new ArrayList<>();
    interpreter(
            file,
            WrappingProvider.chain(
                provider,
                wrapped ->
                    new WrappingProvider.Wrapped(
                        wrapped,
                        (kernel, context) -> {
                          ranKernels.add(kernel);
                          ranContexts.add(context);
                          kernel.eval(context);
                        })))
        .invoke();
    kernels = ranKernels.toArray(Kernel[]::new);
    contexts = ranContexts.toArray(KernelContext[]::new);
    int[] made = new int[1];
    withEmptyKernels =
        interpreter(file, WrappingProvider.chain(provider, kernel -> empty(kernel, made[0]++)));
    System.out.println(ModelBenchmark.RAN + kernels.length + " kernels of providers");
  }

  private static Interpreter interpreter(Path file, List<KernelProvider> chain) throws IOException {
    return Interpreter.builder(Model.load(file), OpResolver.all()).providers(chain).build();
  }

  /** Several classes, so that the JVM cannot know which kernel is called, as with real ones. */
  private static Kernel empty(Kernel kernel, int number) {
    return switch (number % 3) {
      case 0 -> new FirstEmpty(kernel.memory());
      case 1 -> new SecondEmpty(kernel.memory());
      default -> new ThirdEmpty(kernel.memory());
    };
  }

  private record FirstEmpty(KernelMemory memory) implements Kernel {
    @Override
    public void eval(KernelContext context) {}
  }

  private record SecondEmpty(KernelMemory memory) implements Kernel {
    @Override
    public void eval(KernelContext context) {}
  }

  private record ThirdEmpty(KernelMemory memory) implements Kernel {
    @Override
    public void eval(KernelContext context) {}
  }

  /** One invocation. */
  @Benchmark
  public void invoke() {
    interpreter.invoke();
  }

  /** The kernels of one invocation, called in a bare loop. */
  @Benchmark
  public void kernelsAlone() {
    for (int i = 0; i < kernels.length; i++) {
      kernels[i].eval(contexts[i]);
    }
  }

  /** One invocation with kernels that do nothing. */
  @Benchmark
  public void emptyKernels() {
    withEmptyKernels.invoke();
  }

  /** One invocation that counts the ticks of every operator. */
  @Benchmark
  public void profiled() {
    profiled.invoke();
  }
}
