/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.api.tensor.TensorType.UINT32;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.Cast;
import org.tflm4j.api.op.L2Normalization;
import org.tflm4j.api.op.LogSoftmax;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.op.Rsqrt;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.op.UnaryMath;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.KernelTable;

/** What the conformance corpus has no case for: rare types, and inputs that TFLM cannot take. */
class ElementwiseKernelsTest {
  private static final KernelTable KERNELS = new KernelTable();

  static {
    ElementwiseKernels.register(KERNELS);
  }

  private Tensor input;
  private Tensor output;

  private void tensors(TensorType inputType, TensorType outputType, int count) {
    input = tensor(0, inputType, count);
    output = tensor(1, outputType, count);
  }

  private static Tensor tensor(int index, TensorType type, int count) {
    var spec = new TensorSpec(index, "", type, Shape.of(count), Quantization.NONE, false, null);
    return new Tensor(spec, new byte[(int) spec.byteSize()], 0);
  }

  private void eval(Op op) {
    var request = new KernelRequest(op, List.of(input.spec()), List.of(output.spec()));
    var context =
        new KernelContext(
            new Tensor[] {input},
            new Tensor[] {output},
            new byte[0],
            new int[0],
            new int[0],
            new float[0]);
    KERNELS.create(request).eval(context);
  }

  private void forEachInput(IntConsumer action) {
    IntStream.range(0, input.elementCount()).forEach(action);
  }

  private List<Long> outputs() {
    return IntStream.range(0, output.elementCount()).mapToObj(output::integerAt).toList();
  }

  private void floats(float... values) {
    forEachInput(i -> input.setFloat32At(i, values[i]));
  }

  @Test
  void rsqrtOfInt16() {
    tensors(INT16, INT16, 4);
    short[] values = {0, 1, 4, 16384};
    forEachInput(i -> input.setInt16At(i, values[i]));
    eval(new Rsqrt(new Rsqrt.Quantized(0, 0, QuantizedMultiplier.of(1024))));
    assertThat(outputs()).containsExactly(32767L, 1024L, 512L, 8L);
  }

  @Test
  void rsqrtOfNegativeNumber() {
    tensors(INT8, INT8, 2);
    input.setInt8At(0, (byte) 5);
    input.setInt8At(1, (byte) 2);
    assertThatThrownBy(() -> eval(new Rsqrt(new Rsqrt.Quantized(3, 0, QuantizedMultiplier.of(1)))))
        .isInstanceOf(KernelException.class)
        .hasMessageContaining("element 1")
        .hasMessageContaining("it is 2, needs at least the zero point 3");
    assertThat(outputs()).containsOnly(0L);
  }

  @Test
  void softmaxOfManyEqualElements() {
    QuantizedMultiplier multiplier = QuantizedMultiplier.of(1 << 22);
    tensors(INT8, INT8, 512);
    eval(new Softmax(1, 512, new Softmax.Int8(multiplier, -248)));
    assertThat(outputs()).containsOnly(-128L);
    tensors(INT8, INT16, 8192);
    eval(new Softmax(1, 8192, new Softmax.Int8(multiplier, -248)));
    assertThat(outputs()).containsOnly(-32768L + 65536 / 8192);
  }

  @Test
  void logSoftmaxOfManyEqualElements() {
    tensors(INT8, INT8, 5000);
    QuantizedMultiplier multiplier = QuantizedMultiplier.of(1 << 22);
    QuantizedMultiplier reverse = QuantizedMultiplier.of(Math.scalb(1.0, -22));
    eval(new LogSoftmax(1, 5000, new LogSoftmax.Quantized(multiplier, reverse, -248)));
    assertThat(outputs()).containsOnly(127 - Math.round(16 * Math.log(4096)));
  }

  @Test
  void l2NormalizationOfLongRow() {
    tensors(INT8, INT8, 40_000);
    forEachInput(i -> input.setInt8At(i, (byte) 127));
    eval(new L2Normalization(1, 40_000, new L2Normalization.Quantized(-128)));
    // 128 / sqrt(40000), rounded.
    assertThat(outputs()).containsOnly(1L);
  }

  @Test
  void roundKeepsTheZerosOfTflm() {
    tensors(FLOAT32, FLOAT32, 5);
    floats(-0.5f, -0.3f, -0.0f, 2.5f, -3.5f);
    eval(new UnaryMath(UnaryMath.Kind.ROUND));
    float[] expected = {0f, 0f, -0.0f, 2f, -4f};
    forEachInput(i ->
        assertThat(Float.floatToRawIntBits(output.float32At(i)))
            .isEqualTo(Float.floatToRawIntBits(expected[i])));
  }

  @Test
  void castOfNumbersThatDoNotFit() {
    tensors(FLOAT32, INT32, 3);
    floats(Float.NaN, 1e20f, -2.9f);
    eval(new Cast());
    assertThat(outputs()).containsExactly(0L, (long) Integer.MAX_VALUE, -2L);
    tensors(FLOAT32, INT8, 2);
    floats(300f, -129f);
    eval(new Cast());
    assertThat(outputs()).containsExactly(44L, 127L);
    tensors(FLOAT32, UINT32, 2);
    floats(-1f, 4e9f);
    eval(new Cast());
    assertThat(outputs()).containsExactly(0xFFFF_FFFFL, 4_000_000_000L);
    tensors(BOOL, INT8, 2);
    input.setInt8At(1, (byte) 2);
    eval(new Cast());
    assertThat(outputs()).containsExactly(0L, 1L);
  }

  @Test
  void quantizeNumbersThatDoNotFit() {
    tensors(FLOAT32, INT8, 4);
    floats(1e30f, -1e30f, Float.NaN, Float.POSITIVE_INFINITY);
    eval(new Quantize(new Quantize.Real(0.5f, 10)));
    assertThat(outputs()).containsExactly(127L, -128L, 10L, 127L);
  }
}
