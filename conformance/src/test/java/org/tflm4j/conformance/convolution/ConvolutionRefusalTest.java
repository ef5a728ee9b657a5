/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.convolution;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.schema.BuiltinOperator;
import org.tflm4j.interpreter.schema.ModelException;

/** Convolutions, pools and matrix products that TFLM would crash on or compute nonsense for. */
class ConvolutionRefusalTest {
  /** Tensors and options of a sound operator, to be spoilt. */
  private static final class Sketch {
    final ModelBuilder model = new ModelBuilder();
    final GraphBuilder graph = model.graph();
    final BuiltinOperator operator;
    final OptionsBuilder options;
    final TensorBuilder[] tensors;

    Sketch(BuiltinOperator operator, OptionsBuilder options, TensorType type, int[]... shapes) {
      this.operator = operator;
      this.options = options;
      this.tensors = new TensorBuilder[shapes.length];
      for (int i = 0; i < shapes.length; i++) {
        tensors[i] = graph.tensor("t" + i, type, shapes[i]).quantization(0.5f, 0);
      }
    }

    void refused(String... messageParts) {
      int[] inputs = new int[tensors.length - 1];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = tensors[i].index();
      }
      int output = tensors[inputs.length].index();
      graph.operator(operator, options, inputs, output).inputs(inputs).outputs(output);
      Model sketched = Model.of(model.build());
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> Interpreter.builder(sketched, OpResolver.all()).build())
          .withMessageContainingAll(messageParts);
    }
  }

  /** Input 1x4x5x6, 8 filters of 3x3 in 2 groups, stride 1, SAME. */
  private static Sketch conv(TensorType type, TensorType biasType) {
    OptionsBuilder options = OptionsBuilder.of(OptionsType.CONV_2D).int32(1, 1).int32(2, 1);
    Sketch sketch =
        new Sketch(
            BuiltinOperator.CONV_2D,
            options,
            type,
            new int[] {1, 4, 5, 6},
            new int[] {8, 3, 3, 3},
            new int[] {8},
            new int[] {1, 4, 5, 8});
    sketch.tensors[2].type(biasType);
    if (type == INT16) {
      sketch.tensors[1].type(INT8);
    }
    return sketch;
  }

  private static void refusedConv(Consumer<Sketch> spoil, String... messageParts) {
    Sketch sketch = conv(FLOAT32, FLOAT32);
    spoil.accept(sketch);
    sketch.refused(messageParts);
  }

  @ParameterizedTest
  @CsvSource({"1,stride 0", "2,stride 0", "4,dilation 0", "5,dilation 0"})
  void refusesWindowsThatDoNotMove(int field, String message) {
    refusedConv(sketch -> sketch.options.int32(field, 0), "CONV_2D", message, "at least 1");
  }

  @Test
  void refusesWindowsThatDoNotFit() {
    refusedConv(s -> s.options.int8(0, 1).int32(5, 2), "is larger than", "FLOAT32[1, 4, 5, 6]");
    refusedConv(s -> s.options.int32(4, Integer.MAX_VALUE), "is too large");
    refusedConv(s -> s.options.int32(1, 2), "needs the shape [1, 4, 3, 8]");
    refusedConv(s -> s.options.int8(0, 2), "padding scheme 2");
    refusedConv(s -> s.tensors[1].shape(8, 0, 3, 3), "filter 0");
  }

  @Test
  void refusesChannelsThatDoNotMatch() {
    refusedConv(s -> s.tensors[1].shape(8, 3, 3, 4), "does not divide the channels");
    refusedConv(s -> s.tensors[1].shape(8, 3, 3, 0), "does not divide the channels");
    refusedConv(s -> s.tensors[0].shape(1, 4, 5, 0), "has no channels");
    refusedConv(
        s -> {
          s.tensors[1].shape(7, 3, 3, 3);
          s.tensors[2].shape(7);
        },
        "a multiple of the 2 groups");
    refusedConv(s -> s.tensors[2].shape(7), "needs 8 elements");
  }

  @Test
  void refusesQuantizationThatDoesNotMatch() {
    Sketch unscaled = conv(INT8, INT32);
    unscaled.tensors[1].quantization(Quantization.NONE);
    unscaled.refused("no quantization scale");
    Sketch acrossInputs = conv(INT8, INT32);
    acrossInputs.tensors[1].quantization(Quantization.of(new float[8], new int[8], 1));
    acrossInputs.refused("8 scales along dimension 1");
    Sketch huge = conv(INT16, INT64);
    huge.tensors[0].quantization(1e6f, 0);
    huge.refused("are too large");
    Sketch outside = conv(INT8, INT32);
    outside.tensors[3].quantization(0.5f, 200);
    outside.refused("zero point 200");
  }

  @Test
  void refusesBiasesThatTflmReadsPastTheEndOf() {
    Sketch conv = conv(INT16, INT16);
    conv.refused("has type INT16", "INT32, INT64");

    Sketch depthwise =
        new Sketch(
            BuiltinOperator.DEPTHWISE_CONV_2D,
            OptionsBuilder.of(OptionsType.DEPTHWISE_CONV_2D).int32(1, 1).int32(2, 1).int32(3, 2),
            INT16,
            new int[] {1, 4, 5, 3},
            new int[] {1, 3, 3, 6},
            new int[] {6},
            new int[] {1, 4, 5, 6});
    depthwise.tensors[1].type(INT8);
    depthwise.tensors[2].type(INT32);
    depthwise.refused("DEPTHWISE_CONV_2D", "has type INT32, supported: INT64");

    Sketch transpose =
        new Sketch(
            BuiltinOperator.TRANSPOSE_CONV,
            OptionsBuilder.of(OptionsType.TRANSPOSE_CONV).int32(1, 2).int32(2, 2),
            INT16,
            new int[] {4},
            new int[] {6, 3, 3, 3},
            new int[] {1, 4, 5, 3},
            new int[] {6},
            new int[] {1, 8, 10, 6});
    transpose.tensors[0].type(INT32);
    transpose.tensors[1].type(INT8);
    transpose.tensors[3].type(INT32);
    transpose.refused("TRANSPOSE_CONV", "has type INT32, supported: INT16, INT64");
  }

  @Test
  void refusesADepthMultiplierThatIsNot() {
    new Sketch(
            BuiltinOperator.DEPTHWISE_CONV_2D,
            OptionsBuilder.of(OptionsType.DEPTHWISE_CONV_2D).int32(1, 1).int32(2, 1).int32(3, 1),
            FLOAT32,
            new int[] {1, 4, 5, 3},
            new int[] {1, 3, 3, 6},
            new int[] {6},
            new int[] {1, 4, 5, 6})
        .refused("has 6 channels, needs 3 x 1");
  }

  @Test
  void refusesATransposeConvWhoseOutputDoesNotCoverItsInput() {
    new Sketch(
            BuiltinOperator.TRANSPOSE_CONV,
            OptionsBuilder.of(OptionsType.TRANSPOSE_CONV).int32(1, 2).int32(2, 2),
            FLOAT32,
            new int[] {4},
            new int[] {6, 3, 3, 3},
            new int[] {1, 4, 5, 3},
            new int[] {1, 9, 10, 6})
        .refused("needs the shape [1, 5, 5, 3]");
  }

  @Test
  void refusesPoolsThatChangeTheQuantization() {
    Sketch pool =
        new Sketch(
            BuiltinOperator.MAX_POOL_2D,
            OptionsBuilder.of(OptionsType.POOL_2D).int32(1, 1).int32(2, 1).int32(3, 2).int32(4, 2),
            INT8,
            new int[] {1, 4, 5, 3},
            new int[] {1, 4, 5, 3});
    pool.tensors[1].quantization(0.5f, 1);
    pool.refused("need the same quantization");
  }

  @ParameterizedTest
  @CsvSource({
    "2,false,cannot be multiplied",
    "4,true,cannot be multiplied",
    "3,false,cannot hold the product"
  })
  void refusesMatricesThatDoNotFit(int rows, boolean transposed, String message) {
    new Sketch(
            BuiltinOperator.BATCH_MATMUL,
            OptionsBuilder.of(OptionsType.BATCH_MAT_MUL).bool(1, transposed),
            FLOAT32,
            new int[] {2, 5, 3},
            new int[] {rows, 4},
            new int[] {2, 5, 5})
        .refused("BATCH_MATMUL", message);
  }

  @Test
  void refusesBatchesThatDoNotBroadcastAndZeroPointsOfInt16() {
    new Sketch(
            BuiltinOperator.BATCH_MATMUL,
            OptionsBuilder.of(OptionsType.BATCH_MAT_MUL),
            FLOAT32,
            new int[] {2, 5, 3},
            new int[] {3, 3, 4},
            new int[] {2, 5, 4})
        .refused("do not broadcast");
    Sketch shifted =
        new Sketch(
            BuiltinOperator.BATCH_MATMUL,
            OptionsBuilder.of(OptionsType.BATCH_MAT_MUL),
            INT16,
            new int[] {5, 3},
            new int[] {3, 4},
            new int[] {5, 4});
    shifted.tensors[1].quantization(0.5f, 7);
    shifted.refused("has the zero point 7, needs 0");
  }
}
