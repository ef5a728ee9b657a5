/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tflm4j.cli.comparison.ComparisonReport;
import org.tflm4j.cli.comparison.ProviderComparison;
import org.tflm4j.cli.comparison.ProviderRun;
import org.tflm4j.cli.comparison.Tolerance;
import org.tflm4j.cli.input.InputOptions;
import org.tflm4j.cli.input.ModelInputs;
import org.tflm4j.cli.input.RandomInputs;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tflm4j diff}: compares kernel providers layer by layer. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Runs a .tflite model on several kernel providers and compares every tensor, in the order in"
          + " which operators write them: the first one that differs names the operator to look at."
          + " Also compares the outputs with those of the ordinary memory plan, in which tensors"
          + " share memory. Each provider is compared with the first; without --provider, all that"
          + " are available are compared with reference."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:everything is equal",
      "1:something differs, or the model cannot be run",
      "2:wrong usage"
    })
final class DiffCommand implements Callable<Integer> {
  private static final int RANDOM_FRAMES = 4;

  @Spec private CommandSpec spec;

  @Mixin private ModelParameter modelParameter;

  @Mixin private ProvidersOption providers;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description =
          "A file for each input of the model, as for tflm4j run; default: random numbers.")
  private List<Path> inputFiles = List.of();

  @Option(
      names = {"-n", "--frames"},
      paramLabel = "N",
      description =
          "Invocations in a row; default: as many as the input files hold, 4 for random numbers.")
  private Integer frames;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the random numbers; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--atol",
      paramLabel = "X",
      description =
          "How far FLOAT32 elements may be apart and still count as equal; default:"
              + " ${DEFAULT-VALUE}.")
  private double absoluteTolerance;

  @Option(
      names = "--rtol",
      paramLabel = "X",
      description =
          "The same, relative to the magnitude of the first provider's element; default:"
              + " ${DEFAULT-VALUE}.")
  private double relativeTolerance;

  @Mixin private JsonOption json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Also lists the tensors that are equal.")
  private boolean verbose;

  @Override
  public Integer call() throws IOException {
    Tolerance tolerance = tolerance();
    InvalidOption.ifLessThanOne(spec, "--frames", frames);
    KernelProviders known = KernelProviders.load();
    List<String> names = providers.namesOr(referenceAndOthers(known));
    if (names.size() < 2) {
      throw new InvalidOption(spec, "--provider", "two are needed to compare");
    }
    json.check();
    ModelFile file = modelParameter.file();
    Model model = file.model();
    List<ProviderRun> runs = new ArrayList<>();
    for (String name : names) {
      runs.add(file.prepare(() -> run(model, known, name)));
    }
    int count = frameCount(runs.getFirst().interpreter());
    List<ProviderComparison> comparisons;
    try (Progress progress = new Progress(spec.commandLine().getErr(), "diff", count)) {
      comparisons = ProviderComparison.run(runs, count, tolerance, progress::step);
    }
    ComparisonReport report = new ComparisonReport(file.name(), count, inputs(), comparisons);
    PrintWriter out = json.text();
    report.print(out, verbose);
    out.flush();
    json.write(report::toJson);
    return report.isEqual() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static List<String> referenceAndOthers(KernelProviders known) {
    List<String> names = new ArrayList<>(List.of("reference"));
    for (String name : ProviderChoice.available(known).reversed()) {
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private Tolerance tolerance() {
    try {
      return new Tolerance(absoluteTolerance, relativeTolerance);
    } catch (IllegalArgumentException e) {
      throw new InvalidOption(spec, "--atol' or '--rtol", e.getMessage());
    }
  }

  private ProviderRun run(Model model, KernelProviders known, String name) throws IOException {
    Interpreter.Builder builder =
        Interpreter.builder(model, OpResolver.all()).providers(ProviderChoice.chain(known, name));
    Interpreter ordinary = builder.build();
    Interpreter preserving = builder.preserveAllTensors().build();
    return new ProviderRun(name, preserving, feeder(preserving), ordinary, feeder(ordinary));
  }

  private ProviderRun.Feeder feeder(Interpreter interpreter) throws IOException {
    if (inputFiles.isEmpty()) {
      RandomInputs random = new RandomInputs(seed);
      return frame -> random.feed(interpreter, frame);
    }
    return files(interpreter)::feed;
  }

  private ModelInputs files(Interpreter interpreter) throws IOException {
    return ModelInputs.open(inputFiles, interpreter, new InputOptions(null, 0));
  }

  private int frameCount(Interpreter interpreter) throws IOException {
    if (inputFiles.isEmpty()) {
      return frames == null ? RANDOM_FRAMES : frames;
    }
    return files(interpreter).frameCount(frames == null ? 0 : frames);
  }

  private String inputs() {
    return inputFiles.isEmpty()
        ? "random inputs, seed " + seed
        : String.join(", ", inputFiles.stream().map(Path::toString).toList());
  }
}
