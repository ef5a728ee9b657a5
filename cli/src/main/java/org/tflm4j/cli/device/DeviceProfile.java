/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

/**
 * The properties of a device that the sizes of C++ structs depend on. Integers of 8 bytes and
 * doubles are aligned to 8 bytes on both profiles, as the procedure call standards of Arm and
 * RISC-V require.
 *
 * @param name its name in reports
 * @param pointerBytes bytes of a pointer and of {@code size_t}
 */
public record DeviceProfile(String name, int pointerBytes) {
  /** Microcontrollers: Cortex-M, RV32, Xtensa. */
  public static final DeviceProfile BITS_32 = new DeviceProfile("32-bit", 4);

  /** Desktop and server processors. */
  public static final DeviceProfile BITS_64 = new DeviceProfile("64-bit", 8);
}
