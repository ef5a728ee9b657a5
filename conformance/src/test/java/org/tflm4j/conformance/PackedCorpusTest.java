/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedCorpusTest {
  @Test
  void holdsAllCases() throws IOException {
    try (Corpus corpus = Corpus.open()) {
      assertThat(CaseManifest.read(corpus.folder())).hasSize(2177 + 53);
      assertThat(corpus.cases()).hasSize(2177 + 53 + 47).doesNotHaveDuplicates();
    }
  }

  /** Where the folder is there from which the corpus was packed, both are the same. */
  @Test
  void equalsTheFolder() throws IOException {
    Path folder = Path.of(System.getProperty("tflm4j.shared", "../../shared"), "corpus");
    assumeTrue(Files.isDirectory(folder), folder + " is not there");
    try (Corpus corpus = Corpus.open()) {
      assertThat(CorpusPacker.files(corpus.folder())).isEqualTo(CorpusPacker.files(folder));
      for (String name : CorpusPacker.files(folder)) {
        assertThat(Files.mismatch(folder.resolve(name), corpus.folder().resolve(name)))
            .as("first byte of %s that differs", name)
            .isEqualTo(-1);
      }
    }
  }

  @Test
  void packingIsDeterministic(@TempDir Path folder) throws IOException {
    Path cases = Files.createDirectories(folder.resolve("corpus/b/c"));
    Files.writeString(cases.resolve("z.in"), "z");
    Files.writeString(folder.resolve("corpus/a"), "a");

    CorpusPacker.pack(folder.resolve("corpus"), folder.resolve("1.zip"));
    CorpusPacker.pack(folder.resolve("corpus"), folder.resolve("2.zip"));

    assertThat(CorpusPacker.files(folder.resolve("corpus"))).containsExactly("a", "b/c/z.in");
    assertThat(Files.mismatch(folder.resolve("1.zip"), folder.resolve("2.zip"))).isEqualTo(-1);
  }
}
