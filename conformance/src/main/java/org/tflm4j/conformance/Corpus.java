/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The cases that come with this library: small models of every operator and type, with inputs and
 * the outputs of the real TFLM; models that TFLM refuses; and a few models of types that were not
 * run on TFLM, with outputs from the definition of the operator.
 *
 * <p>They are packed in one zip file, which is opened as a file system. Read the files before
 * {@link #close()}.
 */
public final class Corpus implements AutoCloseable {
  private static final String PACKED = "corpus.zip";

  private final Path temporary;
  private final FileSystem packed;
  private final List<ConformanceCase> definitions;

  private Corpus(Path temporary, FileSystem packed, List<ConformanceCase> definitions) {
    this.temporary = temporary;
    this.packed = packed;
    this.definitions = definitions;
  }

  /**
   * Opens the corpus.
   *
   * @throws IOException if the temporary folder that it is extracted to cannot be written
   */
  public static Corpus open() throws IOException {
    Path temporary = Files.createTempDirectory("tflm4j-corpus");
    try (InputStream resource = Corpus.class.getResourceAsStream(PACKED)) {
      if (resource == null) {
        throw new IOException("the resource " + PACKED + " is missing");
      }
      Files.copy(resource, temporary.resolve(PACKED));
      List<ConformanceCase> definitions = DefinitionCases.write(temporary);
      return new Corpus(
          temporary, FileSystems.newFileSystem(temporary.resolve(PACKED)), definitions);
    } catch (IOException | RuntimeException e) {
      delete(temporary);
      throw e;
    }
  }

  /**
   * Returns the folder with {@code manifest.jsonl} and {@code errors.jsonl}: the cases that were
   * run on TFLM.
   */
  public Path folder() {
    return packed.getPath("/");
  }

  /** Returns all cases, those from definitions last. */
  public List<ConformanceCase> cases() throws IOException {
    List<ConformanceCase> cases = new ArrayList<>(CaseManifest.read(folder()));
    cases.addAll(definitions);
    return cases;
  }

  /** Closes the file system and deletes the temporary folder. */
  @Override
  public void close() throws IOException {
    try {
      packed.close();
    } finally {
      delete(temporary);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
