/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.schema.ModelReader;
import org.tflm4j.interpreter.selection.KernelCache;

/**
 * A model: a checked view over the bytes of a {@code .tflite} file, read in place, weights never
 * copied. Immutable and shared by any number of interpreters on any threads. Kernels, with the
 * weights that they repack, are made once for all of them and live as long as the model.
 */
public final class Model {
  private final byte[] bytes;
  private final ModelReader.Contents contents;
  private final KernelCache kernels;

  private Model(byte[] bytes, ModelReader.Contents contents) {
    this.bytes = bytes;
    this.contents = contents;
    this.kernels = new KernelCache(bytes.length);
  }

  /**
   * Reads a model from a file.
   *
   * @throws IOException if the file cannot be read
   * @throws ModelException if it is not a model, or a broken one
   */
  public static Model load(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(Objects.requireNonNull(file, "file"));
    try {
      return of(bytes);
    } catch (ModelException e) {
      throw new ModelException(
          e.details().stream().map(problem -> problem.in(file.toString())).toList());
    }
  }

  /**
   * Returns the model in {@code bytes}, which are used in place and must not change any more.
   *
   * @throws ModelException if they are not a model, or a broken one
   */
  public static Model of(byte[] bytes) {
    return new Model(bytes, ModelReader.read(bytes));
  }

  /** Returns the free text that the tool that wrote the file left in it. */
  public String description() {
    return contents.description();
  }

  /** Returns the version of the schema, always 3. */
  public int schemaVersion() {
    return contents.version();
  }

  /** Returns the size of the file in bytes. */
  public int size() {
    return bytes.length;
  }

  /** Returns the graphs of the model; the first is the one that an interpreter runs. */
  public List<Subgraph> subgraphs() {
    return contents.subgraphs();
  }

  /** Returns the names of the metadata in the file. */
  public List<String> metadataNames() {
    return contents.metadata().keySet().stream().sorted().toList();
  }

  /** Returns the metadata with the given name. */
  public Optional<ConstantData> metadata(String name) {
    return Optional.ofNullable(contents.metadata().get(name));
  }

  /** Returns what could be read of a model that is broken, to look for further problems. */
  static Model ofDraft(byte[] bytes, ModelReader.Draft draft) {
    return new Model(bytes, draft.contents());
  }

  /** Returns the kernels of this model, which all its interpreters share. */
  KernelCache kernels() {
    return kernels;
  }
}
