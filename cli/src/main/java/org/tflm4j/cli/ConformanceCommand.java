/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.conformance.CaseManifest;
import org.tflm4j.conformance.CaseResult;
import org.tflm4j.conformance.CaseRunner;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.interpreter.KernelProviders;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tflm4j conformance}: compares providers with the outputs of the real TFLM. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Runs the built-in corpus, or the cases of folders with a manifest.jsonl (and an"
          + " errors.jsonl of models that must be refused), and compares the outputs with the real"
          + " TFLM's: bit for bit, or within the case's tolerance for floats. Without --provider it"
          + " tests every available provider."
    },
    footer = {
      "",
      "The summary counts for each provider the cases that passed and failed, and the cases in"
          + " which the provider's own kernels, and not only its fallback's, ran operators."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all cases passed",
      "1:a case failed, or a folder cannot be read",
      "2:wrong usage"
    })
final class ConformanceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description = "Folders with a manifest.jsonl; default: the built-in corpus.")
  private List<Path> folders = List.of();

  @Mixin private ProvidersOption providers;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "REGEX",
      description = "Runs only the cases whose id contains a match.")
  private Pattern filter;

  @Mixin private JsonOption json;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description =
          "Writes a Markdown table for each provider to this file: how many cases of each operator"
              + " and type are exact or within tolerance.")
  private Path tableFile;

  @Override
  public Integer call() throws IOException {
    json.check();
    OutputFile.check(tableFile);
    PrintWriter out = json.text();
    KernelProviders known = KernelProviders.load();
    List<String> names = providers.namesOr(ProviderChoice.available(known));
    List<CaseRunner> runners = new ArrayList<>();
    for (String name : names) {
      runners.add(new CaseRunner(name, ProviderChoice.chain(known, name)));
    }
    ConformanceReport report = new ConformanceReport(names);
    try (Corpus corpus = folders.isEmpty() ? Corpus.open() : null) {
      List<ConformanceCase> cases = cases(corpus);
      for (int i = 0; i < runners.size(); i++) {
        run(names.get(i), runners.get(i), cases, report);
      }
    }
    report.print(out);
    out.flush();
    json.write(report::toJson);
    if (tableFile != null) {
      OutputFile.write(tableFile, report.toMarkdown());
    }
    return report.failed() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private List<ConformanceCase> cases(Corpus corpus) throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    if (corpus != null) {
      cases.addAll(corpus.cases());
    }
    for (Path folder : folders) {
      cases.addAll(CaseManifest.read(folder));
    }
    if (filter != null) {
      cases.removeIf(conformanceCase -> !filter.matcher(conformanceCase.id()).find());
    }
    if (cases.isEmpty()) {
      throw new CommandException(
          filter == null ? "there are no cases" : "no case has an id that matches " + filter);
    }
    return cases;
  }

  private void run(
      String provider, CaseRunner runner, List<ConformanceCase> cases, ConformanceReport report) {
    PrintWriter out = json.text();
    try (Progress progress = new Progress(spec.commandLine().getErr(), provider, cases.size())) {
      for (ConformanceCase conformanceCase : cases) {
        CaseResult result = runner.run(conformanceCase);
        report.add(result);
        if (!result.passed()) {
          progress.println(
              out,
              "FAIL %s %s: %s"
                  .formatted(provider, conformanceCase.id(), oneLine(result.failure())));
        }
        if (result.exceedsPlannedArena()) {
          progress.println(
              out,
              "ARENA %s %s: plans %d bytes, TFLM %d"
                  .formatted(
                      provider,
                      conformanceCase.id(),
                      result.nonPersistentBytes(),
                      conformanceCase.nonPersistentBytes()));
        }
        progress.step();
      }
    }
  }

  private static String oneLine(String failure) {
    return failure.replaceAll("\\s*\\R\\s*", " ");
  }
}
