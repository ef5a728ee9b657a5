/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/**
 * A long life: many interpreters of one shared model on many threads. Every result equals the
 * first, nothing is allocated once the kernels are compiled, the heap stays as it is, and a thread
 * does as much in a second of processor time as one that is alone. The system property {@code
 * tflm4j.soak.seconds} asks for a longer run, {@code tflm4j.soak.model} for one of the models in
 * {@code tflm4j.shared}.
 */
class SoakTest {
  private static final int SECONDS = Integer.getInteger("tflm4j.soak.seconds", 3);
  private static final String MODEL = System.getProperty("tflm4j.soak.model", "person_detect");

  /** What runs where the real models are missing. */
  private static final String FALLBACK = "conv_2d-int8-000";

  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int INTERPRETERS = 4 * THREADS;
  private static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Duration COMPILATION = Duration.ofSeconds(90);

  /** A garbage collection leaves the JVM's own caches a little different each time. */
  private static final long HEAP_TOLERANCE = 4 << 20;

  /** An interpreter with its input and the output that it must always give. */
  private record Life(Interpreter interpreter, byte[] input, byte[] expected, byte[] output) {
    void live() {
      interpreter.input(0).write(input);
      interpreter.invoke();
      interpreter.output(0).read(output);
      if (!Arrays.equals(output, expected)) {
        throw new AssertionError("another result than the first");
      }
    }
  }

  /** What one thread did. */
  private record Work(long invocations, long cpuNanos, long allocatedBytes) {
    double perSecond() {
      return 1e9 * invocations / cpuNanos;
    }
  }

  @Test
  void manyInterpretersOfOneModelLiveLong() throws Exception {
    Model model = Model.of(file());
    List<Life> lives = new ArrayList<>();
    List<KernelProvider> chain = KernelProviders.load().best();
    for (int i = 0; i < INTERPRETERS; i++) {
      lives.add(life(model, chain, i));
    }
    long share = TimeUnit.SECONDS.toNanos(SECONDS);
    warmUp(lives.getFirst());
    Work alone = work(lives.subList(0, 1), share / 2 + 1);
    long heapBefore = usedHeap();
    List<Work> together = together(lives, share);
    long heapAfter = usedHeap();

    double worst = together.stream().mapToDouble(Work::perSecond).min().orElseThrow();
    long invocations = together.stream().mapToLong(Work::invocations).sum();
    System.out.printf(
        "soak: %s on %s, %d interpreters on %d threads, %d s: %,d invocations, each result equal to the first;"
            + " heap %,d bytes before, %,d after; allocated %,d bytes; invocations per second of processor time"
            + " %.0f alone, %.0f the slowest thread together (%.1f %%)%n",
        MODEL,
        chain.getFirst().name(),
        INTERPRETERS,
        THREADS,
        SECONDS,
        invocations,
        heapBefore,
        heapAfter,
        together.stream().mapToLong(Work::allocatedBytes).sum(),
        alone.perSecond(),
        worst,
        100 * worst / alone.perSecond());
    assertThat(invocations).isPositive();
    assertThat(heapAfter).isLessThan(heapBefore + HEAP_TOLERANCE);
    // The JVM itself allocates a little when it compiles anew; a kernel that allocates does so in
    // every invocation.
    assertThat(together)
        .allSatisfy(work ->
            assertThat(work.allocatedBytes()).isLessThan(Math.max(1 << 16, work.invocations())));
  }

  /** Vectors are objects until the JVM has compiled the kernels. */
  private static void warmUp(Life life) {
    List<Life> one = List.of(life);
    long end = System.nanoTime() + COMPILATION.toNanos();
    for (int quiet = 0; quiet < 5 && System.nanoTime() < end; ) {
      Work round = work(one, TimeUnit.MILLISECONDS.toNanos(200));
      quiet = round.allocatedBytes() < 1024 ? quiet + 1 : 0;
    }
  }

  private static byte[] file() throws IOException {
    for (ConformanceCase real : RealCases.all()) {
      if (real.model().getFileName().toString().equals(MODEL + ".tflite")) {
        return Files.readAllBytes(real.model());
      }
    }
    try (Corpus corpus = Corpus.open()) {
      for (ConformanceCase conformanceCase : corpus.cases()) {
        if (conformanceCase.id().equals(FALLBACK)) {
          return Files.readAllBytes(conformanceCase.model());
        }
      }
    }
    throw new AssertionError("there is no case " + FALLBACK);
  }

  private static Life life(Model model, List<KernelProvider> chain, int seed) {
    Interpreter interpreter = Interpreter.builder(model, OpResolver.all()).providers(chain).build();
    byte[] input = new byte[interpreter.input(0).byteSize()];
    new SplittableRandom(seed).nextBytes(input);
    interpreter.input(0).write(input);
    interpreter.invoke();
    byte[] expected = interpreter.output(0).toByteArray();
    return new Life(interpreter, input, expected, new byte[expected.length]);
  }

  /** Each thread has its own interpreters, which take turns. */
  private static List<Work> together(List<Life> lives, long nanos) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<Work>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int own = thread;
      List<Life> mine =
          Stream.iterate(own, i -> i < lives.size(), i -> i + THREADS).map(lives::get).toList();
      tasks.add(() -> {
        start.await();
        return work(mine, nanos);
      });
    }
    List<Work> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Work> result : threads.invokeAll(tasks)) {
        done.add(result.get());
      }
    }
    return done;
  }

  private static Work work(List<Life> lives, long nanos) {
    Life[] turns = lives.toArray(Life[]::new);
    long id = Thread.currentThread().threadId();
    long invocations = 0;
    long end = System.nanoTime() + nanos;
    long cpu = BEAN.getCurrentThreadCpuTime();
    long allocated = BEAN.getThreadAllocatedBytes(id);
    while (System.nanoTime() < end) {
      turns[(int) (invocations % turns.length)].live();
      invocations++;
    }
    allocated = BEAN.getThreadAllocatedBytes(id) - allocated;
    return new Work(invocations, BEAN.getCurrentThreadCpuTime() - cpu, allocated);
  }

  private static long usedHeap() throws InterruptedException {
    Runtime heap = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(Duration.ofMillis(50));
      least = Math.min(least, heap.totalMemory() - heap.freeMemory());
    }
    return least;
  }
}
