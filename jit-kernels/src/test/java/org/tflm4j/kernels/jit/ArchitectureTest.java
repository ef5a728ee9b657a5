/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Packages below know nothing of those above: asm &lt;- code &lt;- support &lt;- families. */
class ArchitectureTest {
  private static final String ROOT = "org.tflm4j.kernels.jit";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void theAssemblerImportsNothing() {
    mayUse(ROOT + ".asm", ROOT + ".asm", "java..");
  }

  @Test
  void codeKnowsNoKernels() {
    mayUse(ROOT + ".code", ROOT + ".code", ROOT + ".asm", "org.tflm4j.api..", "java..");
  }

  @Test
  void supportKnowsNoFamily() {
    mayUse(
        ROOT + ".support",
        ROOT + ".support",
        ROOT + ".code",
        ROOT + ".asm",
        "org.tflm4j.api..",
        "java..");
  }

  private static void mayUse(String name, String... packages) {
    classes()
        .that()
        .resideInAPackage(name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(CLASSES);
  }
}
