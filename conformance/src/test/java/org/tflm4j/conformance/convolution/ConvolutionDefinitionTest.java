/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * Drawn windows (strides, dilations, groups, batches, both paddings) on whole numbers, which
 * FLOAT32 and INT8 hold alike and no order of additions changes, against the definitions of the
 * operators with a bounds test at every tap.
 */
class ConvolutionDefinitionTest {
  private static final int REPETITIONS = 60;

  /** One axis of a window on an image: the drawn sizes, and where its taps lie. */
  private record Axis(int image, int filter, int stride, int dilation, int positions, int padding) {
    static Axis draw(Random random, boolean valid, boolean dilated) {
      int filter = 1 + random.nextInt(4);
      int dilation = dilated ? 1 + random.nextInt(3) : 1;
      int stride = 1 + random.nextInt(3);
      int extent = (filter - 1) * dilation + 1;
      int image = (valid ? extent : 1) + random.nextInt(9);
      int positions = valid ? (image - extent) / stride + 1 : (image + stride - 1) / stride;
      int missing = Math.max(0, (positions - 1) * stride + extent - image);
      return new Axis(image, filter, stride, dilation, positions, missing / 2);
    }

    /** Returns the place in the image, or -1 outside of it. */
    int at(int position, int tap) {
      int at = position * stride - padding + tap * dilation;
      return at < image ? Math.max(at, -1) : -1;
    }
  }

  /** A drawn tensor of whole numbers so small that no sum leaves INT8, NHWC or OHWI. */
  private record Grid(int[] shape, float[] values) {
    Grid(int... shape) {
      this(shape, new float[shape[0] * shape[1] * shape[2] * shape[3]]);
    }

    static Grid draw(Random random, int... shape) {
      Grid grid = new Grid(shape);
      for (int i = 0; i < grid.values.length; i++) {
        grid.values[i] = random.nextInt(-1, 2);
      }
      return grid;
    }

    int index(int n, int y, int x, int c) {
      return ((n * shape[1] + y) * shape[2] + x) * shape[3] + c;
    }

    float get(int n, int y, int x, int c) {
      return values[index(n, y, x, c)];
    }
  }

  private interface Tap {
    void at(int n, int outY, int outX, int tapY, int tapX, int inY, int inX);
  }

  private static void eachTap(int batches, Axis height, Axis width, Tap tap) {
    for (int n = 0; n < batches; n++) {
      for (int outY = 0; outY < height.positions; outY++) {
        for (int outX = 0; outX < width.positions; outX++) {
          for (int tapY = 0; tapY < height.filter; tapY++) {
            for (int tapX = 0; tapX < width.filter; tapX++) {
              int inY = height.at(outY, tapY);
              int inX = width.at(outX, tapX);
              if (inY >= 0 && inX >= 0) {
                tap.at(n, outY, outX, tapY, tapX, inY, inX);
              }
            }
          }
        }
      }
    }
  }

  /** Runs an operator on its inputs, those being absent that are null, in both types. */
  private static float[] run(
      BuiltinOperator operator, OptionsBuilder options, int[] outputShape, Grid... grids) {
    float[] floats = run(FLOAT32, operator, options, outputShape, grids);
    assertThat(run(INT8, operator, options, outputShape, grids)).containsExactly(floats);
    return floats;
  }

  private static float[] run(
      TensorType type,
      BuiltinOperator operator,
      OptionsBuilder options,
      int[] outputShape,
      Grid... grids) {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int[] operatorInputs = new int[grids.length];
    List<Integer> graphInputs = new ArrayList<>();
    for (int i = 0; i < grids.length; i++) {
      operatorInputs[i] = -1;
      if (grids[i] != null) {
        // A filter has the zero point 0.
        int zeroPoint = i == 1 ? 0 : 7;
        operatorInputs[i] =
            graph.tensor("t" + i, type, grids[i].shape).quantization(1, zeroPoint).index();
        graphInputs.add(operatorInputs[i]);
      }
    }
    int output = graph.tensor("output", type, outputShape).quantization(1, -3).index();
    graph
        .operator(operator, options, operatorInputs, output)
        .inputs(graphInputs.stream().mapToInt(Integer::intValue).toArray())
        .outputs(output);
    Interpreter interpreter =
        Interpreter.builder(Model.of(model.build()), OpResolver.all())
            .provider("reference")
            .build();
    int input = 0;
    for (Grid grid : grids) {
      if (grid != null) {
        interpreter.input(input++).writeReal(grid.values);
      }
    }
    interpreter.invoke();
    float[] result = new float[interpreter.output(0).elementCount()];
    for (int i = 0; i < result.length; i++) {
      result[i] = interpreter.output(0).realAt(i);
    }
    return result;
  }

