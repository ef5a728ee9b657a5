/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.cli.input.FileBytes;
import org.tflm4j.interpreter.Model;

/**
 * The file of a model.
 *
 * @param file its name
 * @param bytes its size
 * @param sha256 the SHA-256 hash of its bytes, in hexadecimal
 * @param schemaVersion version of the format
 * @param description the text that the tool that wrote it left
 * @param metadata named blobs in the file
 */
public record ModelHeader(
    String file,
    long bytes,
    String sha256,
    int schemaVersion,
    String description,
    List<Metadata> metadata) {
  /**
   * A named blob.
   *
   * @param name its name
   * @param bytes its size
   * @param text its contents if they are printable text, else null
   */
  public record Metadata(String name, int bytes, String text) {
    private static Metadata of(String name, ConstantData data) {
      return new Metadata(name, data.length(), printable(data));
    }

    /** Returns the text without the zeros that pad it, null for anything else. */
    private static String printable(ConstantData data) {
      String text;
      try {
        text =
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(data.bytes(), data.offset(), data.length()))
                .toString();
      } catch (CharacterCodingException e) {
        return null;
      }
      text = text.replaceFirst("\0+$", "");
      return text.chars().anyMatch(Character::isISOControl) ? null : text;
    }
  }

  /** Describes a file with its model. */
  static ModelHeader of(String file, byte[] bytes, Model model) {
    return new ModelHeader(
        file,
        bytes.length,
        FileBytes.sha256(bytes),
        model.schemaVersion(),
        model.description(),
        model.metadataNames().stream()
            .map(name -> Metadata.of(name, model.metadata(name).orElseThrow()))
            .toList());
  }
}
