/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.UINT32;
import static org.tflm4j.api.tensor.TensorType.UINT64;

import com.google.flatbuffers.FlexBuffersBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.ModelException;

/** What the golden corpus cannot hold: outputs that TFLM leaves as they are, and refusals. */
class SignalTest {
  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder graph = model.graph();

  private int tensor(TensorType type, int... shape) {
    return graph.tensor("", type, shape).index();
  }

  private Interpreter interpreter(
      String operator, Map<String, Integer> options, int[] inputs, int... outputs) {
    FlexBuffersBuilder flexbuffer = new FlexBuffersBuilder();
    int map = flexbuffer.startMap();
    options.forEach(flexbuffer::putInt);
    flexbuffer.endMap(null, map);
    ByteBuffer bytes = flexbuffer.finish();
    byte[] custom = new byte[bytes.remaining()];
    bytes.get(custom);
    graph.custom(operator, custom, inputs, outputs).inputs(inputs).outputs(outputs);
    byte[] dirtyArena = new byte[8192];
    Arrays.fill(dirtyArena, (byte) 0x55);
    return Interpreter.create(Model.of(model.build()), OpResolver.all(), dirtyArena);
  }

  /** Runs the model on the numbers from {@code first} on. */
  private static void invoke(Interpreter interpreter, int first) {
    Tensor input = interpreter.input(0);
    for (int i = 0; i < input.elementCount(); i++) {
      input.setInt16At(i, (short) (first + i));
    }
    interpreter.invoke();
  }

  /** Runs the model on the numbers from {@code first} on and returns its first output, INT16. */
  private static int[] run(Interpreter interpreter, int first) {
    invoke(interpreter, first);
    Tensor output = interpreter.output(0);
    return IntStream.range(0, output.elementCount()).map(output::int16At).toArray();
  }

  private Interpreter framer(int samples, int frameSize, int frameStep) {
    return interpreter(
        "SignalFramer",
        Map.of("frame_size", frameSize, "frame_step", frameStep, "prefill", 0),
        new int[] {tensor(INT16, samples)},
        tensor(INT16, samples / frameStep, frameSize),
        tensor(BOOL));
  }

