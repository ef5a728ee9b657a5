/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages below know nothing of those above: asm &lt;- code &lt;- support &lt;- families. */
class ArchitectureTest {
  private static final String ROOT = "org.tflm4j.kernels.jit";

  /** What families share. */
  private static final Set<String> SHARED = Set.of("asm", "code", "requantization", "support");

  /** The families of operators, the same in every module; not every one is in this. */
  private static final List<String> FAMILIES =
      List.of(
          "convolution",
          "dense",
          "elementwise",
          "arithmetic",
          "reduction",
          "gather",
          "layout",
          "recurrent",
          "signal",
          "custom",
          "control");

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
  void requantizationKnowsNoCode() {
    mayUse(ROOT + ".requantization..", ROOT + ".requantization..", "org.tflm4j.api..", "java..");
  }

  @Test
  void supportKnowsNoFamily() {
    mayUse(
        ROOT + ".support..",
        ROOT + ".support..",
        ROOT + ".requantization",
        ROOT + ".code",
        ROOT + ".asm",
        "org.tflm4j.api..",
        "java..");
  }

  /** Every other package is a family of that name. */
  static Stream<String> families() {
    Set<String> families = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String name = type.getPackageName();
      if (!name.equals(ROOT)) {
        String part = name.substring(ROOT.length() + 1).split("\\.", -1)[0];
        if (!SHARED.contains(part)) {
          families.add(part);
        }
      }
    }
    return families.stream();
  }

  @Test
  void packagesAreNamedByFamily() {
    assertThat(families()).isNotEmpty().isSubsetOf(FAMILIES);
  }

  @ParameterizedTest
  @MethodSource("families")
  void familiesUseNoOtherFamily(String family) {
    mayUse(
        ROOT + "." + family + "..",
        ROOT + "." + family + "..",
        ROOT + ".support..",
        ROOT + ".requantization",
        ROOT + ".code",
        ROOT + ".asm",
        "org.tflm4j.api..",
        "java..");
  }

  /** A family's door is one registrar: nobody outside imports anything else of it. */
  @ParameterizedTest
  @MethodSource("families")
  void aFamilyIsEnteredThroughItsRegistrar(String family) {
    String registrar = Character.toUpperCase(family.charAt(0)) + family.substring(1) + "Kernels";
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + family + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(ROOT + "." + family + "..")
                .and(
                    DescribedPredicate.describe(
                        "are not " + registrar, type -> !type.getSimpleName().equals(registrar))))
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCircles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
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
