/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.api.tensor.TensorType.UINT8;

import com.google.flatbuffers.ArrayReadWriteBuf;
import com.google.flatbuffers.FlexBuffersBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.InvokeStatus;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.ModelException;

/** Paths of the custom operators that the corpus has no cases for. */
class CustomOperatorsTest {
  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder graph = model.graph();

  private Interpreter interpreter() {
    return Interpreter.builder(Model.of(model.build()), OpResolver.all())
        .provider("reference")
        .build();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static InvokeStatus feed(Interpreter interpreter, int... values) {
    interpreter.input(0).write(bytes(values));
    return interpreter.invoke();
  }

  @Test
  void circularBufferKeepsItsWindowBehindAnOutputThatIsNoVariable() {
    int x = graph.tensor("x", INT8, 1, 1, 1, 2).index();
    int y = graph.tensor("y", INT8, 1, 2, 1, 2).quantization(1, 9).index();
    graph.custom("CIRCULAR_BUFFER", new byte[0], new int[] {x}, y).inputs(x).outputs(y);
    Interpreter interpreter = interpreter();

    assertThat(feed(interpreter, 1, 2)).isEqualTo(InvokeStatus.ABORTED);
    assertThat(interpreter.output(0).toByteArray()).containsExactly(9, 9, 1, 2);
    Arrays.fill(interpreter.output(0).data(), (byte) 77);
    interpreter.reset();
    assertThat(feed(interpreter, 3, 4)).isEqualTo(InvokeStatus.ABORTED);
    assertThat(feed(interpreter, 5, 6)).isEqualTo(InvokeStatus.COMPLETED);
    assertThat(interpreter.output(0).toByteArray()).containsExactly(3, 4, 5, 6);
    assertThat(feed(interpreter, 7, 8)).isEqualTo(InvokeStatus.ABORTED);
    assertThat(interpreter.output(0).toByteArray()).containsExactly(5, 6, 7, 8);
  }

  @Test
  void theFifthCircularBufferOfAStreamingModelRunsEveryTime() {
    int x = graph.tensor("x", INT8, 1, 1, 2, 96).index();
    int last = -1;
    for (int i = 0; i < 5; i++) {
      last = graph.tensor("y" + i, INT8, 1, 3, 2, 96).quantization(1, 0).variable().index();
      graph.custom("CIRCULAR_BUFFER", new byte[0], new int[] {x}, last);
    }
    graph.inputs(x).outputs(last);
    Interpreter interpreter = interpreter();
    // Four layers that let every second frame pass: the fifth runs in the 16th.
    int frames = 1;
    while (feed(interpreter, new int[192]) == InvokeStatus.ABORTED) {
      frames++;
    }
    assertThat(frames).isEqualTo(16);
  }

  private static byte[] detectionOptions(int classesPerDetection) {
    FlexBuffersBuilder options =
        new FlexBuffersBuilder(new ArrayReadWriteBuf(512), FlexBuffersBuilder.BUILDER_FLAG_NONE);
    int map = options.startMap();
    options.putInt("max_detections", 1);
    options.putInt("max_classes_per_detection", classesPerDetection);
    options.putInt("num_classes", 2);
    options.putFloat("nms_score_threshold", 0.1);
    options.putFloat("nms_iou_threshold", 0.5);
    options.putFloat("y_scale", 10);
    options.putFloat("x_scale", 10);
    options.putFloat("h_scale", 5);
    options.putFloat("w_scale", 5);
    options.endMap(null, map);
    ByteBuffer finished = options.finish();
    byte[] bytes = new byte[finished.remaining()];
    finished.get(bytes);
    return bytes;
  }

  private Interpreter detection(int rows) {
    return detection(rows, FLOAT32);
  }

  private Interpreter detection(int rows, TensorType boxType) {
    int boxes = graph.tensor("boxes", boxType, 1, 1, 4).quantization(0.5f, 0).index();
    int scores = graph.tensor("scores", FLOAT32, 1, 1, 2).index();
    int anchors = graph.tensor("anchors", FLOAT32, 1, 4).index();
    int[] outputs = {
      graph.tensor("detected boxes", FLOAT32, 1, rows, 4).index(),
      graph.tensor("detected classes", FLOAT32, 1, rows).index(),
      graph.tensor("detected scores", FLOAT32, 1, rows).index(),
      graph.tensor("detections", FLOAT32, 1).index()
    };
    int[] inputs = {boxes, scores, anchors};
    graph
        .custom("TFLite_Detection_PostProcess", detectionOptions(2), inputs, outputs)
        .inputs(inputs)
        .outputs(outputs);
    return interpreter();
  }

  @Test
  void fastSuppressionReportsSeveralClassesInTheRowsOfTflm() {
    Interpreter interpreter = detection(4);
    interpreter.input(0).writeReal(0, 0, 0, 0);
    interpreter.input(1).writeReal(0.25f, 0.5f);
    interpreter.input(2).writeReal(2, 3, 2, 4);
    interpreter.invoke();
    assertThat(interpreter.output(3).float32At(0)).isEqualTo(2);
    float[] classes = {1, 0, 0, 0};
    float[] scores = {0.5f, 0, 0, 0.25f};
    float[] box = {1, 1, 3, 5};
    for (int row = 0; row < 4; row++) {
      assertThat(interpreter.output(1).float32At(row)).isEqualTo(classes[row]);
      assertThat(interpreter.output(2).float32At(row)).isEqualTo(scores[row]);
      for (int i = 0; i < 4; i++) {
        assertThat(interpreter.output(0).float32At(4 * row + i))
            .isEqualTo(row == 0 || row == 3 ? box[i] : 0);
      }
    }
  }

  @Test
  void refusesDetectionsThatDoNotFitTheOutputs() {
    assertThatThrownBy(() -> detection(2))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("needs at least 16 elements");
  }

  @Test
  void refusesTypesThatTflmRefuses() {
    assertThatThrownBy(() -> detection(4, UINT8))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("TFLite_Detection_PostProcess")
        .hasMessageContaining("UINT8");
    assertThatThrownBy(() ->
            decode(bytes(0), ancillary(1, 0, 0, huffmanTable()), graph.tensor("y", FLOAT32, 1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("TFLM_DECODE")
        .hasMessageContaining("FLOAT32");
  }

  @Test
  void refusesCircularBuffersOfOtherTypes() {
    int x = graph.tensor("x", INT16, 1, 1, 1, 2).index();
    int y = graph.tensor("y", INT16, 1, 2, 1, 2).index();
    graph.custom("CIRCULAR_BUFFER", new byte[0], new int[] {x}, y).inputs(x).outputs(y);
    assertThatThrownBy(this::interpreter)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("CIRCULAR_BUFFER")
        .hasMessageContaining("INT16");
  }

  @Test
  void refusesABoxWithoutArea() {
    Interpreter interpreter = detection(4);
    interpreter.input(0).writeReal(0, 0, 0, 0);
    interpreter.input(1).writeReal(0.25f, 0.5f);
    interpreter.input(2).writeReal(2, 3, 0, 4);
    assertThatThrownBy(interpreter::invoke)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("box 0 has no area");
  }

  private Interpreter decode(byte[] codes, byte[] ancillary, TensorBuilder output) {
    int codesIndex = graph.tensor("codes", UINT8, codes.length).data(codes).index();
    int ancillaryIndex = graph.tensor("ancillary", UINT8, ancillary.length).data(ancillary).index();
    graph
        .custom("TFLM_DECODE", new byte[0], new int[] {codesIndex, ancillaryIndex}, output.index())
        .outputs(output.index());
    return interpreter();
  }

  private static byte[] ancillary(int format, int parameter, int stride, byte... table) {
    byte[] ancillary =
        Arrays.copyOf(bytes(format, 1, 0, 0, 1, parameter, stride), 16 + table.length);
    System.arraycopy(table, 0, ancillary, 16, table.length);
    return ancillary;
  }

  @Test
  void prunedElementsAreTheZeroPointsOfTheLastAxis() {
    TensorBuilder output =
        graph
            .tensor("y", INT8, 2, 2)
            .quantization(Quantization.of(new float[] {1, 1}, new int[] {5, 7}, 1));
    Interpreter interpreter = decode(bytes(0b1001_0000), ancillary(2, 0, 0, bytes(1, 2)), output);
    interpreter.invoke();
    assertThat(interpreter.output(0).toByteArray()).containsExactly(1, 7, 5, 2);
  }

  /** The codewords 0, 10 and 11 stand for 42, 7 and 9. */
  private static byte[] huffmanTable() {
    int found = 0x8000 | 1 << 11;
    int[] entries = {found | 42, 1, found | 7, found | 9};
    byte[] table = new byte[8];
    for (int i = 0; i < 4; i++) {
      table[2 * i] = (byte) entries[i];
      table[2 * i + 1] = (byte) (entries[i] >> 8);
    }
    return table;
  }

  @Test
  void huffmanCodewordsAreLookedUpInSeveralTurns() {
    Interpreter interpreter =
        decode(bytes(0b0111_0000), ancillary(1, 0, 0, huffmanTable()), graph.tensor("y", INT8, 4));
    interpreter.invoke();
    assertThat(interpreter.output(0).toByteArray()).containsExactly(42, 9, 7, 42);
  }

  @Test
  void refusesCodesThatLeaveTheirTable() {
    byte[] shortTable = Arrays.copyOf(huffmanTable(), 6);
    assertThatThrownBy(() ->
            decode(bytes(0b0111_0000), ancillary(1, 0, 0, shortTable), graph.tensor("y", INT8, 4)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the codeword of element 1");
  }

  @Test
  void refusesCodewordsBehindTheEndOfTheCodes() {
    assertThatThrownBy(() ->
            decode(
                bytes(0b0111_0000), ancillary(1, 0, 0, huffmanTable()), graph.tensor("y", INT8, 8)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the codeword of element 6");
  }

  @Test
  void refusesIndicesBehindTheEndOfTheTableAndOtherFormats() {
    assertThatThrownBy(() ->
            decode(bytes(0b0110_0000), ancillary(0, 2, 2, bytes(1, 2)), graph.tensor("y", INT8, 2)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("element 1")
        .hasMessageContaining("the value 2");
    assertThatThrownBy(() -> decode(bytes(0), ancillary(127, 0, 0), graph.tensor("y", INT8, 1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has the format 127");
  }
}
