/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tflm4j.kernels.jit.asm.CodeMark;

/**
 * What one function consists of.
 *
 * @param name operator, and what the function was made for
 * @param code its bytes
 * @param marks names of places, such as tiles and tails
 */
public record CodeListing(String name, byte[] code, List<CodeMark> marks) {
  /**
   * Writes the bytes to {@code STEM.bin}, for {@code objdump -D -b binary -m i386:x86-64}, and to
   * {@code STEM.txt} the heading, the name and the offsets of the parts in hexadecimal digits.
   *
   * @throws UncheckedIOException if a file cannot be written
   */
  public void write(Path folder, String stem, String heading) {
    StringBuilder text = new StringBuilder(heading);
    text.append(name).append(", ").append(code.length).append(" bytes\n");
    for (CodeMark mark : marks) {
      text.append("%6x %s%n".formatted(mark.offset(), mark.name()));
    }
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(stem + ".bin"), code);
      Files.writeString(folder.resolve(stem + ".txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
