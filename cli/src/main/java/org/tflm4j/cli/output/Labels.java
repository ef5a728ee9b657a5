/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.tflm4j.cli.CommandException;
import org.tflm4j.cli.input.FileBytes;

/** Names of the classes that a model distinguishes. */
public final class Labels {
  /** No names: classes are numbered. */
  public static final Labels NONE = new Labels(List.of());

  private static final String KNOWN = "known-labels.properties";

  private final List<String> names;

  private Labels(List<String> names) {
    this.names = names;
  }

  /**
   * Reads one name per line; empty lines at the end do not count.
   *
   * @throws CommandException if the file is not text or empty
   */
  public static Labels read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new CommandException(file + " is not a text file in UTF-8", e);
    }
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    if (end == 0) {
      throw new CommandException(file + " has no labels; it needs one on each line");
    }
    return new Labels(lines.subList(0, end).stream().map(String::strip).toList());
  }

  /**
   * Returns the names for a published model, recognized by the SHA-256 of its file; {@link #NONE}
   * for any other.
   */
  public static Labels known(byte[] model) {
    String names = table().getProperty(FileBytes.sha256(model));
    return names == null
        ? NONE
        : new Labels(Arrays.stream(names.split(",")).map(String::strip).toList());
  }

  private static Properties table() {
    Properties table = new Properties();
    try (InputStream stream = Labels.class.getResourceAsStream(KNOWN)) {
      table.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /** Returns how many classes have names. */
  public int count() {
    return names.size();
  }

  /** Returns the name of a class of an output with {@code classes} classes, or its number. */
  String name(int index, int classes) {
    return classes == names.size() ? names.get(index) : "class " + index;
  }
}
