/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(Execution.of("mutate", "-n", "0").err()).contains("--mutants: 0 is not positive");
    assertThat(Execution.of("mutate", "--arena", "-1").err()).contains("--arena: -1 is negative");
  }
}
