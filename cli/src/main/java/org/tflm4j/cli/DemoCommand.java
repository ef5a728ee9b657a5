/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.cli.benchmark.InvocationTimer;
import org.tflm4j.cli.output.DigitSheet;
import org.tflm4j.cli.output.DigitSheet.Answer;
import org.tflm4j.cli.output.ModelDescription;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.cli.output.TextImage;
import org.tflm4j.cli.output.TextTable;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.training.digits.DigitModel;
import org.tflm4j.training.digits.DigitReader;
import org.tflm4j.training.digits.Handwriting;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tflm4j demo}: the bundled digit model on every provider. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Draws handwritten-like digits, reads them with the bundled int8 convolutional network on"
          + " every available provider, compares the outputs and the times. Exit status 1 if the"
          + " providers differ."
    })
final class DemoCommand implements Callable<Integer> {
  /** Drawings that all providers must agree on; the first ten are shown. */
  private static final int DRAWINGS = 1000;

  private static final int SHOWN = 10;
  private static final int COLUMNS = 5;
  private static final Duration WARM_UP = Duration.ofMillis(400);
  private static final Duration MEASURED = Duration.ofMillis(400);
  private static final int LEAST_RUNS = 50;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the drawings; default: ${DEFAULT-VALUE}.")
  private int seed = 1;

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "Also paints the drawings and the answers into this PNG file.")
  private Path png;

  private PrintWriter out;
  private final byte[][] drawings = new byte[DRAWINGS][];
  private final int[] digits = new int[DRAWINGS];

  @Override
  public Integer call() throws IOException {
    out = spec.commandLine().getOut();
    OutputFile.check(png);
    draw();
    Model model = Model.of(DigitModel.bundled());
    KernelProviders providers = KernelProviders.load();
    Map<String, byte[][]> outputs = new LinkedHashMap<>();
    Map<String, Double> times = new LinkedHashMap<>();
    Map<String, String> operators = new LinkedHashMap<>();
    for (KernelProvider provider : ProviderChoice.chain(providers, null)) {
      DigitReader reader =
          new DigitReader(
              Interpreter.builder(model, OpResolver.all())
                  .providers(ProviderChoice.chain(providers, provider.name()))
                  .build());
      if (outputs.isEmpty()) {
        show(model, reader);
      }
      outputs.put(provider.name(), read(reader));
      times.put(provider.name(), nanoseconds(reader.interpreter()));
      operators.put(provider.name(), new ModelDescription(out, reader.interpreter()).providers());
    }
    printTimes(times, operators);
    providers
        .unavailable()
        .forEach(
            provider -> out.println(provider.name() + " is not available: " + provider.reason()));
    out.println();
    boolean identical = compare(outputs);
    out.flush();
    return identical ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void draw() {
    // Training uses the seeds that are not negative.
    Handwriting writer = new Handwriting(-2L - Math.abs((long) seed));
    for (int i = 0; i < DRAWINGS; i++) {
      digits[i] = i < SHOWN ? i : writer.digit();
      drawings[i] = writer.draw(digits[i]);
    }
  }

  /** Shows the first drawings with the answers. */
  private void show(Model model, DigitReader reader) throws IOException {
    out.printf(
        "Drawn from seed %d, read by a convolutional network in int8 (%s, arena %s):%n",
        seed,
        Numbers.count(model.size(), "byte"),
        Numbers.count(reader.interpreter().memory().arenaBytes(), "byte"));
    out.println(
        reader.interpreter().operators(0).stream()
            .collect(
                Collectors.groupingBy(o -> o.node().name(), TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : " x " + entry.getValue()))
            .collect(Collectors.joining(", ")));
    out.println();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      int read = reader.read(drawings[i]);
      float[] probabilities = new float[10];
      for (int digit = 0; digit < probabilities.length; digit++) {
        probabilities[digit] = reader.probability(digit);
      }
      answers.add(new Answer(drawings[i], digits[i], read, probabilities));
    }
    boolean dots =
        Charset.forName(System.getProperty("stdout.encoding", "UTF-8"))
            .newEncoder()
            .canEncode('\u28FF');
    for (int first = 0; first < SHOWN; first += COLUMNS) {
      printRow(answers.subList(first, Math.min(first + COLUMNS, SHOWN)), dots);
    }
    if (png != null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new DigitSheet(answers).image(), "png", bytes);
      OutputFile.write(png, bytes.toByteArray());
      out.println("Painted into " + png + ".");
      out.println();
    }
    out.flush();
  }

  private void printRow(List<Answer> answers, boolean dots) {
    List<List<String>> images =
        answers.stream()
            .map(answer -> TextImage.lines(answer.pixels(), Handwriting.SIZE, dots))
            .toList();
    for (int line = 0; line < images.getFirst().size(); line++) {
      int at = line;
      out.println(images.stream().map(image -> image.get(at)).collect(Collectors.joining("  ")));
    }
    out.println(
        answers.stream()
            .map(answer ->
                "%-14s"
                    .formatted(
                        "  %d  %.0f %%%s"
                            .formatted(
                                answer.read(),
                                100 * answer.probabilities()[answer.read()],
                                answer.read() == answer.digit() ? "" : " wrong")))
            .collect(Collectors.joining("  "))
            .stripTrailing());
    out.println();
  }

  /** Returns the ten outputs for every drawing. */
  private byte[][] read(DigitReader reader) {
    byte[][] outputs = new byte[DRAWINGS][];
    for (int i = 0; i < DRAWINGS; i++) {
      reader.read(drawings[i]);
      outputs[i] = reader.interpreter().output(0).toByteArray();
    }
    return outputs;
  }

  /** Returns the time of one invocation, the median of many, after a warm-up. */
  private static double nanoseconds(Interpreter interpreter) {
    InvocationTimer timer = new InvocationTimer(interpreter);
    timer.warmUp(WARM_UP);
    long[] runs = timer.measure(LEAST_RUNS, MEASURED);
    Arrays.sort(runs);
    return (double) runs[runs.length / 2] / timer.invocations();
  }

  private void printTimes(Map<String, Double> times, Map<String, String> operators) {
    double slowest = times.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    TextTable table = new TextTable("provider", ">time per digit", ">speed-up", "");
    times.forEach((name, time) ->
        table.row(
            name,
            Numbers.nanoseconds(time),
            "%.1f".formatted(slowest / time),
            operators.get(name)));
    table.print(out);
  }

  /** Says whether all providers gave the same bits. */
  private boolean compare(Map<String, byte[][]> outputs) {
    List<String> names = List.copyOf(outputs.keySet());
    byte[][] first = outputs.get(names.getFirst());
    for (String name : names) {
      for (int i = 0; i < DRAWINGS; i++) {
        if (!Arrays.equals(first[i], outputs.get(name)[i])) {
          out.printf(
              "The outputs DIFFER: for drawing %d %s says %s, %s says %s.%n",
              i,
              names.getFirst(),
              Arrays.toString(first[i]),
              name,
              Arrays.toString(outputs.get(name)[i]));
          return false;
        }
      }
    }
    out.println(
        names.size() == 1
            ? "Only " + names.getFirst() + " is available, so there is nothing to compare."
            : "The outputs of %s are identical for all %s."
                .formatted(String.join(" and ", names), Numbers.count(DRAWINGS, "drawing")));
    return true;
  }
}
