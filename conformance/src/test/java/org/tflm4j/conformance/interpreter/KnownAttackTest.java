/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.interpreter.schema.BuiltinOperator.*;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.schema.BuiltinOperator;
import org.tflm4j.interpreter.schema.ModelException;

/**
 * Malformed models that crashed TensorFlow Lite or TensorFlow Lite Micro, one at least of each
 * class in their advisories and issue trackers, and the messages that they get here.
 */
class KnownAttackTest {
  private static OperatorSketch of(BuiltinOperator operator) {
    return new OperatorSketch(operator);
  }

  private static OptionsBuilder options(OptionsType type) {
    return OptionsBuilder.of(type);
  }

  private static Arguments attack(String name, OperatorSketch sketch, String... messageParts) {
    return arguments(name, sketch.build(), List.of(messageParts));
  }

  private static OptionsBuilder convolution(int stride, int dilation) {
    return options(OptionsType.CONV_2D)
        .int8(0, 1)
        .int32(1, stride)
        .int32(2, stride)
        .int32(4, dilation)
        .int32(5, dilation);
  }

  private static OperatorSketch conv(int stride, int dilation) {
    return of(CONV_2D)
        .input(INT8, 1, 4, 4, 2)
        .weights(3, 1, 1, 2)
        .options(convolution(stride, dilation))
        .output(INT8, 1, 4, 4, 3);
  }

  private static OperatorSketch strided(int ellipsis) {
    return of(STRIDED_SLICE)
        .input(INT8, 2, 3, 4)
        .vector(0, 0, 0)
        .vector(1, 1, 1)
        .vector(1, 1, 1)
        .options(options(OptionsType.STRIDED_SLICE).int32(2, ellipsis))
        .output(INT8, 1, 1, 1);
  }

  private static OperatorSketch svdf(boolean variable) {
    return of(SVDF)
        .input(INT8, 1, 2)
        .weights(2, 2)
        .weights(2, 3)
        .operand(INT32, new int[] {2}, t -> t.quantization(0.25f, 0).data(1, 2))
        .operand(
            INT8,
            new int[] {1, 6},
            t -> {
              if (variable) {
                t.variable();
              } else {
                t.data(new byte[6]);
              }
            })
        .options(options(OptionsType.SVDF).int32(0, 1))
        .output(INT8, 1, 2);
  }

  /** A subgraph whose WHILE has another one as condition and body. */
  private static void runs(GraphBuilder graph, int subgraph) {
    graph.tensor("x", BOOL, 1);
    graph.tensor("y", BOOL, 1);
    graph
        .operator(
            WHILE,
            options(OptionsType.WHILE).int32(0, subgraph).int32(1, subgraph),
            new int[] {0},
            1)
        .inputs(0)
        .outputs(1);
  }

