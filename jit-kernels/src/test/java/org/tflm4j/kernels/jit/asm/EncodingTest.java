/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Every instruction against the bytes of GNU as. */
class EncodingTest {
  @Test
  void encodesAsGnuAs() throws IOException {
    List<String> ours = new ArrayList<>();
    for (EncodingCase instruction : EncodingTable.cases()) {
      ours.add(instruction.line(instruction.encode()));
    }
    assertThat(ours).hasSizeGreaterThan(4000).isEqualTo(EncodingTable.lines());
  }

  /** What VEX can encode is the same whichever instruction set is there, but for dot products. */
  @Test
  void vexIsPreferred() throws IOException {
    for (EncodingCase instruction : VectorForms.cases()) {
      if (instruction.instructionSet() == InstructionSet.AVX_VNNI
          && !instruction.text().contains("vpdp")) {
        for (InstructionSet set : List.of(InstructionSet.AVX2, InstructionSet.AVX512)) {
          EncodingCase other = new EncodingCase(instruction.text(), set, instruction.emission());
          assertThat(other.encode()).as(instruction.text()).isEqualTo(instruction.encode());
        }
      }
    }
  }

  @Test
  @EnabledIf("hasGnuAs")
  void tableIsWhatGnuAsSays(@TempDir Path folder) throws IOException {
    assertThat(EncodingTable.assemble(folder)).isEqualTo(EncodingTable.lines());
  }

  static boolean hasGnuAs() {
    return GnuAssembler.isInstalled();
  }

  /** No instruction is left out of the table. */
  @Test
  void everyVectorInstructionIsInTheTable() throws IOException {
    Set<String> listed =
        VectorForms.lines().stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .collect(Collectors.toCollection(TreeSet::new));
    listed.addAll(Set.of("vpgatherdd", "vzeroupper")); // in GeneralForms
    Set<String> methods = new TreeSet<>();
    for (Method method : Assembler.class.getMethods()) {
      if (method.getDeclaringClass() != Object.class
          && Modifier.isPublic(method.getModifiers())
          && method.getName().matches("[vk].*")) {
        methods.add(method.getName());
      }
    }
    assertThat(methods).isEqualTo(listed);
  }
}
