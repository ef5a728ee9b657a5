/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The corpus that comes with this library: small models of every operator and type with the inputs
 * that the real TFLM was fed and the outputs that it gave, and models that it refuses. It is packed
 * in one file, which is opened as a file system; what is read from it must be read before {@link
 * #close()}.
 */
public final class Corpus implements AutoCloseable {
  private static final String RESOURCE = "corpus.zip";

  private final Path file;
  private final FileSystem files;

  private Corpus(Path file, FileSystem files) {
    this.file = file;
    this.files = files;
  }

  /**
   * Opens the corpus.
   *
   * @throws IOException if the temporary file that is opened as a file system can not be written
   */
  public static Corpus open() throws IOException {
    Path file = Files.createTempFile("tflm4j-corpus", ".zip");
    try (InputStream packed = Corpus.class.getResourceAsStream(RESOURCE)) {
      if (packed == null) {
        throw new IOException("the resource " + RESOURCE + " is missing");
      }
      Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
      return new Corpus(file, FileSystems.newFileSystem(file));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Returns the folder with {@code manifest.jsonl} and {@code errors.jsonl}. */
  public Path folder() {
    return files.getPath("/");
  }

  /** Returns all cases. */
  public List<ConformanceCase> cases() throws IOException {
    return CaseManifest.read(folder());
  }

  /** Closes the file system and deletes the temporary file. */
  @Override
  public void close() throws IOException {
    try {
      files.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
