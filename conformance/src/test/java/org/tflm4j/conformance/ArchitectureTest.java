/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dependencies run one way: api &lt;- reference-kernels, vector-kernels; api &lt;- interpreter;
 * interpreter &lt;- conformance &lt;- training &lt;- examples &lt;- cli; interpreter &lt;- jmh.
 * Providers arrive through the ServiceLoader, never by import.
 */
class ArchitectureTest {
  private static final String VECTOR_API = "jdk.incubator.vector";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.tflm4j");

  /** What each module on this test's class path may import besides itself. */
  private static Stream<Arguments> modules() {
    var jdk = inJdkModules(ArchitectureTest::isStandard);
    var api = inPackage("org.tflm4j.api");
    var interpreter = inPackage("org.tflm4j.interpreter");
    return Stream.of(
        arguments("api", "org.tflm4j.api", inJdkModules("java.base"::equals)),
        arguments("reference-kernels", "org.tflm4j.kernels.reference", api.or(jdk)),
        arguments(
            "vector-kernels", "org.tflm4j.kernels.vector", api.or(jdk).or(inPackage(VECTOR_API))),
        arguments(
            "interpreter",
            "org.tflm4j.interpreter",
            api.or(jdk).or(inPackage("com.google.flatbuffers"))),
        arguments(
            "conformance",
            "org.tflm4j.conformance",
            api.or(interpreter)
                .or(jdk)
                .or(inPackage("com.google.flatbuffers"))
                .or(inPackage("com.fasterxml.jackson"))
                .or(inPackage("me.tongfei.progressbar"))
                .or(inPackage("org.junit.jupiter"))
                .or(inPackage("org.opentest4j"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modules")
  void importsOnlyWhatItMay(String module, String root, DescribedPredicate<JavaClass> imports)
      throws IOException {
    Set<String> sources = sourceClasses(module);
    ArchRule rule =
        classes()
            .that(inPackage(root))
            .should()
            .onlyDependOnClassesThat(inPackage(root).or(imports))
            // Only a module without any class may be empty.
            .allowEmptyShould(sources.isEmpty());
    rule.check(CLASSES);
    assertThat(CLASSES.stream().map(JavaClass::getName)).containsAll(sources);
  }

  /** The families of operators, the same in every module. */
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

  /** Operators by root package and family; not every family is in every module. */
  private static Stream<Arguments> families() {
    return Stream.of(
            "org.tflm4j.interpreter.prepare",
            "org.tflm4j.kernels.reference",
            "org.tflm4j.kernels.vector",
            "org.tflm4j.conformance.sampler")
        .flatMap(root -> FAMILIES.stream().map(family -> arguments(root, family)))
        .filter(pair -> hasClasses(pair.get()[0] + "." + pair.get()[1]));
  }

  private static boolean hasClasses(String packageName) {
    return CLASSES.stream().anyMatch(type -> type.getPackageName().equals(packageName));
  }

  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource("families")
  void familiesUseNoOtherFamily(String root, String family) {
    DescribedPredicate<JavaClass> others =
        inFamilies(root, FAMILIES.stream().filter(other -> !other.equals(family)).toList());
    noClasses()
        .that(inPackage(root + "." + family))
        .should()
        .dependOnClassesThat(others)
        .check(CLASSES);
  }

  /** What families share knows none of them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.tflm4j.interpreter.prepare",
        "org.tflm4j.kernels.reference",
        "org.tflm4j.kernels.vector"
      })
  void supportUsesNoFamily(String root) {
    noClasses()
        .that(inPackage(root + ".support"))
        .should()
        .dependOnClassesThat(inFamilies(root, FAMILIES))
        .check(CLASSES);
  }

  /** A family's door is one registrar: nobody outside imports anything else of it. */
  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource("families")
  void aFamilyIsEnteredThroughItsRegistrar(String root, String family) {
    String registrar = "(Preparers|Kernels|Samplers)$";
    noClasses()
        .that(DescribedPredicate.not(inPackage(root + "." + family)))
        .should()
        .dependOnClassesThat(
            inPackage(root + "." + family)
                .and(
                    DescribedPredicate.describe(
                        "are not its registrar",
                        type -> !type.getSimpleName().matches("[A-Z][a-z]+" + registrar))))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> inFamilies(String root, List<String> families) {
    return DescribedPredicate.describe(
        "are in one of the families " + families,
        type -> families.stream().anyMatch(family -> inPackage(root + "." + family).test(type)));
  }

  /** No package of a module imports one that imports it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.tflm4j.interpreter.prepare",
        "org.tflm4j.kernels.reference",
        "org.tflm4j.kernels.vector",
        "org.tflm4j.conformance.sampler"
      })
  void packagesHaveNoCircles(String root) {
    slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES.that(inPackage(root)));
  }

  /** The modules that this module does not depend on are checked by their sources. */
  @Test
  void nobodyImportsTheCommandLine() throws IOException {
    for (String module :
        List.of(
            "api",
            "reference-kernels",
            "vector-kernels",
            "interpreter",
            "conformance",
            "training",
            "examples",
            "jmh")) {
      assertNoSourceMentions(module, "org.tflm4j.cli");
    }
  }

  @Test
  void nobodyImportsAProvider() throws IOException {
    for (String module :
        List.of("api", "interpreter", "conformance", "training", "examples", "cli", "jmh")) {
      assertNoSourceMentions(module, "import org.tflm4j.kernels.");
      assertNoSourceMentions(module, "requires org.tflm4j.kernels.");
    }
  }

  @Test
  void onlyVectorKernelsImportsTheVectorApi() throws IOException {
    for (String module :
        List.of(
            "api",
            "reference-kernels",
            "interpreter",
            "conformance",
            "training",
            "examples",
            "cli",
            "jmh")) {
      assertNoSourceMentions(module, "import " + VECTOR_API);
      assertNoSourceMentions(module, "requires " + VECTOR_API);
    }
  }

  private static void assertNoSourceMentions(String module, String text) throws IOException {
    for (Path source : sources(module)) {
      assertThat(source).content().as("%s", source).doesNotContain(text);
    }
  }

  private static DescribedPredicate<JavaClass> inPackage(String root) {
    return JavaClass.Predicates.resideInAPackage(root + "..");
  }

  /** True for the modules of the JDK that are not incubating. */
  private static boolean isStandard(String module) {
    return (module.startsWith("java.") || module.startsWith("jdk."))
        && !module.startsWith("jdk.incubator.");
  }

  private static DescribedPredicate<JavaClass> inJdkModules(Predicate<String> modules) {
    Set<String> packages =
        ModuleLayer.boot().modules().stream()
            .filter(module -> modules.test(module.getName()))
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toUnmodifiableSet());
    assertThat(packages).isNotEmpty();
    return DescribedPredicate.describe(
        "are in the permitted modules of the JDK",
        type -> {
          JavaClass component = type.getBaseComponentType();
          return component.isPrimitive() || packages.contains(component.getPackageName());
        });
  }

  /** The names of the top-level classes of a module, from the names of its source files. */
  private static Set<String> sourceClasses(String module) throws IOException {
    Path main = sourceFolder(module);
    return sources(module).stream()
        .map(source -> main.relativize(source).toString())
        .filter(source -> !source.endsWith("-info.java"))
        .map(source -> source.replaceFirst("\\.java$", "").replace('/', '.').replace('\\', '.'))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Path> sources(String module) throws IOException {
    try (Stream<Path> files = Files.walk(sourceFolder(module))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).as("sources of %s", module).isNotEmpty();
      return sources;
    }
  }

  private static Path sourceFolder(String module) {
    return Path.of("..", module, "src", "main", "java");
  }
}
