/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.jmh.Engine;
import org.tflm4j.jmh.Engines;
import org.tflm4j.jmh.ModelBenchmark;
import org.tflm4j.jmh.ModelFiles;
import org.tflm4j.jmh.OperatorBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures models, or their operators, on all kernel providers and peers side by side; writes JMH's
 * results as JSON, a table in Markdown and a bar chart as SVG.
 */
@Command(
    name = "comparison",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures models on every kernel provider, and on the native peers of a build with -Ppeers,"
            + " side by side: in turn, each in JVMs of its own, on one thread; medians over all iterations."
            + " Outputs are compared with the reference provider's before anything is measured.",
    footerHeading = "%nFiles in the output folder:%n",
    footer = {
      "  results.json  what JMH measured",
      "  table.md      medians and ratios; which providers ran the operators; what was refused",
      "  chart.svg     times faster than the first engine",
      "  jmh.log       all that JMH printed"
    })
public final class Comparison implements Callable<Integer> {
  private static final SingleFork.Schedule NORMAL = new SingleFork.Schedule(6, 1, 8);
  private static final SingleFork.Schedule QUICK = new SingleFork.Schedule(4, 1, 4);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..*",
      description = "Names of models: their files without the ending; default: all in the folder.")
  private List<String> names = List.of();

  @Option(
      names = {"-m", "--models"},
      paramLabel = "FOLDER",
      description = "The folder with the models; default: ${DEFAULT-VALUE}.",
      defaultValue = "${sys:" + ModelFiles.PROPERTY + ":-" + ModelFiles.DEFAULT_FOLDER + "}")
  private Path folder;

  @Option(
      names = {"-p", "--provider"},
      paramLabel = "NAME",
      split = ",",
      description = "Kernel providers and peers, the base first; default: all that there are.")
  private List<String> engines = List.of();

  @Option(
      names = "--operators",
      description = "Measures every operator of the models in isolation, without peers.")
  private boolean operators;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Forks of each model and engine; default: 2.")
  private Integer rounds;

  @Option(names = "--quick", description = "A quick look: one shorter fork.")
  private boolean quick;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "The folder for the files; default: comparison, beside the benchmarks' jar.")
  private Path output;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "Measures nothing; makes table and chart from a file that JMH wrote with -rf json.")
  private Path from;

  /** Creates the command; for picocli. */
  Comparison() {}

  /**
   * Runs the command and exits with its status.
   *
   * @param arguments options and names of models
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Comparison())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((exception, commandLine, result) -> {
          if (!(exception instanceof IOException)) {
            throw exception;
          }
          commandLine.getErr().println("comparison: " + sentence(exception));
          return CommandLine.ExitCode.SOFTWARE;
        });
  }

  /** Says what went wrong, also where the exception's message is only the file's name. */
  private static String sentence(Exception exception) {
    return exception instanceof NoSuchFileException missing && missing.getReason() == null
        ? missing.getFile() + ": there is no such file or folder"
        : exception.getMessage();
  }

  @Override
  public Integer call() throws IOException, URISyntaxException {
    if (rounds != null && rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds " + rounds + " is less than 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path target = output == null ? besideTheJar() : output;
    Files.createDirectories(target);
    Path json = from == null ? target.resolve("results.json") : from;
    List<String> notes = from == null ? measure(target, json, out) : List.of();
    report(target, MedianTimes.read(json), notes, out);
    return CommandLine.ExitCode.OK;
  }

  private static Path besideTheJar() throws URISyntaxException {
    return Path.of(Comparison.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .resolveSibling("comparison");
  }

  private List<String> measure(Path target, Path json, PrintWriter out) throws IOException {
    Files.deleteIfExists(target.resolve("jmh.log"));
    SingleFork fork = new SingleFork(folder, target, quick ? QUICK : NORMAL);
    int forks = rounds != null ? rounds : quick ? 1 : 2;
    Measurement measurement = new Measurement(fork, forks, json, out);
    if (operators) {
      measurement.run(
          OperatorBenchmark.class.getName() + ".eval", "operator", operators(), engines(false));
    } else {
      measurement.run(ModelBenchmark.class.getName() + ".invoke", "model", models(), engines(true));
    }
    return measurement.notes();
  }

  private List<String> engines(boolean peers) {
    for (String engine : engines) {
      try {
        if (Engines.named(engine).isNative() && !peers) {
          throw new ParameterException(
              spec.commandLine(), engine + " does not run single operators");
        }
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
    if (!engines.isEmpty()) {
      return engines.stream().distinct().toList();
    }
    return Engines.all().stream()
        .filter(engine -> peers || !engine.isNative())
        .map(Engine::name)
        .toList();
  }

  private List<String> models() throws IOException {
    List<String> models = new ArrayList<>(names);
    if (models.isEmpty()) {
      try (var files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(ModelFiles.ENDING))
            .map(name -> name.substring(0, name.length() - ModelFiles.ENDING.length()))
            .sorted()
            .forEach(models::add);
      }
    }
    for (String model : models) {
      if (!Files.exists(folder.resolve(model + ModelFiles.ENDING))) {
        throw new IOException("there is no model " + model + " in " + folder);
      }
    }
    if (models.isEmpty()) {
      throw new IOException("there are no " + ModelFiles.ENDING + " files in " + folder);
    }
    return models;
  }

  private List<String> operators() throws IOException {
    List<String> subjects = new ArrayList<>();
    for (String model : models()) {
      Interpreter interpreter =
          Interpreter.builder(
                  Model.load(folder.resolve(model + ModelFiles.ENDING)), OpResolver.all())
              .provider("reference")
              .build();
      interpreter.operators(0).stream()
          .filter(operator -> operator.provider().equals("reference"))
          .forEach(operator -> subjects.add(model + ":" + operator.node().index()));
    }
    return subjects;
  }

  private void report(Path target, MedianTimes results, List<String> notes, PrintWriter out)
      throws IOException {
    if (results.subjects().isEmpty()) {
      throw new IOException("nothing was measured; see " + target.resolve("jmh.log"));
    }
    List<String> columns = results.engines();
    String base = columns.getFirst();
    // The ratios are those of the best kernel provider.
    List<String> providers =
        Engines.all().stream().filter(engine -> !engine.isNative()).map(Engine::name).toList();
    String subject =
        providers.reversed().stream().filter(columns::contains).findFirst().orElse(base);
    String table =
        new MarkdownTable(results, columns, subject).render(operators ? "operator" : "model");
    // A file of JMH does not say on which machine it was written.
    String machine = from == null ? Machine.describe() : from.getFileName().toString();
    StringBuilder page = new StringBuilder();
    page.append("Median time of one ").append(operators ? "run" : "invocation");
    page.append(", one thread: ").append(machine).append(".\n\n").append(table);
    if (!notes.isEmpty()) {
      page.append('\n');
      notes.forEach(note -> page.append("- ").append(note).append('\n'));
    }
    Files.writeString(target.resolve("table.md"), page, StandardCharsets.UTF_8);
    List<String> bars = columns.stream().filter(engine -> !engine.equals(base)).toList();
    if (!bars.isEmpty()) {
      Files.writeString(
          target.resolve("chart.svg"),
          new BarChart(results, bars, base)
              .render("Times faster than " + base + ", one thread", machine),
          StandardCharsets.UTF_8);
    }
    out.println();
    out.print(table);
    out.println();
    out.println("written to " + target.toAbsolutePath().normalize());
    out.flush();
  }
}
