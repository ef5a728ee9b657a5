/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.input.ModelInputs;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.TensorDump;
import org.tflm4j.cli.output.TensorPrinter;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.InvokeStatus;

/** Feeds frames to an interpreter, invokes it, prints the outputs and keeps them in a file. */
final class FrameRun {
  /** Frames that are printed at the beginning of a longer run; {@link #LAST} at its end. */
  private static final int FIRST = 12;

  private static final int LAST = 4;

  private final Interpreter interpreter;
  private final ModelInputs inputs;
  private final TensorPrinter printer;
  private final PrintWriter out;
  private final TensorDump dump;

  /**
   * Creates a run.
   *
   * @param dump receives all tensors after every frame; null for none
   */
  FrameRun(
      Interpreter interpreter,
      ModelInputs inputs,
      TensorPrinter printer,
      PrintWriter out,
      TensorDump dump) {
    this.interpreter = interpreter;
    this.inputs = inputs;
    this.printer = printer;
    this.out = out;
    this.dump = dump;
  }

  /**
   * Runs frames.
   *
   * @param outputFile receives the bytes of all outputs of every frame; null for none
   */
  void run(int frames, Path outputFile) throws IOException {
    for (int i = 0; i < interpreter.outputCount(); i++) {
      out.println("output " + i + ": " + TensorPrinter.describe(interpreter.output(i)));
    }
    try (OutputStream stream =
        outputFile == null
            ? OutputStream.nullOutputStream()
            : new BufferedOutputStream(Files.newOutputStream(outputFile))) {
      for (int frame = 0; frame < frames; frame++) {
        inputs.feed(frame);
        InvokeStatus status = interpreter.invoke();
        print(frame, frames, status);
        for (int i = 0; i < interpreter.outputCount(); i++) {
          Tensor output = interpreter.output(i);
          stream.write(output.data(), output.offset(), output.byteSize());
        }
        if (dump != null) {
          dump.add(frame, status);
        }
      }
    }
    if (frames > FIRST + LAST) {
      out.println(Numbers.count(frames, "frame"));
    }
    if (dump != null) {
      out.println(dump.finish());
    }
  }

  private void print(int frame, int frames, InvokeStatus status) {
    if (frames > FIRST + LAST && frame >= FIRST && frame < frames - LAST) {
      if (frame == FIRST) {
        out.println("... " + Numbers.count(frames - FIRST - LAST, "frame") + " not shown");
      }
      return;
    }
    boolean aborted = status == InvokeStatus.ABORTED;
    if (frames > 1 || aborted) {
      out.println(
          "frame "
              + frame
              + (aborted ? ": ended early by the model, outputs are not renewed" : ""));
    }
    for (int i = 0; i < interpreter.outputCount(); i++) {
      boolean single = interpreter.outputCount() == 1;
      if (!single) {
        out.println("  output " + i);
      }
      printer.print(interpreter.output(i), single ? "  " : "    ");
    }
  }
}
