/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.CommandException;
import org.tflm4j.interpreter.Interpreter;

/** The input files of a run, matched with the inputs of the model. */
public final class ModelInputs {
  private final List<Path> files;
  private final List<FrameSource> sources;

  private ModelInputs(List<Path> files, List<FrameSource> sources) {
    this.files = files;
    this.sources = sources;
  }

  /**
   * Opens one file for each input of the model in turn, or a single raw file for all inputs.
   *
   * @throws IOException if a file cannot be read
   * @throws CommandException if the files do not fit the model
   */
  public static ModelInputs open(List<Path> files, Interpreter interpreter, InputOptions options)
      throws IOException {
    List<Tensor> all =
        IntStream.range(0, interpreter.inputCount()).mapToObj(interpreter::input).toList();
    List<Tensor> fed = all.stream().filter(tensor -> !tensor.spec().isConstant()).toList();
    if (files.size() == 1 && all.size() != 1 && Kind.of(files.getFirst()) == Kind.RAW) {
      Path file = files.getFirst();
      return new ModelInputs(files, List.of(new RawFrames(file, FileBytes.read(file), all)));
    }
    if (files.size() != fed.size()) {
      throw new CommandException(
          "the model has %d input%s, but there %s --input; give one for each in this order: %s"
              .formatted(
                  fed.size(),
                  fed.size() == 1 ? "" : "s",
                  files.size() == 1 ? "is 1" : "are " + files.size(),
                  String.join(", ", fed.stream().map(Tensor::toString).toList())));
    }
    FrameSource[] sources = new FrameSource[files.size()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = open(files.get(i), fed.get(i), options);
    }
    return new ModelInputs(files, List.of(sources));
  }

  private static FrameSource open(Path file, Tensor tensor, InputOptions options)
      throws IOException {
    byte[] bytes = FileBytes.read(file);
    return switch (Kind.of(file)) {
      case IMAGE -> new ImageFrame(file, bytes, tensor, options.pixelRange());
      case WAV -> new WavFrames(file, bytes, tensor, options.hop());
      case FLOATS -> new FloatFrames(file, bytes, tensor, options.hop());
      case RAW -> new RawFrames(file, bytes, List.of(tensor));
    };
  }

  /** The content of a file, by its name, because raw bytes may look like anything. */
  private enum Kind {
    IMAGE,
    WAV,
    FLOATS,
    RAW;

    static Kind of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      return switch (name.substring(name.lastIndexOf('.') + 1)) {
        case "png", "jpg", "jpeg", "bmp" -> IMAGE;
        case "wav" -> WAV;
        case "f32" -> FLOATS;
        default -> RAW;
      };
    }
  }

  /**
   * Returns how many frames to run: as many as the files hold, or as many as were asked for. A file
   * with a single frame gives it again and again.
   *
   * @param asked 0 for all
   * @throws CommandException if a file holds more than one frame, but too few
   */
  public int frameCount(int asked) {
    int most = sources.stream().mapToInt(FrameSource::frameCount).max().orElse(1);
    int frames = asked == 0 ? most : asked;
    for (int i = 0; i < sources.size(); i++) {
      int available = sources.get(i).frameCount();
      if (available > 1 && available < frames) {
        throw new CommandException(
            "%s holds %d frames, %d are needed".formatted(files.get(i), available, frames));
      }
    }
    return frames;
  }

  /** Writes a frame to the inputs of the model. */
  public void feed(int frame) {
    for (FrameSource source : sources) {
      source.feed(source.frameCount() == 1 ? 0 : frame);
    }
  }
}
