/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs that do not compile the vector kernels run the reference kernels, and say why. */
class WithoutVectorInstructionsTest {
  private static final Set<String> X86 = Set.of("amd64", "x86_64");

  /** Flags of a JVM, and what its one line of log has to name. */
  private static Stream<Arguments> jvms() {
    // Anywhere: no fused multiply-add, no optimising compiler.
    Stream<Arguments> everywhere =
        Stream.of(
            arguments("-XX:-UseFMA", "UseFMA is false", "-XX:-UseFMA"),
            arguments("-XX:TieredStopAtLevel=1", "TieredStopAtLevel is 1", "TieredStopAtLevel"));
    // UseAVX is an option of x86 alone; HotSpot for aarch64 raises MaxVectorSize to 16.
    Stream<Arguments> x86 =
        Stream.of(
            arguments("-XX:UseAVX=0", "UseFMA is false", "-XX:UseAVX=0"),
            arguments("-XX:MaxVectorSize=8", "8 bytes", "-XX:MaxVectorSize"));
    return X86.contains(System.getProperty("os.arch"))
        ? Stream.concat(everywhere, x86)
        : everywhere;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void theReferenceKernelsRunAfterOneLoggedLine(String flag, String cause, String remedy)
      throws IOException, InterruptedException {
    List<String> output = run(flag);

    assertThat(output).contains("providers [reference]", "RELU runs on reference");
    List<String> logged = output.stream().filter(line -> line.contains("Kernel provider")).toList();
    assertThat(logged).as("logged lines").hasSize(1);
    assertThat(logged.getFirst()).contains("vector is not used", cause, remedy);
  }

  /** The flags are the cause: without them the same JVM runs the vector kernels. */
  @Test
  void aPlainJvmRunsTheVectorKernels() throws IOException, InterruptedException {
    assertThat(run("-XX:MaxVectorSize=16"))
        .contains("providers [vector, reference]", "RELU runs on vector");
  }

  private static List<String> run(String flag) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            flag,
            "-cp",
            System.getProperty("java.class.path"),
            ProviderProbe.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as("%s: %s", flag, lines).isZero();
    return lines;
  }
}
