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
import org.openjdk.jmh.annotations.Warmup;
import org.tflm4j.interpreter.Model;

/**
 * Measures one operator of a model in isolation: its kernel runs again and again on the values that
 * it had in an invocation. Before anything is measured its outputs are compared with the reference
 * provider's, and the provider that really runs it is printed.
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
public class OperatorBenchmark {
  /** Kernel provider. */
  @Param({"reference", "vector"})
  public String provider;

  /** Name of the model's file without its ending, a colon and the index of the operator. */
  @Param({
    "mlperf_vww_int8:0", // CONV_2D 3x3, stride 2, 3 to 8 channels
    "mlperf_vww_int8:1", // DEPTHWISE_CONV_2D 3x3, 48x48x8
    "mlperf_vww_int8:2", // CONV_2D 1x1, 48x48, 8 to 16 channels
    "mlperf_vww_int8:9", // DEPTHWISE_CONV_2D 3x3, 12x12x64
    "mlperf_vww_int8:14", // CONV_2D 1x1, 6x6, 128 to 128 channels
    "mlperf_vww_int8:27", // AVERAGE_POOL_2D 3x3x256
    "mlperf_kws_int8:0", // CONV_2D 10x4, stride 2, 1 to 64 channels
    "mlperf_resnet8_int8:1", // CONV_2D 3x3, 32x32, 16 to 16 channels
    "mlperf_resnet8_int8:3", // ADD 32x32x16
    "mlperf_resnet8_int8:9", // CONV_2D 3x3, 8x8, 64 to 64 channels
    "mlperf_ad_int8:0", // FULLY_CONNECTED 640 to 128
    "mlperf_kws_int8:12", // SOFTMAX of 12
    "mobilenet_v2_224_int8:1", // PAD 224x224x3
    "keyword_scrambled_8bit:1", // SVDF 96 to 64, 8 steps
    "mnist_lstm_int8:0", // UNIDIRECTIONAL_SEQUENCE_LSTM 28 steps of 28, 20 cells
    "mlperf_vww_float:14", // CONV_2D 1x1, 6x6, 128 to 128 channels
    "mlperf_vww_float:9", // DEPTHWISE_CONV_2D 3x3, 12x12x64
    "mlperf_ad_float:0" // FULLY_CONNECTED 640 to 128
  })
  public String operator;

  private CapturedOperator captured;

  /** Creates the state; for JMH. */
  public OperatorBenchmark() {}

  /** Takes the operator out of its model and compares the provider with the reference. */
  @Setup(Level.Trial)
  public void capture() throws IOException {
    int colon = operator.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(operator + " is not MODEL:INDEX");
    }
    int index = Integer.parseInt(operator.substring(colon + 1));
    Path file = ModelFiles.find(operator.substring(0, colon));
    CapturedOperator expected = CapturedOperator.of(Model.load(file), "reference", index);
    captured = CapturedOperator.of(Model.load(file), provider, index);
    Agreement agreement = captured.replay(expected);
    if (!agreement.isWithinTolerance()) {
      throw new IllegalStateException(captured + ": its " + agreement);
    }
    System.out.println(ModelBenchmark.RAN + captured + "; " + agreement);
  }

  /** One run of the kernel. */
  @Benchmark
  public void eval() {
    captured.eval();
  }
}
