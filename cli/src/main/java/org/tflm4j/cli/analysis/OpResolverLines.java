/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Subgraph;

/**
 * The lines that register exactly the operators of a model's subgraphs, ready to paste.
 *
 * @param operators names of the operators, sorted
 * @param java for {@link OpResolver}
 * @param cpp for TFLM's {@code MicroMutableOpResolver}; a comment in place of an operator that TFLM
 *     does not have
 */
public record OpResolverLines(List<String> operators, List<String> java, List<String> cpp) {
  /** The methods of the builder, whose names are those of TFLM, by their operator. */
  private static final Map<String, String> METHODS =
      Arrays.stream(OpResolver.Builder.class.getMethods())
          .filter(method -> method.getName().startsWith("add") && method.getParameterCount() == 0)
          .map(Method::getName)
          .collect(
              Collectors.toMap(name -> key(name.substring("add".length())), Function.identity()));

  /** Returns the lines for the operators of these subgraphs. */
  public static OpResolverLines of(List<Subgraph> subgraphs) {
    List<String> operators =
        subgraphs.stream()
            .flatMap(subgraph -> subgraph.operators().stream())
            .map(OperatorNode::name)
            .distinct()
            .sorted()
            .toList();
    List<String> onDevice = operators.stream().filter(OpResolver.tflm()::knows).toList();
    List<String> java = new ArrayList<>();
    List<String> cpp = new ArrayList<>();
    java.add("OpResolver ops = OpResolver.builder()");
    cpp.add("tflite::MicroMutableOpResolver<%d> op_resolver;".formatted(onDevice.size()));
    for (String operator : operators) {
      String method = method(operator).orElse(null);
      java.add(
          method == null
              ? "    .add(BuiltinOperator.%s)".formatted(operator)
              : "    .%s()".formatted(method));
      cpp.add(
          method == null || !onDevice.contains(operator)
              ? "// TensorFlow Lite Micro does not have %s.".formatted(operator)
              : "op_resolver.A%s();".formatted(method.substring(1)));
    }
    java.add("    .build();");
    return new OpResolverLines(operators, java, cpp);
  }

  /**
   * Returns the method of the builder that registers an operator, empty where it has none of its
   * own.
   */
  static Optional<String> method(String operator) {
    return Optional.ofNullable(
        METHODS.get(key(operator.replaceFirst("^(Signal|TFLM_|TFLite_)", ""))));
  }

  /** DEPTHWISE_CONV_2D and DepthwiseConv2D have the same letters. */
  private static String key(String name) {
    return name.replace("_", "").toUpperCase(Locale.ROOT);
  }
}
