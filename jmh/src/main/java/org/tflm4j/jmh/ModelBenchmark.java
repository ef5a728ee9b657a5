/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.io.IOException;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/**
 * Measures one invocation of a whole model, see {@link ModelFiles}. Before anything is measured the
 * outputs are compared with the reference provider's, and the providers that really run the
 * operators are printed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgsPrepend = {
      "--add-modules",
      "jdk.incubator.vector",
      "--enable-native-access=ALL-UNNAMED"
    })
public class ModelBenchmark {
  /** Begins the printed line that says which providers run the operators. */
  public static final String RAN = "Operators run by: ";

  /** Begins the printed line that says why an engine does not run the model. */
  public static final String REFUSED = "Refused: ";

  /** Kernel provider, or a peer of the Maven profile {@code peers}. */
  @Param({"reference", "vector"})
  public String provider;

  /** Name of the model's file without its ending. */
  @Param({
    "mlperf_vww_int8",
    "mlperf_kws_int8",
    "mlperf_resnet8_int8",
    "mlperf_ad_int8",
    "mlperf_streaming_wakeword_int8",
    "micro_speech_quantized",
    "keyword_scrambled_8bit",
    "hello_world_int8",
    "person_detect",
    "mnist_lstm_int8",
    "mobilenet_v2_224_int8",
    "mlperf_vww_float",
    "mlperf_resnet8_float",
    "mlperf_ad_float"
  })
  public String model;

  private Engine.Session session;

  /** Creates the state; for JMH. */
  public ModelBenchmark() {}

  /** Loads the model and compares the provider with the reference. */
  @Setup(Level.Trial)
  public void load() throws IOException, RefusedException {
    Engine engine = Engines.named(provider);
    Path file = ModelFiles.find(model);
    try {
      session = engine.load(file);
      check(engine, file);
    } catch (RefusedException e) {
      System.out.println(REFUSED + e.getMessage());
      throw e;
    }
  }

  private void check(Engine engine, Path file) throws IOException, RefusedException {
    Interpreter reference =
        Interpreter.builder(Model.load(file), OpResolver.all()).provider("reference").build();
    RandomInputs inputs = new RandomInputs();
    for (int i = 0; i < reference.inputCount(); i++) {
      byte[] input = inputs.next(reference.input(i));
      reference.input(i).write(input);
      session.write(i, input);
    }
    reference.invoke();
    session.invoke();
    Agreement agreement = new Agreement();
    for (int i = 0; i < reference.outputCount(); i++) {
      agreement.add(reference.output(i), session.read(i));
    }
    if (engine.isExact() ? !agreement.isWithinTolerance() : !agreement.isAlike()) {
      throw new IllegalStateException(provider + " on " + model + ": its " + agreement);
    }
    System.out.println(RAN + session.operators() + "; " + agreement);
  }

  /** Gives back what the session holds outside the heap. */
  @TearDown(Level.Trial)
  public void close() {
    session.close();
  }

  /** One invocation; state of recurrent models carries over. */
  @Benchmark
  public void invoke() throws RefusedException {
    session.invoke();
  }
}
