/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.InvokeStatus;
import org.tflm4j.interpreter.schema.OperatorNode;

/**
 * Writes every tensor that changes while a model runs to a folder: a NumPy file for each, named
 * after its index and its name, and {@code index.json} with types, shapes, quantization and
 * producers. Where there are several frames, each has its own folder.
 */
public final class TensorDump {
  private static final int MAX_NAME = 80;

  private final Path folder;
  private final Interpreter interpreter;
  private final boolean severalFrames;
  private final List<GraphTensors.Entry> entries;
  private final ObjectNode index = new ObjectMapper().createObjectNode();
  private final ArrayNode frames;

  /**
   * Creates the folder.
   *
   * @param interpreter one that preserves all tensors
   * @param model name of the model, for the index
   * @param frameCount how many frames follow
   */
  public TensorDump(Path folder, Interpreter interpreter, String model, int frameCount)
      throws IOException {
    this.folder = OutputFile.folder(folder);
    this.interpreter = interpreter;
    this.severalFrames = frameCount > 1;
    this.entries =
        GraphTensors.of(interpreter.model().subgraphs()).stream()
            .filter(entry -> isWritten(entry.in(interpreter)))
            .toList();
    index.put("model", model);
    ArrayNode tensors = index.putArray("tensors");
    entries.forEach(entry -> describe(entry, tensors.addObject()));
    frames = index.putArray("frames");
  }

  /** A tensor of a graph that never runs has no memory. */
  private static boolean isWritten(Tensor tensor) {
    return tensor != null && tensor.type().bits() > 0;
  }

  private void describe(GraphTensors.Entry entry, ObjectNode node) {
    Tensor tensor = entry.in(interpreter);
    node.put("subgraph", entry.subgraph())
        .put("index", entry.index())
        .put("name", tensor.name())
        .put("role", entry.role().name().toLowerCase(Locale.ROOT))
        .put("type", tensor.type().name())
        .put("dtype", NpyFile.dataType(tensor.type()));
    ArrayNode shape = node.putArray("shape");
    for (int dimension : tensor.shape().toArray()) {
      shape.add(dimension);
    }
    Quantization quantization = tensor.quantization();
    if (quantization.isPresent()) {
      node.put("scale", quantization.scale()).put("zero_point", quantization.zeroPoint());
    }
    OperatorNode producer = entry.producer();
    if (producer != null) {
      node.put("operator", producer.index()).put("operator_name", producer.name());
    }
    node.put("file", fileName(entry.subgraph(), entry.index(), tensor.name()));
  }

  /** Returns a name that every file system accepts: {@code 0012_conv1_Relu.npy}. */
  static String fileName(int subgraph, int index, String name) {
    String clean = name.replaceAll("[^A-Za-z0-9.-]+", "_").replaceAll("^[_.]+|[_.]+$", "");
    String shortened = clean.length() > MAX_NAME ? clean.substring(0, MAX_NAME) : clean;
    return "%s%04d%s.npy"
        .formatted(
            subgraph == 0 ? "" : "subgraph%d_".formatted(subgraph),
            index,
            shortened.isEmpty() ? "" : "_" + shortened);
  }

  /** Writes the tensors as an invocation has left them. */
  public void add(int frame, InvokeStatus status) throws IOException {
    String name = severalFrames ? "frame%05d".formatted(frame) : ".";
    Path frameFolder = OutputFile.folder(folder.resolve(name));
    for (GraphTensors.Entry entry : entries) {
      Tensor tensor = entry.in(interpreter);
      NpyFile.write(
          frameFolder.resolve(fileName(entry.subgraph(), entry.index(), tensor.name())), tensor);
    }
    frames
        .addObject()
        .put("frame", frame)
        .put("folder", name)
        .put("completed", status == InvokeStatus.COMPLETED);
  }

  /** Writes the index and returns a sentence about what was written. */
  public String finish() throws IOException {
    OutputFile.write(folder.resolve("index.json"), index);
    return "%s of %s written to %s, see index.json there"
        .formatted(
            Numbers.count(entries.size(), "tensor"), Numbers.count(frames.size(), "frame"), folder);
  }
}
