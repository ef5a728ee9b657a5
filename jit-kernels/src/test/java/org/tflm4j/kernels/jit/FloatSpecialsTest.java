/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.convolution.ConvolutionSamplers;
import org.tflm4j.conformance.sampler.dense.DenseSamplers;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/**
 * Layers with FLOAT32 weights give NaN where the reference does, its infinities and its sign of
 * zero, whatever their inputs: sums of such values do not depend on the order.
 */
@EnabledIf("org.tflm4j.kernels.jit.Processor#hasKernels")
class FloatSpecialsTest {
  private static final int DRAWS = 40;

  private static final float[] SPECIAL = {
    0,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL / 2
  };

  static List<OperatorSampler> samplers() {
    List<OperatorSampler> samplers = new ArrayList<>(ConvolutionSamplers.all());
    samplers.addAll(DenseSamplers.all());
    samplers.removeIf(sampler ->
        !sampler
            .name()
            .matches("(CONV_2D|DEPTHWISE_CONV_2D|TRANSPOSE_CONV|FULLY_CONNECTED) FLOAT32"));
    assertThat(samplers).hasSize(4);
    return samplers;
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void equalTheReference(OperatorSampler sampler) {
    for (int seed = 0; seed < DRAWS; seed++) {
      Model model = Model.of(sampler.draw(new SplittableRandom(seed)));
      float[] expected = outputs(model, "reference", seed);
      float[] got = outputs(model, "jit", seed);
      for (int i = 0; i < expected.length; i++) {
        float wanted = expected[i];
        boolean exact = Float.isNaN(wanted) || Float.isInfinite(wanted) || wanted == 0;
        assertThat(got[i])
            .as("%s, seed %d, output %d", sampler.name(), seed, i)
            .satisfies(found -> {
              if (exact) {
                assertThat(found).isEqualTo(Float.valueOf(wanted));
              } else {
                assertThat(Math.abs(found - wanted))
                    .isLessThanOrEqualTo(1e-4f * Math.max(1, Math.abs(wanted)));
              }
            });
      }
    }
  }

  private static float[] outputs(Model model, String provider, int seed) {
    Interpreter interpreter =
        Interpreter.builder(model, OpResolver.all())
            .providers(KernelProviders.load().named(provider))
            .build();
    RandomGenerator random = new SplittableRandom(seed);
    double share = Math.pow(10, -random.nextInt(1, 4));
    Tensor input = interpreter.input(0);
    byte[] bytes = new byte[input.byteSize()];
    for (int i = 0; i < bytes.length; i += Float.BYTES) {
      LittleEndian.putFloat(
          bytes,
          i,
          random.nextDouble() < share
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (float) random.nextDouble(-10, 10));
    }
    input.write(bytes);
    interpreter.invoke();
    byte[] output = interpreter.output(0).toByteArray();
    float[] values = new float[output.length / Float.BYTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = LittleEndian.getFloat(output, Float.BYTES * i);
    }
    return values;
  }
}
