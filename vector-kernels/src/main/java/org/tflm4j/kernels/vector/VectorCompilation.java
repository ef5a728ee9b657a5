/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.UnaryOperator;
import org.tflm4j.api.spi.Availability;

/**
 * Whether the JVM compiles the Vector API to vector instructions. Where it does not, every vector
 * is an object on the heap, and the kernels are up to 300 times slower than the reference kernels.
 * This class mentions no type of the incubator module.
 */
final class VectorCompilation {
  /** Bytes of the narrowest vectors that the kernels are written for. */
  private static final int MIN_VECTOR_BYTES = 16;

  /** The tier of HotSpot's optimising compiler, which alone knows vectors. */
  private static final int OPTIMISING_TIER = 4;

  /** The answer for this JVM: the options cannot change, and reading them takes about 25 ms. */
  static final Availability AVAILABILITY = ofThisJvm();

  private VectorCompilation() {}

  private static Availability ofThisJvm() {
    try {
      HotSpotDiagnosticMXBean hotSpot =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return hotSpot == null
          ? Availability.AVAILABLE
          : of(name -> hotSpot.getVMOption(name).getValue());
    } catch (LinkageError | IllegalArgumentException notHotSpot) {
      // An image without jdk.management, or another JVM: nothing is known against it.
      return Availability.AVAILABLE;
    }
  }

  /**
   * Judges the options of a JVM.
   *
   * @param options returns the value of an option; throws IllegalArgumentException where the JVM
   *     has no such option, which then counts as fine
   */
  static Availability of(UnaryOperator<String> options) {
    if (value(options, "UseFMA", "true").equals("false")) {
      return Availability.unavailable(
          "this JVM has no fused multiply-add instructions (its option UseFMA is false), so it does"
              + " not compile the vector kernels",
          "run on a processor that has them (x86: AVX and FMA3) and without -XX:-UseFMA and"
              + " -XX:UseAVX=0");
    }
    int vectorBytes = number(options, "MaxVectorSize", MIN_VECTOR_BYTES);
    if (vectorBytes < MIN_VECTOR_BYTES) {
      return Availability.unavailable(
          "the vectors of this JVM have "
              + vectorBytes
              + " bytes (its option MaxVectorSize), the vector kernels need "
              + MIN_VECTOR_BYTES,
          "run on a processor with vectors of 128 bits or more (riscv64: the extension V), without"
              + " a smaller -XX:MaxVectorSize");
    }
    int tier = number(options, "TieredStopAtLevel", OPTIMISING_TIER);
    if (tier < OPTIMISING_TIER) {
      return Availability.unavailable(
          "this JVM runs without its optimising compiler (its option TieredStopAtLevel is "
              + tier
              + "), so it does not compile the vector kernels",
          "start it without -XX:TieredStopAtLevel");
    }
    return Availability.AVAILABLE;
  }

  private static int number(UnaryOperator<String> options, String name, int absent) {
    return Integer.parseInt(value(options, name, Integer.toString(absent)));
  }

  private static String value(UnaryOperator<String> options, String name, String absent) {
    try {
      return options.apply(name);
    } catch (IllegalArgumentException noSuchOption) {
      return absent;
    }
  }
}
