/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * Everything known about a model and what it needs to run.
 *
 * @param format name and version of this JSON; the version changes when a name changes its meaning
 * @param model the file
 * @param inputs inputs of the model
 * @param outputs outputs of the model
 * @param subgraphs the graphs with their tensors
 * @param operators the operators of all subgraphs, in the order of the file
 * @param totals sums over the operators
 * @param arena the arena that the model takes here
 * @param devices the arena that it takes on devices that run TFLM, estimated; empty where TFLM does
 *     not have all of its operators
 * @param missingOnDevice the operators that TFLM does not have
 * @param opResolver the lines that register its operators
 * @param timing how the operators were timed
 */
public record ModelAnalysis(
    String format,
    ModelHeader model,
    List<TensorDescription> inputs,
    List<TensorDescription> outputs,
    List<SubgraphDescription> subgraphs,
    List<OperatorAnalysis> operators,
    Totals totals,
    ArenaAnalysis arena,
    List<DeviceEstimate> devices,
    List<String> missingOnDevice,
    OpResolverLines opResolver,
    Timing timing) {
  /** Value of {@link #format}. */
  public static final String FORMAT = "tflm4j-analysis/1";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * A graph.
   *
   * @param index its index
   * @param name its name, may be empty
   * @param runs false if nothing ever runs it
   * @param inputs tensor indices
   * @param outputs tensor indices
   * @param tensors all tensors
   */
  public record SubgraphDescription(
      int index,
      String name,
      boolean runs,
      int[] inputs,
      int[] outputs,
      List<TensorDescription> tensors) {}

  /**
   * Sums over the operators; a constant that several operators use counts once.
   *
   * @param operators operators in all subgraphs
   * @param parameters see {@link OperatorAnalysis#parameters}
   * @param multiplyAdds see {@link OperatorAnalysis#multiplyAdds}; a subgraph counts once, however
   *     often control flow runs it
   * @param elementwiseMultiplies see {@link OperatorAnalysis#elementwiseMultiplies}
   * @param weightBytes bytes of all constants that operators use; they stay in the model (flash)
   */
  public record Totals(
      int operators,
      long parameters,
      long multiplyAdds,
      long elementwiseMultiplies,
      long weightBytes) {}

  /**
   * How the operators were timed.
   *
   * @param timed false if they were not
   * @param warm false if the JVM was still compiling kernels
   * @param method how, or why not, in a sentence
   * @param provider the kernels
   * @param runs timed invocations
   * @param invocationUs time of an invocation in microseconds, 0 where not timed
   */
  public record Timing(
      boolean timed,
      boolean warm,
      String method,
      String provider,
      long runs,
      double invocationUs) {}

  /** Returns the analysis as JSON. */
  public JsonNode toJson() {
    return MAPPER.valueToTree(this);
  }
}
