/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.spi.Availability;
import org.tflm4j.api.spi.KernelProvider;

class JitKernelProviderTest {
  @Test
  void isFoundByTheServiceLoader() {
    KernelProvider provider =
        ServiceLoader.load(KernelProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("jit"))
            .findFirst()
            .orElseThrow();
    assertThat(provider).isInstanceOf(JitKernelProvider.class);
    assertThat(provider.priority()).isEqualTo(200);
    assertThat(provider.availability()).isEqualTo(Availability.AVAILABLE);
  }

  @Test
  void otherPlatformsAreUnavailable() {
    Module module = JitKernelProvider.class.getModule();
    assertThat(JitKernelProvider.environment("Linux", "amd64", module).available()).isTrue();
    for (String[] platform :
        new String[][] {{"Linux", "aarch64"}, {"Mac OS X", "x86_64"}, {"Windows 11", "amd64"}}) {
      Availability answer = JitKernelProvider.environment(platform[0], platform[1], module);
      assertThat(answer.available()).isFalse();
      assertThat(answer.reason())
          .contains("this is " + platform[0] + " on " + platform[1])
          .contains("other providers run");
    }
  }

  /** A module without native access, as this one is when the flag is missing. */
  @Test
  void wantsNativeAccess() {
    Availability answer =
        JitKernelProvider.environment("Linux", "amd64", java.util.logging.Logger.class.getModule());
    assertThat(answer.available()).isFalse();
    assertThat(answer.reason())
        .isEqualTo(
            "native access is not enabled for the module java.logging;"
                + " start the JVM with --enable-native-access=java.logging");
  }
}
