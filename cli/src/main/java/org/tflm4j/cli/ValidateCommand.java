/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tflm4j.cli.input.FileBytes;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.ModelValidator;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tflm4j validate}: checks models without running them. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Checks .tflite models without running them and lists every problem at once, each with what"
          + " to do about it: operators that TensorFlow Lite Micro does not have, types it does not"
          + " take and the converter's setting to change, dynamic shapes, indices that point"
          + " nowhere, sizes."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all models are valid",
      "1:a model has problems, or can not be read",
      "2:wrong usage"
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", arity = "1..*", description = "The .tflite files.")
  private List<Path> modelFiles;

  @Option(
      names = {"-p", "--provider"},
      paramLabel = "NAME",
      description =
          "The kernel provider to ask first (see tflm4j providers); default: the best available.")
  private String provider;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes what was found to this file, for machines.")
  private Path jsonFile;

  @Override
  public Integer call() throws IOException {
    OutputFile.check(jsonFile);
    ModelValidator validator =
        new ModelValidator(
            OpResolver.all(), ProviderChoice.chain(KernelProviders.load(), provider));
    List<ModelValidator.Result> results = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    try (Progress progress =
        new Progress(spec.commandLine().getErr(), "validate", modelFiles.size())) {
      for (Path file : modelFiles) {
        ModelValidator.Result result = validate(validator, file);
        results.add(result);
        for (String line : lines(file, result)) {
          progress.println(out, line);
        }
        progress.step();
      }
    }
    out.flush();
    if (jsonFile != null) {
      OutputFile.write(jsonFile, toJson(results));
    }
    return results.stream().allMatch(ModelValidator.Result::isValid)
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** A file that can not be read is a problem like any other: the next one is checked, too. */
  private static ModelValidator.Result validate(ModelValidator validator, Path file) {
    try {
      return validator.validate(FileBytes.read(file));
    } catch (IOException e) {
      return unreadable(FailureHandler.sentence(e));
    } catch (CommandException e) {
      return unreadable(e.getMessage());
    }
  }

  private static ModelValidator.Result unreadable(String message) {
    ModelProblem problem =
        ModelProblem.of(Kind.FILE, message).withRemedy("check the path and the rights");
    return new ModelValidator.Result(List.of(problem), 0, 0);
  }

  /** Problems with the same remedy stand together, with the remedy once behind them. */
  private static List<String> lines(Path file, ModelValidator.Result result) {
    if (result.isValid()) {
      return List.of(
          "%s: valid, %s, %s of arena"
              .formatted(
                  file,
                  Numbers.count(result.operators(), "operator"),
                  Numbers.count(result.arenaBytes(), "byte")));
    }
    List<String> lines = new ArrayList<>();
    lines.add(file + ": " + Numbers.count(result.problems().size(), "problem"));
    Map<String, List<ModelProblem>> byRemedy = new LinkedHashMap<>();
    for (ModelProblem problem : result.problems()) {
      byRemedy.computeIfAbsent(problem.remedy(), remedy -> new ArrayList<>()).add(problem);
    }
    byRemedy.forEach((remedy, problems) -> {
      problems.forEach(problem -> lines.add("  " + problem.message()));
      lines.add("    remedy: " + remedy);
    });
    return lines;
  }

  private ObjectNode toJson(List<ModelValidator.Result> results) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("valid", results.stream().allMatch(ModelValidator.Result::isValid));
    ArrayNode models = root.putArray("models");
    for (int i = 0; i < results.size(); i++) {
      ModelValidator.Result result = results.get(i);
      ObjectNode model = models.addObject();
      model.put("model", modelFiles.get(i).toString()).put("valid", result.isValid());
      if (result.isValid()) {
        model.put("operators", result.operators()).put("arena_bytes", result.arenaBytes());
      }
      ArrayNode problems = model.putArray("problems");
      result.problems().forEach(problem -> put(problems.addObject(), problem));
    }
    return root;
  }

  private static void put(ObjectNode node, ModelProblem problem) {
    node.put("kind", problem.kind().name().toLowerCase(Locale.ROOT));
    if (problem.subgraph() >= 0) {
      node.put("subgraph", problem.subgraph());
    }
    if (problem.operator() >= 0) {
      node.put("operator", problem.operator()).put("operator_name", problem.operatorName());
    }
    node.put("message", problem.message()).put("remedy", problem.remedy());
  }
}
