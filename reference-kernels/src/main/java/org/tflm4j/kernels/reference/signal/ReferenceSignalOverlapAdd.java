/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.SignalOverlapAdd;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code signal/src/overlap_add.cc}. The state of a row is a frame of sums, whose first
 * step is written next.
 */
final class ReferenceSignalOverlapAdd implements Kernel {
  private final SignalOverlapAdd op;
  private final Adder adder;
  private final int frameBytes;
  private final int stepBytes;

  /** Adds samples to sums. Offsets are in bytes. */
  @FunctionalInterface
  private interface Adder {
    void add(byte[] samples, int samplesAt, byte[] sums, int sumsAt, int count);
  }

  ReferenceSignalOverlapAdd(SignalOverlapAdd op) {
    this.op = op;
    int sampleBytes;
    switch (op.numerics()) {
      case SignalOverlapAdd.Saturating _ -> {
        this.adder = ReferenceSignalOverlapAdd::addInt16;
        sampleBytes = Short.BYTES;
      }
      case SignalOverlapAdd.Real _ -> {
        this.adder = ReferenceSignalOverlapAdd::addFloat32;
        sampleBytes = Float.BYTES;
      }
    }
    this.frameBytes = op.frameSize() * sampleBytes;
    this.stepBytes = op.frameStep() * sampleBytes;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.persistent(op.rows() * frameBytes);
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalOverlapAdd.INPUT);
    Tensor output = context.output(SignalOverlapAdd.OUTPUT);
    byte[] arena = context.arena();
    for (int row = 0; row < op.rows(); row++) {
      int sumsAt = context.persistentOffset(0) + row * frameBytes;
      int sumsEnd = sumsAt + frameBytes;
      for (int frame = row * op.frames(); frame < (row + 1) * op.frames(); frame++) {
        adder.add(input.data(), input.offset() + frame * frameBytes, arena, sumsAt, op.frameSize());
        System.arraycopy(
            arena, sumsAt, output.data(), output.offset() + frame * stepBytes, stepBytes);
        System.arraycopy(arena, sumsAt + stepBytes, arena, sumsAt, frameBytes - stepBytes);
        Arrays.fill(arena, sumsEnd - stepBytes, sumsEnd, (byte) 0);
      }
    }
  }

  private static void addInt16(byte[] samples, int samplesAt, byte[] sums, int sumsAt, int count) {
    for (int at = 0; at < 2 * count; at += 2) {
      int sum =
          LittleEndian.getShort(samples, samplesAt + at) + LittleEndian.getShort(sums, sumsAt + at);
      LittleEndian.putShort(
          sums, sumsAt + at, (short) Math.min(Math.max(sum, Short.MIN_VALUE), Short.MAX_VALUE));
    }
  }

  private static void addFloat32(
      byte[] samples, int samplesAt, byte[] sums, int sumsAt, int count) {
    for (int at = 0; at < 4 * count; at += 4) {
      LittleEndian.putFloat(
          sums,
          sumsAt + at,
          LittleEndian.getFloat(sums, sumsAt + at)
              + LittleEndian.getFloat(samples, samplesAt + at));
    }
  }
}
