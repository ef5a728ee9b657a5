/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.FftNumerics;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.SignalIrfft;
import org.tflm4j.api.op.SignalRfft;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.KernelTable;

/** The FFT against its definition, at lengths of all radices; the corpus has powers of 2 alone. */
class SignalFftTest {
  private static final int SHORTEST_WITH_ALL_RADICES = 240;

  private static Tensor tensor(TensorType type, int length) {
    TensorSpec spec = new TensorSpec(0, "", type, Shape.of(length), Quantization.NONE, false, null);
    return new Tensor(spec, new byte[length * type.bytes()], 0);
  }

  private static Tensor run(Op op, Tensor input, int outputLength) {
    Tensor output = tensor(input.type(), outputLength);
    KernelTable table = new KernelTable();
    SignalKernels.register(table);
    Kernel kernel =
        table.create(new KernelRequest(op, List.of(input.spec()), List.of(output.spec())));
    int scratch = kernel.memory().scratchBytes().size();
    byte[] arena = new byte[scratch == 0 ? 0 : kernel.memory().scratchBytes().get(0)];
    kernel.eval(
        new KernelContext(
            new Tensor[] {input},
            new Tensor[] {output},
            arena,
            new int[scratch],
            new int[0],
            new float[0]));
    return output;
  }

  private static FftNumerics numerics(Tensor input) {
    return switch (input.type()) {
      case INT16 -> new FftNumerics.Q15();
      case INT32 -> new FftNumerics.Q31();
      default -> new FftNumerics.Real();
    };
  }

  private static Tensor rfft(Tensor samples, int length) {
    return run(
        new SignalRfft(1, samples.elementCount(), length, numerics(samples)), samples, length + 2);
  }

  private static Tensor irfft(Tensor spectrum, int length) {
    return run(new SignalIrfft(1, length / 2 + 1, length, numerics(spectrum)), spectrum, length);
  }

  /** Returns the complex number at a frequency, by the definition of the transform. */
  private static double[] transform(double[] samples, int length, int frequency) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < samples.length; i++) {
      double angle = -2 * Math.PI * i * frequency / length;
      real += samples[i] * Math.cos(angle);
      imaginary += samples[i] * Math.sin(angle);
    }
    return new double[] {real, imaginary};
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 8, 10, 12, 18, 30, 50, 64, SHORTEST_WITH_ALL_RADICES, 480})
  void transformsFloatsAndBack(int length) {
    Random random = new Random(length);
    Tensor samples = tensor(TensorType.FLOAT32, length - 1);
    double[] values = new double[length - 1];
    for (int i = 0; i < values.length; i++) {
      samples.setFloat32At(i, random.nextFloat() - 0.5f);
      values[i] = samples.float32At(i);
    }
    Tensor spectrum = rfft(samples, length);
    for (int frequency = 0; frequency <= length / 2; frequency++) {
      double[] expected = transform(values, length, frequency);
      assertThat((double) spectrum.float32At(2 * frequency)).isCloseTo(expected[0], within(1e-4));
      assertThat((double) spectrum.float32At(2 * frequency + 1))
          .isCloseTo(expected[1], within(1e-4));
    }
    Tensor back = irfft(spectrum, length);
    for (int i = 0; i < length; i++) {
      double expected = i < values.length ? values[i] : 0;
      assertThat((double) back.float32At(i)).isCloseTo(expected, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 8, 10, 12, 18, 30, 50, 64, SHORTEST_WITH_ALL_RADICES, 480})
  void dividesFixedPointByTheLength(int length) {
    Random random = new Random(length);
    Tensor samples16 = tensor(TensorType.INT16, length);
    Tensor samples32 = tensor(TensorType.INT32, length);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      samples16.setInt16At(i, (short) random.nextInt());
      samples32.setInt32At(i, samples16.int16At(i) << 16);
      values[i] = samples16.int16At(i);
    }
    Tensor spectrum16 = rfft(samples16, length);
    Tensor spectrum32 = rfft(samples32, length);
    for (int frequency = 0; frequency <= length / 2; frequency++) {
      double[] expected = transform(values, length, frequency);
      for (int part = 0; part < 2; part++) {
        int index = 2 * frequency + part;
        // Each stage rounds to 16 bits, and its divisor is rounded, too.
        assertThat((double) spectrum16.int16At(index))
            .isCloseTo(expected[part] / length, within(8.0));
        assertThat(spectrum32.int32At(index) / 65536.0)
            .isCloseTo(expected[part] / length, within(1e-3));
      }
    }
  }
}
