/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.conformance.mutation.MutationCampaign;
import org.tflm4j.conformance.mutation.MutationCampaign.NamedModel;
import org.tflm4j.conformance.mutation.MutationReport;
import org.tflm4j.conformance.mutation.MutationReport.Failure;
import org.tflm4j.conformance.mutation.Outcome;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.schema.ModelException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tflm4j mutate}: runs broken versions of good models. */
@Command(
    name = "mutate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Breaks good models, in their bytes and in their meaning (shapes, types, indices,"
          + " quantization, options, axes). Reads, prepares and runs each mutant, and counts the"
          + " outcomes. Every mutant must run, or be refused with a ModelException or because the"
          + " arena is too small, in bounded time."
    },
    footer = {
      "",
      "The same models, seed and count give the same mutants. Without --provider all available"
          + " providers take turns."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every mutant ran or was refused",
      "1:a mutant failed, or a model cannot be read",
      "2:wrong usage"
    })
final class MutateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Models, and folders that are searched for .tflite files; every path gets the same number"
              + " of mutants. Default: the models of the built-in corpus.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-n", "--mutants"},
      paramLabel = "COUNT",
      description = "How many mutants; default: ${DEFAULT-VALUE}.")
  private int mutants = 10_000;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the first mutant, the others count up; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private ProvidersOption providers;

  @Option(
      names = "--arena",
      paramLabel = "BYTES",
      description = "The arena of each mutant; default: ${DEFAULT-VALUE}.")
  private int arena = 1 << 22;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "A mutant that takes longer has failed; default: ${DEFAULT-VALUE}.")
  private int limit = 30;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Writes the mutants that fail to this folder.")
  private Path keep;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    InvalidOption.ifLessThanOne(spec, "--mutants", mutants);
    InvalidOption.ifLessThanOne(spec, "--limit", limit);
    if (arena < 0) {
      throw new InvalidOption(spec, "--arena", arena + " is negative");
    }
    json.check();
    if (keep != null) {
      OutputFile.folder(keep);
    }
    MutationCampaign campaign =
        new MutationCampaign(groups(), chains(), arena, Duration.ofSeconds(limit));
    PrintWriter out = json.text();
    MutationReport report;
    try (Progress progress = new Progress(spec.commandLine().getErr(), "mutants", mutants)) {
      report = campaign.run(seed, mutants, failure -> failed(progress, failure), progress::step);
    }
    print(report, out);
    json.write(() -> toJson(report));
    return report.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private List<List<KernelProvider>> chains() {
    KernelProviders known = KernelProviders.load();
    return providers.namesOr(ProviderChoice.available(known)).stream()
        .map(name -> ProviderChoice.chain(known, name))
        .toList();
  }

  private List<List<NamedModel>> groups() throws IOException {
    List<List<NamedModel>> groups = new ArrayList<>();
    if (paths.isEmpty()) {
      groups.add(corpus());
    }
    for (Path path : paths) {
      groups.add(models(path));
    }
    return groups;
  }

  private static List<NamedModel> corpus() throws IOException {
    List<NamedModel> models = new ArrayList<>();
    try (Corpus corpus = Corpus.open()) {
      for (ConformanceCase conformanceCase : corpus.cases()) {
        if (!conformanceCase.mustBeRefused()) {
          models.add(
              new NamedModel(conformanceCase.id(), Files.readAllBytes(conformanceCase.model())));
        }
      }
    }
    return models;
  }

  private static List<NamedModel> models(Path path) throws IOException {
    List<NamedModel> models = new ArrayList<>();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file :
          files.filter(f -> f.equals(path) || f.toString().endsWith(".tflite")).sorted().toList()) {
        if (Files.isRegularFile(file)) {
          byte[] bytes = Files.readAllBytes(file);
          if (isGood(bytes)) {
            models.add(new NamedModel(file.toString(), bytes));
          }
        }
      }
    }
    if (models.isEmpty()) {
      throw new CommandException(path + ": there is no .tflite model that can be read");
    }
    return models;
  }

  /** Returns false for the broken models that folders of test cases also hold. */
  private static boolean isGood(byte[] bytes) {
    try {
      return !Model.of(bytes).subgraphs().isEmpty();
    } catch (ModelException e) {
      return false;
    }
  }

  private void failed(Progress progress, Failure failure) {
    progress.println(json.text(), "FAIL " + failure);
    StackTraceElement[] trace = failure.thrown().getStackTrace();
    for (int i = 0; i < Math.min(8, trace.length); i++) {
      progress.println(json.text(), "       at " + trace[i]);
    }
    if (keep != null) {
      OutputFile.write(keep.resolve("mutant-" + failure.seed() + ".tflite"), failure.file());
    }
  }

  private void print(MutationReport report, PrintWriter out) {
    out.printf("%,d mutants, seeds %d to %d%n", report.mutants(), seed, seed + mutants - 1);
    for (Outcome outcome : Outcome.values()) {
      out.printf("%,10d %s%n", report.counts().get(outcome), outcome.description());
    }
    out.printf(
        "slowest: %d ms of processor time, %s%n",
        report.slowest().toMillis(), report.slowestName());
    out.flush();
  }

  private ObjectNode toJson(MutationReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("mutants", report.mutants()).put("seed", seed).put("arenaBytes", arena);
    ObjectNode counts = root.putObject("outcomes");
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome.name(), report.counts().get(outcome));
    }
    root.put("slowestCpuMillis", report.slowest().toMillis()).put("slowest", report.slowestName());
    ArrayNode failures = root.putArray("failures");
    for (Failure failure : report.failures()) {
      failures
          .addObject()
          .put("model", failure.model())
          .put("seed", failure.seed())
          .put("thrown", failure.thrown().toString());
    }
    return root;
  }
}