  @Test
  void framesAreZeroUntilThereAreEnoughSamples() {
    Interpreter framer = framer(4, 5, 2);
    assertThat(run(framer, 1)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(framer.output(1).int8At(0)).isZero();
    assertThat(run(framer, 5)).containsExactly(1, 2, 3, 4, 5, 3, 4, 5, 6, 7);
    assertThat(framer.output(1).int8At(0)).isEqualTo((byte) 1);
    framer.reset();
    run(framer, 9);
    assertThat(framer.output(1).int8At(0)).isZero();
  }

  @Test
  void framesShorterThanTheStepLeaveGaps() {
    Interpreter framer = framer(6, 2, 3);
    assertThat(run(framer, 1)).containsExactly(1, 2, 4, 5);
    assertThat(run(framer, 7)).containsExactly(7, 8, 10, 11);
    assertThat(framer.output(1).int8At(0)).isEqualTo((byte) 1);
  }

  @Test
  void rowsOfFramesDoNotMix() {
    Interpreter framer =
        interpreter(
            "SignalFramer",
            Map.of("frame_size", 3, "frame_step", 2, "prefill", 0),
            new int[] {tensor(INT16, 2, 2)},
            tensor(INT16, 2, 1, 3),
            tensor(BOOL));
    run(framer, 1);
    assertThat(run(framer, 11)).containsExactly(1, 2, 11, 3, 4, 13);
  }

  @Test
  void delaysByMoreThanAFrame() {
    Interpreter delay =
        interpreter(
            "SignalDelay",
            Map.of("delay_length", 5),
            new int[] {tensor(INT16, 2, 2)},
            tensor(INT16, 2, 2));
    assertThat(run(delay, 1)).containsExactly(0, 0, 0, 0);
    assertThat(run(delay, 5)).containsExactly(0, 0, 0, 0);
    assertThat(run(delay, 9)).containsExactly(0, 1, 0, 3);
    assertThat(run(delay, 13)).containsExactly(2, 5, 4, 7);
  }

  @Test
  void stackedFeaturesStayUntilTheNextAreValid() {
    Interpreter stacker =
        interpreter(
            "SignalStacker",
            Map.of(
                "num_channels", 1,
                "stacker_left_context", 1,
                "stacker_right_context", 1,
                "stacker_step", 2),
            new int[] {tensor(INT16, 1)},
            tensor(INT16, 3),
            tensor(BOOL));
    assertThat(run(stacker, 1)).containsExactly(0, 0, 0);
    assertThat(stacker.output(1).int8At(0)).isZero();
    assertThat(run(stacker, 2)).containsExactly(1, 1, 2);
    assertThat(stacker.output(1).int8At(0)).isEqualTo((byte) 1);
    assertThat(run(stacker, 3)).containsExactly(1, 1, 2);
    assertThat(stacker.output(1).int8At(0)).isZero();
    assertThat(run(stacker, 4)).containsExactly(2, 3, 4);
  }

  @Test
  void energyOutsideTheRangeIsZero() {
    Interpreter energy =
        interpreter(
            "SignalEnergy",
            Map.of("start_index", 1, "end_index", 3),
            new int[] {tensor(INT16, 8)},
            tensor(UINT32, 4));
    invoke(energy, -4);
    assertThat(energy.output(0).int32At(0)).isZero();
    assertThat(energy.output(0).int32At(1)).isEqualTo(5);
    assertThat(energy.output(0).int32At(2)).isEqualTo(1);
    assertThat(energy.output(0).int32At(3)).isZero();
  }

  @Test
  void refusesBandsBeyondTheSpectrum() {
    int[] inputs = {
      tensor(UINT32, 4),
      tensor(INT16, 4),
      tensor(INT16, 4),
      tensor(INT16, 2),
      tensor(INT16, 2),
      tensor(INT16, 2)
    };
    Interpreter bank =
        interpreter("SignalFilterBank", Map.of("num_channels", 1), inputs, tensor(UINT64, 1));
    for (int input = 0; input < inputs.length; input++) {
      bank.input(input).write(new byte[bank.input(input).byteSize()]);
    }
    bank.input(5).setInt16At(1, (short) 3);
    bank.invoke();
    bank.input(3).setInt16At(1, (short) 2);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(bank::invoke)
        .withMessageContaining("band 1 begins at frequency 2 and is 3 wide");
    bank.input(3).setInt16At(1, (short) 1);
    bank.input(4).setInt16At(1, (short) -1);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(bank::invoke)
        .withMessageContaining("band 1 begins at weight -1");
  }

  @Test
  void refusesShiftsOfMoreThanTheRoot() {
    Interpreter root =
        interpreter(
            "SignalFilterBankSquareRoot",
            Map.of(),
            new int[] {tensor(UINT64, 1), tensor(INT32)},
            tensor(UINT32, 1));
    root.input(0).setInt64At(0, 90_000);
    root.input(1).setInt32At(0, 2);
    root.invoke();
    assertThat(root.output(0).int32At(0)).isEqualTo(75);
    root.input(1).setInt32At(0, 32);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(root::invoke)
        .withMessageContaining("scale bits are 32");
  }

  @Test
  void refusesWhatTflmWouldReadOrWriteBeyond() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> new SignalTest().framer(4, 3, 3))
        .withMessageContaining("no multiple of the frame_step 3");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            interpreter(
                "SignalWindow",
                Map.of("shift", 12),
                new int[] {tensor(INT16, 5), tensor(INT16, 2)},
                tensor(INT16, 5)))
        .withMessageContaining("needs a multiple of the 2 elements");
  }

  @Test
  void refusesLengthsThatKissfftCanNotTransform() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            interpreter(
                "SignalRfft",
                Map.of("T", INT16.code(), "fft_length", 14),
                new int[] {tensor(INT16, 14)},
                tensor(INT16, 16)))
        .withMessageContaining("fft_length 14");
  }

  @Test
  void refusesMissingOptions() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            interpreter(
                "SignalPCAN",
                Map.of(),
                new int[] {tensor(UINT32, 1), tensor(UINT32, 1), tensor(INT16, 125)},
                tensor(UINT32, 1)))
        .withMessageContaining("snr_shift is missing");
  }
}