  private static List<Arguments> attacks() {
    return List.of(
        attack(
            "CVE-2020-15207 negative axis",
            of(SUM)
                .input(INT8, 2, 3)
                .vector(-3)
                .options(options(OptionsType.REDUCER))
                .output(INT8, 2),
            "operator 0 SUM: axis -3 is outside the range of -2 to 1"),
        attack(
            "CVE-2020-15207 huge axis",
            of(MEAN)
                .input(INT8, 2, 3)
                .vector(Integer.MAX_VALUE)
                .options(options(OptionsType.REDUCER))
                .output(INT8, 2),
            "operator 0 MEAN: axis 2147483647 is outside the range"),
        attack(
            "CVE-2021-37685 axis of EXPAND_DIMS",
            of(EXPAND_DIMS).input(INT8, 2, 3).vector(-9).output(INT8, 1, 2, 3),
            "operator 0 EXPAND_DIMS: axis -9 is outside the range"),
        attack(
            "CVE-2021-29606 axis of SPLIT",
            of(SPLIT)
                .vector(-7)
                .input(INT8, 2, 4)
                .options(options(OptionsType.SPLIT).int32(0, 2))
                .output(INT8, 2, 2)
                .output(INT8, 2, 2),
            "operator 0 SPLIT: axis -7 is outside the range"),
        attack(
            "CVE-2020-15208 dimensions that do not match",
            of(ADD).input(FLOAT32, 2, 3).input(FLOAT32, 2, 4).output(FLOAT32, 2, 4),
            "operator 0 ADD",
            "input0",
            "[2, 3]",
            "[2, 4]"),
        attack(
            "CVE-2020-15209 constant without a buffer",
            of(FULLY_CONNECTED)
                .input(INT8, 1, 2)
                .operand(INT8, new int[] {2, 2}, t -> t.bufferIndex(0))
                .options(options(OptionsType.FULLY_CONNECTED))
                .output(INT8, 1, 2),
            "operator 0 FULLY_CONNECTED",
            "operand1",
            "is read before anything was written to it"),
        attack(
            "CVE-2020-15210 one tensor as input and output",
            of(ABS).input(FLOAT32, 2).outputIndex(0),
            "operator 0 ABS",
            "is both an input and an output"),
        attack(
            "CVE-2020-15211 tensor -1",
            of(ADD).input(FLOAT32, 2).tensorIndex(-1).output(FLOAT32, 2),
            "operator 0 ADD",
            "input 1 is missing"),
        attack(
            "CVE-2020-15211 tensor -1 as output",
            of(ABS).input(FLOAT32, 2).outputIndex(-1),
            "there is no tensor -1"),
        attack(
            "CVE-2020-15212 segment ids",
            of(SEGMENT_SUM).input(FLOAT32, 2).vector(-1, 99).output(FLOAT32, 2),
            "operator SEGMENT_SUM is not registered"),
        attack(
            "CVE-2021-29587 block size 0 of SPACE_TO_DEPTH",
            of(SPACE_TO_DEPTH)
                .input(INT8, 1, 2, 2, 1)
                .options(options(OptionsType.SPACE_TO_DEPTH).int32(0, 0))
                .output(INT8, 1, 1, 1, 4),
            "operator 0 SPACE_TO_DEPTH: block_size is 0"),
        attack(
            "CVE-2021-29595 block size 0 of DEPTH_TO_SPACE",
            of(DEPTH_TO_SPACE)
                .input(INT8, 1, 1, 1, 4)
                .options(options(OptionsType.DEPTH_TO_SPACE).int32(0, 0))
                .output(INT8, 1, 2, 2, 1),
            "operator 0 DEPTH_TO_SPACE: block_size is 0"),
        attack(
            "CVE-2021-29597 block shape 0 of SPACE_TO_BATCH_ND",
            of(SPACE_TO_BATCH_ND)
                .input(INT8, 1, 2, 2, 1)
                .vector(0, 0)
                .operand(INT32, new int[] {2, 2}, t -> t.data(0, 0, 0, 0))
                .output(INT8, 4, 1, 1, 1),
            "operator 0 SPACE_TO_BATCH_ND",
            "block_shape[0] is 0, must be at least 1"),
        attack(
            "CVE-2021-29593 block shape 0 of BATCH_TO_SPACE_ND",
            of(BATCH_TO_SPACE_ND)
                .input(INT8, 4, 1, 1, 1)
                .vector(0, 0)
                .operand(INT32, new int[] {2, 2}, t -> t.data(0, 0, 0, 0))
                .output(INT8, 1, 2, 2, 1),
            "operator 0 BATCH_TO_SPACE_ND",
            "block_shape[0] is 0, must be at least 1"),
        attack("CVE-2021-29594 stride 0", conv(0, 1), "operator 0 CONV_2D", "stride 0,"),
        attack("CVE-2021-29594 dilation 0", conv(1, 0), "operator 0 CONV_2D", "dilation 0,"),
        attack("CVE-2021-29594 stride -1", conv(-1, 1), "operator 0 CONV_2D", "stride -1,"),
        attack(
            "CVE-2021-29602 depthwise input depth 0",
            of(DEPTHWISE_CONV_2D)
                .input(INT8, 1, 4, 4, 0)
                .weights(1, 1, 1, 4)
                .options(options(OptionsType.DEPTHWISE_CONV_2D).int32(1, 1).int32(2, 1).int32(3, 1))
                .output(INT8, 1, 4, 4, 4),
            "operator 0 DEPTHWISE_CONV_2D",
            "INT8[1, 4, 4, 0] has no channels"),
        attack(
            "CVE-2021-29599 split count 0",
            of(SPLIT).vector(1).input(INT8, 2, 4).options(options(OptionsType.SPLIT).int32(0, 0)),
            "operator 0 SPLIT",
            "has no outputs"),
        attack(
            "CVE-2021-29589 empty params of GATHER_ND",
            of(GATHER_ND).input(INT8, 0, 2).vector(1).output(INT8, 2),
            "operator 0 GATHER_ND",
            "INT8[0, 2] has no elements to gather"),
        attack(
            "CVE-2022-35938 index of GATHER_ND out of range",
            of(GATHER_ND).input(INT8, 3).vector(3).output(INT8),
            "operator 0 GATHER_ND",
            "operand1",
            "leads to element 3 of"),
        attack(
            "CVE-2021-29591 WHILE that runs itself",
            of(WHILE)
                .input(BOOL, 1)
                .options(options(OptionsType.WHILE).int32(0, 1).int32(1, 0))
                .output(BOOL, 1)
                .subgraph(g -> {
                  g.tensor("x", BOOL, 1);
                  g.inputs(0).outputs(0);
                }),
            "operator 0 WHILE",
            "subgraph 0 would run inside itself"),
        attack(
            "CVE-2021-29591 WHILE subgraphs that run each other",
            of(WHILE)
                .input(BOOL, 1)
                .options(options(OptionsType.WHILE).int32(0, 1).int32(1, 2))
                .output(BOOL, 1)
                .subgraph(g -> runs(g, 2))
                .subgraph(g -> runs(g, 1)),
            "operator 0 WHILE",
            "would run inside itself"),
        attack(
            "CVE-2021-29592 RESHAPE without a shape",
            of(RESHAPE).input(INT8, 2, 3).output(INT8, 7),
            "operator 0 RESHAPE",
            "INT8[7]",
            "INT8[2, 3] have different numbers of elements"),
        attack(
            "TensorFlow issue 124982, RESHAPE to a higher rank",
            of(RESHAPE)
                .input(INT8, 6)
                .vector(1, 1, 1, 1, 1, 1, 1, 1, 7)
                .output(INT8, 1, 1, 1, 1, 1, 1, 1, 1, 7),
            "operator 0 RESHAPE",
            "INT8[1, 1, 1, 1, 1, 1, 1, 1, 7]",
            "INT8[6] have different numbers of elements"),
        attack(
            "CVE-2021-29601 sizes of CONCATENATION that overflow",
            of(CONCATENATION)
                .input(INT8, 1, Integer.MAX_VALUE)
                .input(INT8, 1, Integer.MAX_VALUE)
                .options(options(OptionsType.CONCATENATION).int32(0, 1))
                .output(INT8, 1, -2),
            "subgraph 0, tensor 2: shape [1, -2] has the negative dimension -2"),
        attack(
            "CVE-2022-23558 dimensions whose product overflows",
            of(ABS).input(FLOAT32, 65536, 65536, 65536).output(FLOAT32, 65536, 65536, 65536),
            "shape [65536, 65536, 65536] has more than 2^31 - 1 elements"),
        attack(
            "CVE-2021-29603 ARG_MIN out of bounds",
            of(ARG_MIN)
                .input(INT8, 2, 3)
                .vector(1)
                .options(options(OptionsType.ARG_MIN).int8(0, 2))
                .output(INT32, 1),
            "operator 0 ARG_MIN",
            "INT32[1] needs 2 elements"),
        attack(
            "CVE-2021-29603 axis of ARG_MAX",
            of(ARG_MAX)
                .input(INT8, 2, 3)
                .vector(-5)
                .options(options(OptionsType.ARG_MAX).int8(0, 2))
                .output(INT32, 2),
            "operator 0 ARG_MAX: axis -5 is outside the range"),
        attack(
            "CVE-2021-37680 dense filter with dimension 0",
            of(FULLY_CONNECTED)
                .input(INT8, 1, 2)
                .operand(INT8, new int[] {2, 0}, t -> {})
                .options(options(OptionsType.FULLY_CONNECTED))
                .output(INT8, 1, 2),
            "operator 0 FULLY_CONNECTED",
            "INT8[2, 0] has no elements"),
        attack(
            "CVE-2021-37681 SVDF whose state is no variable",
            svdf(false),
            "operator 0 SVDF",
            "must be a variable"),
        attack(
            "CVE-2021-37682 values that are not set: no quantization",
            of(ADD)
                .operand(INT8, new int[] {2}, t -> t.quantization(0f, 0).data((byte) 1, (byte) 2))
                .input(INT8, 2)
                .options(options(OptionsType.ADD))
                .output(INT8, 2),
            "operator 0 ADD",
            "operand0",
            "has the quantization scale 0.0"),
        attack(
            "CVE-2021-37682 values that are not set: a tensor that nobody writes",
            of(ABS).operand(FLOAT32, new int[] {2}, t -> {}).output(FLOAT32, 2),
            "operator 0 ABS",
            "is read before anything was written to it"),
        attack(
            "CVE-2023-27579 convolution filter with input channel 0",
            of(CONV_2D)
                .input(INT8, 1, 4, 4, 2)
                .operand(INT8, new int[] {3, 1, 1, 0}, t -> {})
                .options(convolution(1, 1))
                .output(INT8, 1, 4, 4, 3),
            "operator 0 CONV_2D",
            "INT8[3, 1, 1, 0] does not divide the channels"),
        attack(
            "TFLM issue 3389, buffer 9999",
            of(ABS).operand(FLOAT32, new int[] {2}, t -> t.bufferIndex(9999)).output(FLOAT32, 2),
            "there is no buffer 9999"),
        attack(
            "options of another operator",
            of(SOFTMAX)
                .input(FLOAT32, 1, 4)
                .options(options(OptionsType.CONCATENATION).int32(0, 1))
                .output(FLOAT32, 1, 4),
            "operator 0 SOFTMAX",
            "its options are of type 10, must be of type 9"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void isRefused(String name, byte[] file, List<String> messageParts) {
    Throwable thrown =
        catchThrowable(() -> Interpreter.create(Model.of(file), OpResolver.all(), new byte[4096]));

    assertThat(thrown).as(name).isInstanceOf(ModelException.class);
    assertThat(thrown.getMessage()).contains(messageParts);
  }

  /** What the attacks break is fine where it is not broken. */
  @ParameterizedTest
  @MethodSource("sound")
  void theirSoundVersionsRun(byte[] file) {
    Interpreter.create(Model.of(file), OpResolver.all(), new byte[4096]).invoke();
  }

  /** CVE-2021-37686: ellipses looped for ever; here every mask ends in a result or a refusal. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 3, 7, 8, -1, Integer.MIN_VALUE})
  @Timeout(30)
  void anyEllipsisOfStridedSliceEnds(int mask) {
    byte[] file = strided(mask).build();
    Throwable thrown =
        catchThrowable(
            () -> Interpreter.create(Model.of(file), OpResolver.all(), new byte[4096]).invoke());
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(ModelException.class);
      assertThat(thrown).hasMessageContaining("operator 0 STRIDED_SLICE");
    }
  }

  private static List<byte[]> sound() {
    return List.of(conv(1, 1).build(), strided(0).build(), svdf(true).build());
  }
}
