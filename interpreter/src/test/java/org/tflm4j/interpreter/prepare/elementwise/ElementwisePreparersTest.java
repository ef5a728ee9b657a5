/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tflm4j.api.op.Abs;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Rsqrt;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.op.UnaryMath;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.PreparerTable;
import org.tflm4j.interpreter.schema.BuiltinOperator;
import org.tflm4j.interpreter.schema.ModelException;
import org.tflm4j.interpreter.schema.OperatorNode;

class ElementwisePreparersTest {
  private static final PreparerTable TABLE = new PreparerTable();

  static {
    ElementwisePreparers.register(TABLE);
  }

  private static final Quantization TENTHS = Quantization.of(0.1f, 0);

  private static TensorSpec tensor(
      int index, TensorType type, Quantization quantization, int... shape) {
    return new TensorSpec(index, "", type, Shape.of(shape), quantization, false, null);
  }

  private static Op prepare(BuiltinOperator code, TensorSpec input, TensorSpec output) {
    var node =
        new OperatorNode(
            0, 0, code, "", 1, new int[] {0}, new int[] {1}, new int[0], null, null, null);
    var context =
        new PrepareContext(List.of(), node, new TensorSpec[] {input, output}, new byte[0]);
    return TABLE.of(code).prepare(context);
  }

  /** TFLM refuses these, most of them only when it runs the model. */
  @ParameterizedTest
  @CsvSource({
    "ABS,INT32,INT32",
    "NEG,INT8,INT8",
    "NEG,INT32,INT32",
    "LOGICAL_NOT,INT8,INT8",
    "ELU,INT16,INT16",
    "RELU,UINT8,UINT8",
    "RELU6,UINT8,UINT8",
    "RELU,INT8,INT16",
    "LEAKY_RELU,UINT8,UINT8",
    "HARD_SWISH,INT16,INT16",
    "LOGISTIC,UINT8,UINT8",
    "TANH,UINT8,UINT8",
    "ZEROS_LIKE,INT16,INT16",
    "ZEROS_LIKE,BOOL,BOOL",
    "SOFTMAX,UINT8,UINT8",
    "SOFTMAX,INT16,INT8",
    "LOG_SOFTMAX,INT16,INT16",
    "L2_NORMALIZATION,INT16,INT16",
    "CAST,INT32,INT64",
    "CAST,INT64,INT32",
    "CAST,FLOAT32,BOOL",
    "CAST,UINT8,FLOAT32",
    "CAST,FLOAT32,UINT8",
    "QUANTIZE,FLOAT32,INT32",
    "QUANTIZE,FLOAT32,UINT8",
    "QUANTIZE,UINT8,INT16",
    "QUANTIZE,INT16,UINT8",
    "QUANTIZE,INT32,INT32",
    "DEQUANTIZE,INT32,FLOAT32",
    "DEQUANTIZE,FLOAT16,FLOAT32",
  })
  void refusesTypes(BuiltinOperator code, TensorType inputType, TensorType outputType) {
    TensorSpec input = tensor(0, inputType, TENTHS, 2, 3);
    TensorSpec output = tensor(1, outputType, TENTHS, 2, 3);
    assertThatThrownBy(() -> prepare(code, input, output))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(code.name())
        .hasMessageContaining("type");
  }

  @ParameterizedTest
  @EnumSource
  void unaryMathTakesFloatsOnly(UnaryMath.Kind kind) {
    BuiltinOperator code = BuiltinOperator.valueOf(kind.name());
    TensorSpec input = tensor(0, TensorType.FLOAT32, Quantization.NONE, 2, 3);
    assertThat(prepare(code, input, input)).isEqualTo(new UnaryMath(kind));
    TensorSpec int8 = tensor(0, TensorType.INT8, TENTHS, 2, 3);
    assertThatThrownBy(() -> prepare(code, int8, int8)).hasMessageContaining("has type INT8");
    TensorSpec other = tensor(1, TensorType.FLOAT32, Quantization.NONE, 7);
    assertThatThrownBy(() -> prepare(code, input, other))
        .hasMessageContaining("different numbers of elements");
  }

  @Test
  void rsqrtOfInt16NeedsZeroPointsOfZero() {
    TensorSpec input = tensor(0, TensorType.INT16, TENTHS, 4);
    assertThat(prepare(BuiltinOperator.RSQRT, input, input)).isInstanceOf(Rsqrt.class);
    TensorSpec shifted = tensor(0, TensorType.INT16, Quantization.of(0.1f, -5), 4);
    assertThatThrownBy(() -> prepare(BuiltinOperator.RSQRT, shifted, input))
        .hasMessageContaining("has the zero point -5, needs 0");
    TensorSpec plain = tensor(0, TensorType.INT16, Quantization.NONE, 4);
    assertThatThrownBy(() -> prepare(BuiltinOperator.RSQRT, plain, input))
        .hasMessageContaining("has no quantization scale");
  }

  @Test
  void absTellsPlainInt16FromQuantized() {
    TensorSpec plain = tensor(0, TensorType.INT16, Quantization.NONE, 4);
    assertThat(prepare(BuiltinOperator.ABS, plain, plain)).isEqualTo(new Abs(new Abs.Integers()));
    TensorSpec quantized = tensor(0, TensorType.INT16, TENTHS, 4);
    assertThat(prepare(BuiltinOperator.ABS, quantized, quantized))
        .isEqualTo(new Abs(new Abs.Quantized(0, 0, QuantizedMultiplier.of(1))));
  }

  @Test
  void sigmoidOfInt16() {
    Quantization unit = Quantization.of(1f / 32768, 0);
    TensorSpec output = tensor(1, TensorType.INT16, unit, 4);
    TensorSpec threeBits = tensor(0, TensorType.INT16, Quantization.of(1f / 4096, 0), 4);
    assertThat(prepare(BuiltinOperator.LOGISTIC, threeBits, output))
        .isEqualTo(new Sigmoid(Sigmoid.Kind.LOGISTIC, new Sigmoid.Int16(3, 0)));
    TensorSpec fourBits = tensor(0, TensorType.INT16, Quantization.of(1f / 2048, 0), 4);
    assertThat(prepare(BuiltinOperator.TANH, fourBits, output))
        .isEqualTo(new Sigmoid(Sigmoid.Kind.TANH, new Sigmoid.Int16(6, 0)));
    // 4096 * 3 / 2048 = 6, doubled until it has 15 bits.
    assertThat(prepare(BuiltinOperator.LOGISTIC, fourBits, output))
        .isEqualTo(new Sigmoid(Sigmoid.Kind.LOGISTIC, new Sigmoid.Int16(6 << 12, 12)));
    TensorSpec coarse = tensor(0, TensorType.INT16, Quantization.of(6, 0), 4);
    assertThatThrownBy(() -> prepare(BuiltinOperator.TANH, coarse, output))
        .hasMessageContaining("has the scale 6.0");
  }

  @Test
  void softmaxRefusesScalesThatItsArithmeticCannotTake() {
    TensorSpec input = tensor(0, TensorType.INT8, TENTHS, 4);
    TensorSpec output = tensor(1, TensorType.INT8, Quantization.of(1f / 256, -128), 4);
    // The options are absent, so beta is 0.
    assertThatThrownBy(() -> prepare(BuiltinOperator.SOFTMAX, input, output))
        .hasMessageContaining("beta 0.0 and the scale 0.1");
    assertThatThrownBy(() -> prepare(BuiltinOperator.SOFTMAX, input, input))
        .hasMessageContaining("has the zero point 0, needs -128");
  }
}
