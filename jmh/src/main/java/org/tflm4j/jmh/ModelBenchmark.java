/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.InvokeStatus;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.PreparedOperator;

/**
 * Time of one invocation of a whole model. The models are files {@code <model>.tflite} in the
 * folder of the system property {@code tflm4j.models}, {@code ../shared/real/models} unless it is
 * set. Before anything is measured the outputs are compared with the reference provider's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class ModelBenchmark {
  /** Kernel provider. */
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

  private Interpreter interpreter;

  /** Creates the state; for JMH. */
  public ModelBenchmark() {}

  /**
   * Loads the model, compares the provider with the reference and prints who runs the operators.
   */
  @Setup(Level.Trial)
  public void load() throws IOException {
    Path folder = Path.of(System.getProperty("tflm4j.models", "../shared/real/models"));
    Path file = folder.resolve(model + ".tflite");
    if (!Files.exists(file)) {
      throw new IOException(
          "there is no model "
              + file.toAbsolutePath()
              + "; set -jvmArgsAppend -Dtflm4j.models=FOLDER");
    }
    Model loaded = Model.load(file);
    interpreter = Interpreter.builder(loaded, OpResolver.all()).provider(provider).build();
    Interpreter reference =
        Interpreter.builder(loaded, OpResolver.all()).provider("reference").build();
    fill(interpreter);
    fill(reference);
    interpreter.invoke();
    reference.invoke();
    for (int i = 0; i < reference.outputCount(); i++) {
      requireSame(reference.output(i), interpreter.output(i));
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (PreparedOperator operator : interpreter.operators(0)) {
      counts.merge(operator.provider(), 1, Integer::sum);
    }
    System.out.println("Outputs agree with the reference. Operators by provider: " + counts);
  }

  private static void fill(Interpreter interpreter) {
    Random random = new Random(1);
    for (int i = 0; i < interpreter.inputCount(); i++) {
      Tensor input = interpreter.input(i);
      if (input.type() == TensorType.FLOAT32) {
        for (int e = 0; e < input.elementCount(); e++) {
          input.setFloat32At(e, random.nextFloat());
        }
      } else {
        byte[] bytes = new byte[input.byteSize()];
        random.nextBytes(bytes);
        input.write(bytes);
      }
    }
  }

  private static void requireSame(Tensor expected, Tensor got) {
    boolean same = true;
    if (expected.type() == TensorType.FLOAT32) {
      for (int e = 0; e < expected.elementCount(); e++) {
        float want = expected.float32At(e);
        same &= Math.abs(got.float32At(e) - want) <= 1e-4f * Math.abs(want) + 1e-5f;
      }
    } else {
      same = Arrays.equals(expected.toByteArray(), got.toByteArray());
    }
    if (!same) {
      throw new IllegalStateException(
          "the output " + got + " differs from the reference provider's");
    }
  }

  /** One invocation; state of recurrent models carries over. */
  @Benchmark
  public InvokeStatus invoke() {
    return interpreter.invoke();
  }
}
