/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tflm4j.cli.input.InputOptions;
import org.tflm4j.cli.input.ModelInputs;
import org.tflm4j.cli.input.PixelRange;
import org.tflm4j.cli.output.Labels;
import org.tflm4j.cli.output.ModelDescription;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.cli.output.TensorDump;
import org.tflm4j.cli.output.TensorPrinter;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code tflm4j run}: runs a model on files, or describes what it expects. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Runs a .tflite model on input files and prints its outputs. Without --input it"
          + " describes what the model expects."
    },
    footerHeading = "%nInput files, by the ending of their names:%n",
    footer = {
      "  .png .jpg .jpeg .bmp",
      "      One frame: scaled to the height and width of the input, in grey or RGB",
      "      after its channels (1 or 3). Transparency and the orientation in EXIF",
      "      data are ignored. In an INT8 or UINT8 input black is the smallest and",
      "      white the largest real number that its scale and zero point can express,",
      "      so the element is the pixel - 128, or the pixel: right for models that",
      "      were calibrated on whole images, be it for [0, 1], [-1, 1] or [0, 255].",
      "      In a FLOAT32 input black is 0 and white is 1. --pixel-range changes that,",
      "      for instance 0,255 for a float model that takes pixels as they are; then",
      "      the real numbers are quantized as TFLM's QUANTIZE does.",
      "  .wav",
      "      16-bit PCM, 1 channel, 16 kHz: windows of as many samples as the input",
      "      has elements, one frame each. An INT16 input gets the samples as they",
      "      are, a FLOAT32 input numbers from -1 to 1.",
      "  .f32",
      "      Little-endian FLOAT32 numbers, for instance features: windows of as many",
      "      numbers as the input has elements, one frame each, quantized as TFLM's",
      "      QUANTIZE does where the input is quantized.",
      "  anything else",
      "      Raw little-endian elements without a header, frame after frame. A single",
      "      file for a model with several inputs holds all of them in turn for each",
      "      frame.",
      "",
      "State (variables, recurrent and streaming operators) carries over from frame to",
      "frame."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelParameter model;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "A file for each input of the model, in its order.")
  private List<Path> inputFiles = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Writes the raw little-endian bytes of all outputs in turn, frame after frame, to this"
              + " file.")
  private Path outputFile;

  @Option(
      names = "--dump-tensors",
      paramLabel = "DIR",
      description =
          "Writes every tensor that changes during the run, intermediate ones as well, to this"
              + " folder: NumPy files (.npy) and an index.json.")
  private Path dumpFolder;

  @Option(
      names = "--dump-code",
      paramLabel = "DIR",
      description =
          "Writes the machine code of each operator that runs as such to this folder, which must"
              + " have none: the bytes (.bin) and a listing (.txt) that names layer, operator and"
              + " tiles.")
  private Path codeFolder;

  @Option(
      names = {"-n", "--frames"},
      paramLabel = "N",
      description =
          "Invocations in a row on one interpreter; default: as many as the input files hold. A"
              + " file with one frame gives it every time.")
  private Integer frames;

  @Mixin private ProviderOption provider;

  @Option(
      names = "--arena",
      paramLabel = "BYTES",
      description = "The size of the tensor arena; default: what the model needs.")
  private Integer arenaBytes;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Names of the classes, one on each line; default: known for some published models.")
  private Path labelsFile;

  @Option(
      names = "--pixel-range",
      paramLabel = "MIN,MAX",
      converter = PixelRangeConverter.class,
      description = "The real numbers of black and white in images; default: see below.")
  private PixelRange pixelRange;

  @Option(
      names = "--hop",
      paramLabel = "SAMPLES",
      description =
          "Samples or numbers from one window of a .wav or .f32 file to the next; default: the"
              + " length of the window.")
  private Integer hop;

  @Option(
      names = {"-v", "--verbose"},
      description = "Says which provider runs each operator and why others declined it.")
  private boolean verbose;

  /** Reads a range, and passes on what is wrong with it. */
  static final class PixelRangeConverter implements ITypeConverter<PixelRange> {
    @Override
    public PixelRange convert(String text) {
      try {
        return PixelRange.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    InvalidOption.ifLessThanOne(spec, "--frames", frames);
    InvalidOption.ifLessThanOne(spec, "--arena", arenaBytes);
    InvalidOption.ifLessThanOne(spec, "--hop", hop);
    OutputFile.check(outputFile);
    MachineCodeDump code = new MachineCodeDump(codeFolder);
    code.check();
    PrintWriter out = spec.commandLine().getOut();
    ModelFile file = model.file();
    byte[] bytes = file.bytes();
    Interpreter interpreter = code.during(() -> file.prepare(() -> interpreter(bytes)));
    ModelDescription description = new ModelDescription(out, interpreter);
    boolean describe = inputFiles.isEmpty() && (frames == null || interpreter.inputCount() > 0);
    if (describe) {
      if (frames != null || outputFile != null || dumpFolder != null) {
        throw new ParameterException(
            spec.commandLine(),
            "Missing --input: without it the model is described, not run, and there is nothing for %s"
                .formatted(
                    frames != null
                        ? "--frames"
                        : outputFile != null ? "--output" : "--dump-tensors"));
      }
      out.println(title(file, bytes));
      description.print();
    } else {
      Labels labels = labels(bytes, interpreter);
      ModelInputs inputs =
          ModelInputs.open(
              inputFiles, interpreter, new InputOptions(pixelRange, hop == null ? 0 : hop));
      int count = inputs.frameCount(frames == null ? 0 : frames);
      out.println(title(file, bytes));
      out.println(description.arena());
      TensorDump dump =
          dumpFolder == null ? null : new TensorDump(dumpFolder, interpreter, file.name(), count);
      new FrameRun(interpreter, inputs, new TensorPrinter(out, labels), out, dump)
          .run(count, outputFile);
    }
    out.println(description.providers());
    if (codeFolder != null) {
      out.println(code.summary(description.providers()));
    }
    if (verbose) {
      out.println();
      description.printProviders();
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static String title(ModelFile file, byte[] bytes) {
    return file.name() + ": " + Numbers.count(bytes.length, "byte");
  }

  private Interpreter interpreter(byte[] bytes) {
    Interpreter.Builder builder =
        Interpreter.builder(Model.of(bytes), OpResolver.all()).providers(provider.chain());
    if (arenaBytes != null) {
      builder.arena(new byte[arenaBytes]);
    }
    if (dumpFolder != null) {
      builder.preserveAllTensors();
    }
    return builder.build();
  }

  private Labels labels(byte[] bytes, Interpreter interpreter) throws IOException {
    if (labelsFile == null) {
      return Labels.known(bytes);
    }
    Labels labels = Labels.read(labelsFile);
    for (int i = 0; i < interpreter.outputCount(); i++) {
      if (interpreter.output(i).elementCount() == labels.count()) {
        return labels;
      }
    }
    throw new CommandException(
        "%s has %s, but no output has as many classes; output 0 is %s"
            .formatted(
                labelsFile,
                Numbers.count(labels.count(), "label"),
                interpreter.outputCount() == 0 ? "missing" : interpreter.output(0)));
  }
}
