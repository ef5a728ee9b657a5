/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutateCommandTest {
  @TempDir private Path folder;

  @Test
  void countsWhatBecomesOfMutants() throws Exception {
    Path json = folder.resolve("counts.json");
    Execution mutate =
        Execution.of("mutate", "-n", "300", "--seed", "7", "--json", json.toString());

    assertThat(mutate.err()).isEmpty();
    assertThat(mutate.status()).isZero();
    assertThat(mutate.out())
        .contains("300 mutants, seeds 7 to 306", "refused when read", "0 failed", "slowest: ");
    JsonNode counts = new ObjectMapper().readTree(Files.readString(json));
    assertThat(counts.get("mutants").asInt()).isEqualTo(300);
    assertThat(counts.get("failures")).isEmpty();
    int sum = 0;
    for (JsonNode count : counts.get("outcomes")) {
      sum += count.asInt();
    }
    assertThat(sum).isEqualTo(300);
  }

  @Test
  void refusesPathsWithoutModelsAndCountsThatAreNone() throws Exception {
    Files.write(folder.resolve("broken.tflite"), new byte[20]);
    assertThat(Execution.of("mutate", folder.toString()).err())
        .contains("there is no .tflite model that can be read");
    assertThat(Execution.of("mutate", folder.toString()).status()).isEqualTo(1);
    assertThat(Execution.of("mutate", folder.resolve("none")).err()).contains("no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "--mutants, 0, 0 is less than 1",
    "--limit, 0, 0 is less than 1",
    "--arena, -1, -1 is negative",
    "--seed, one, one",
    "--sed, 1, --seed"
  })
  void tellsWrongUsage(String option, String value, String sentence) {
    Execution mutate = Execution.of("mutate", option, value);

    assertThat(mutate.status()).isEqualTo(2);
    assertThat(mutate.out()).isEmpty();
    assertThat(mutate.err()).startsWith("tflm4j: ").contains(sentence, "Usage: tflm4j mutate");
  }

  /** A kernel that throws what no kernel may throw is what the tool is there to find. */
  @Test
  void mutantsThatFailAreToldAndKept() throws Exception {
    Path model = Files.write(folder.resolve("relu.tflite"), FaultyProvider.relu());
    Path kept = folder.resolve("kept");
    Path json = folder.resolve("counts.json");

    Execution mutate =
        FaultyProvider.during(() ->
            Execution.of(
                "mutate",
                model,
                "-n",
                100,
                "-p",
                FaultyProvider.NAME,
                "--keep",
                kept,
                "--json",
                json));

    assertThat(mutate.status()).isEqualTo(1);
    assertThat(mutate.out())
        .contains("FAIL ", "100 mutants, seeds 0 to 99")
        .doesNotContain(" 0 failed");
    JsonNode failures = new ObjectMapper().readTree(Files.readString(json)).get("failures");
    assertThat(failures).isNotEmpty();
    for (JsonNode failure : failures) {
      assertThat(failure.get("thrown").asText()).contains(FaultyProvider.NAME);
      assertThat(kept.resolve("mutant-" + failure.get("seed").asLong() + ".tflite"))
          .isNotEmptyFile();
    }
  }
}
