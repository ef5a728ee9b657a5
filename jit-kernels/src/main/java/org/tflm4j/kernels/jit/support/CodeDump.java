/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.kernels.jit.code.MachineCode;

/**
 * Writes the code of each operator when its kernel is made, if the system property {@value #FOLDER}
 * names a folder: {@code 0001-CONV_2D-OUTPUT.bin} for {@code objdump -D -b binary -m i386:x86-64},
 * and {@code 0001-CONV_2D-OUTPUT.txt} with the layer, what the code was made for, and the offsets
 * of its tiles and tails. Operators of one shape share their code, which is written for each.
 */
final class CodeDump {
  /** Names the folder. */
  static final String FOLDER = "tflm4j.jit.dump";

  private static final int LONGEST_NAME = 60;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private CodeDump() {}

  /** Writes the code of one operator if that was asked for. */
  static void write(Program program, KernelRequest request) {
    String folder = System.getProperty(FOLDER);
    if (folder == null) {
      return;
    }
    String heading = heading(request);
    Set<MachineCode> pieces = new LinkedHashSet<>();
    program.steps().forEach(step -> pieces.add(step.code()));
    for (MachineCode code : pieces) {
      String stem =
          "%04d-%s-%s"
              .formatted(
                  COUNT.incrementAndGet(),
                  plain(request.op().name()),
                  plain(request.outputs().getFirst().name()));
      code.listing().write(Path.of(folder), stem, heading);
    }
  }

  private static String heading(KernelRequest request) {
    StringBuilder text = new StringBuilder(request.op().name()).append('\n');
    tensors(text, "input ", request.inputs());
    tensors(text, "output ", request.outputs());
    return text.toString();
  }

  private static void tensors(StringBuilder text, String role, List<TensorSpec> tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i) != null) {
        text.append(role).append(i).append(": ").append(tensors.get(i)).append('\n');
      }
    }
  }

  private static String plain(String name) {
    String plain = name.replaceAll("[^\\w.-]+", "_");
    return plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
  }
}