  @RepeatedTest(REPETITIONS)
  void convolves(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    boolean valid = random.nextBoolean();
    Axis height = Axis.draw(random, valid, true);
    Axis width = Axis.draw(random, valid, true);
    int batches = 1 + random.nextInt(2);
    int groups = 1 + random.nextInt(3);
    int depth = 1 + random.nextInt(6);
    int filters = 1 + random.nextInt(4);
    Grid input = Grid.draw(random, batches, height.image, width.image, groups * depth);
    Grid filter = Grid.draw(random, groups * filters, height.filter, width.filter, depth);
    Grid expected = new Grid(batches, height.positions, width.positions, groups * filters);
    eachTap(
        batches,
        height,
        width,
        (n, outY, outX, tapY, tapX, inY, inX) -> {
          for (int out = 0; out < groups * filters; out++) {
            for (int in = 0; in < depth; in++) {
              expected.values[expected.index(n, outY, outX, out)] +=
                  input.get(n, inY, inX, out / filters * depth + in)
                      * filter.get(out, tapY, tapX, in);
            }
          }
        });
    OptionsBuilder options =
        OptionsBuilder.of(OptionsType.CONV_2D)
            .int8(0, valid ? 1 : 0)
            .int32(1, width.stride)
            .int32(2, height.stride)
            .int32(4, width.dilation)
            .int32(5, height.dilation);
    assertThat(run(BuiltinOperator.CONV_2D, options, expected.shape, input, filter))
        .as("%s %s %d groups", height, width, groups)
        .containsExactly(expected.values);
  }

  @RepeatedTest(REPETITIONS)
  void convolvesDepthwise(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    boolean valid = random.nextBoolean();
    Axis height = Axis.draw(random, valid, true);
    Axis width = Axis.draw(random, valid, true);
    int batches = 1 + random.nextInt(2);
    int depth = 1 + random.nextInt(9);
    int multiplier = 1 + random.nextInt(3);
    Grid input = Grid.draw(random, batches, height.image, width.image, depth);
    Grid filter = Grid.draw(random, 1, height.filter, width.filter, depth * multiplier);
    Grid expected = new Grid(batches, height.positions, width.positions, depth * multiplier);
    eachTap(
        batches,
        height,
        width,
        (n, outY, outX, tapY, tapX, inY, inX) -> {
          for (int out = 0; out < depth * multiplier; out++) {
            expected.values[expected.index(n, outY, outX, out)] +=
                input.get(n, inY, inX, out / multiplier) * filter.get(0, tapY, tapX, out);
          }
        });
    OptionsBuilder options =
        OptionsBuilder.of(OptionsType.DEPTHWISE_CONV_2D)
            .int8(0, valid ? 1 : 0)
            .int32(1, width.stride)
            .int32(2, height.stride)
            .int32(3, multiplier)
            .int32(5, width.dilation)
            .int32(6, height.dilation);
    assertThat(run(BuiltinOperator.DEPTHWISE_CONV_2D, options, expected.shape, input, filter))
        .as("%s %s", height, width)
        .containsExactly(expected.values);
  }

  /** The transpose: what a convolution reads for a position is what that position adds to. */
  @RepeatedTest(REPETITIONS)
  void convolvesTransposed(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    boolean valid = random.nextBoolean();
    Axis height = Axis.draw(random, valid, false);
    Axis width = Axis.draw(random, valid, false);
    int batches = 1 + random.nextInt(2);
    int depth = 1 + random.nextInt(5);
    int filters = 1 + random.nextInt(5);
    Grid input = Grid.draw(random, batches, height.positions, width.positions, depth);
    Grid filter = Grid.draw(random, filters, height.filter, width.filter, depth);
    Grid expected = new Grid(batches, height.image, width.image, filters);
    eachTap(
        batches,
        height,
        width,
        (n, y, x, tapY, tapX, imageY, imageX) -> {
          for (int out = 0; out < filters; out++) {
            for (int in = 0; in < depth; in++) {
              expected.values[expected.index(n, imageY, imageX, out)] +=
                  input.get(n, y, x, in) * filter.get(out, tapY, tapX, in);
            }
          }
        });
    OptionsBuilder options =
        OptionsBuilder.of(OptionsType.TRANSPOSE_CONV)
            .int8(0, valid ? 1 : 0)
            .int32(1, width.stride)
            .int32(2, height.stride);
    assertThat(run(BuiltinOperator.TRANSPOSE_CONV, options, expected.shape, null, filter, input))
        .as("%s %s", height, width)
        .containsExactly(expected.values);
  }

  @Test
  void takesAnyDilationOfASingleTap() {
    Grid input = new Grid(new int[] {1, 2, 2, 1}, new float[] {1, 2, 3, 4});
    Grid filter = new Grid(new int[] {1, 1, 1, 1}, new float[] {2});
    OptionsBuilder options =
        OptionsBuilder.of(OptionsType.CONV_2D)
            .int32(1, 1)
            .int32(2, 1)
            .int32(4, Integer.MAX_VALUE)
            .int32(5, Integer.MAX_VALUE);
    assertThat(run(BuiltinOperator.CONV_2D, options, input.shape, input, filter))
        .containsExactly(2, 4, 6, 8);
  }

  @Test
  void passesOverWhatIsNotANumberInMaxPools() {
    Grid input = new Grid(new int[] {1, 1, 4, 1}, new float[] {Float.NaN, -2, Float.NaN, -3});
    OptionsBuilder options =
        OptionsBuilder.of(OptionsType.POOL_2D)
            .int8(0, 1)
            .int32(1, 2)
            .int32(2, 1)
            .int32(3, 2)
            .int32(4, 1);
    assertThat(run(FLOAT32, BuiltinOperator.MAX_POOL_2D, options, new int[] {1, 1, 2, 1}, input))
        .containsExactly(-2, -3);
  }
}
