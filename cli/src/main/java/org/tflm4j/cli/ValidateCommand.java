/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.interpreter.ModelValidator;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Provenance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tflm4j validate}: checks models without running them. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Checks .tflite models without running them and lists every problem at once, each with its"
          + " remedy: operators that TensorFlow Lite Micro does not have, types it does not"
          + " take and the converter's setting to change, dynamic shapes, indices that point"
          + " nowhere, sizes."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all models are valid",
      "1:a model has problems, or cannot be read",
      "2:wrong usage"
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelParameters models;

  @Mixin private ProviderOption provider;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.check();
    ModelValidator validator = new ModelValidator(OpResolver.all(), provider.chain());
    List<ModelFile> files = models.files();
    List<ModelValidator.Result> results = new ArrayList<>();
    PrintWriter out = json.text();
    try (Progress progress = new Progress(spec.commandLine().getErr(), "validate", files.size())) {
      for (ModelFile file : files) {
        ModelValidator.Result result = validate(validator, file);
        results.add(result);
        for (String line : lines(file, result)) {
          progress.println(out, line);
        }
        progress.step();
      }
    }
    out.flush();
    json.write(() -> toJson(files, results));
    return results.stream().allMatch(ModelValidator.Result::isValid)
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** Reports a file that cannot be read as a problem, so that the next file is checked too. */
  private static ModelValidator.Result validate(ModelValidator validator, ModelFile file) {
    try {
      return validator.validate(file.bytes());
    } catch (IOException e) {
      return unreadable(FailureHandler.sentence(e));
    } catch (CommandException e) {
      return unreadable(e.getMessage());
    }
  }

  private static ModelValidator.Result unreadable(String message) {
    ModelProblem problem =
        ModelProblem.of(Kind.FILE, message).withRemedy("check the path and the rights");
    return ModelValidator.Result.unreadable(List.of(problem));
  }

  /** Groups the problems by remedy and gives each remedy once, after its problems. */
  static List<String> lines(ModelFile file, ModelValidator.Result result) {
    List<String> lines = new ArrayList<>();
    if (result.isValid()) {
      int tflm = result.registered(Provenance.TFLM).size();
      lines.add(
          "%s: valid, %s, %s of arena, %s in TensorFlow Lite Micro"
              .formatted(
                  file,
                  Numbers.count(result.operators(), "operator"),
                  Numbers.count(result.arenaBytes(), "byte"),
                  tflm == result.operators() ? "all operators" : Numbers.count(tflm, "operator")));
      for (OperatorNode node : result.registered(Provenance.TENSORFLOW_LITE)) {
        lines.add("  " + node.label() + " is TensorFlow Lite's alone");
      }
      return lines;
    }
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

  static ObjectNode toJson(List<ModelFile> files, List<ModelValidator.Result> results) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("valid", results.stream().allMatch(ModelValidator.Result::isValid));
    ArrayNode array = root.putArray("models");
    for (int i = 0; i < results.size(); i++) {
      ModelValidator.Result result = results.get(i);
      ObjectNode model = array.addObject();
      model.put("model", files.get(i).toString()).put("valid", result.isValid());
      if (result.isValid()) {
        model.put("operators", result.operators()).put("arena_bytes", result.arenaBytes());
        model.put("tflm_operators", result.registered(Provenance.TFLM).size());
        ArrayNode others = model.putArray("tensorflow_lite_operators");
        for (OperatorNode node : result.registered(Provenance.TENSORFLOW_LITE)) {
          others
              .addObject()
              .put("subgraph", node.subgraph())
              .put("operator", node.index())
              .put("operator_name", node.name());
        }
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
