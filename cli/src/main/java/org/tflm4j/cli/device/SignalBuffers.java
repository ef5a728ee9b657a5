/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import java.util.List;
import org.tflm4j.api.op.SignalDelay;
import org.tflm4j.api.op.SignalFilterBank;
import org.tflm4j.api.op.SignalFilterBankSpectralSubtraction;
import org.tflm4j.api.op.SignalFramer;
import org.tflm4j.api.op.SignalIrfft;
import org.tflm4j.api.op.SignalOverlapAdd;
import org.tflm4j.api.op.SignalRfft;
import org.tflm4j.api.op.SignalStacker;
import org.tflm4j.api.tensor.TensorType;

/**
 * The buffers that TFLM's signal operators keep between invocations, beside their {@code Params}.
 * Mirrors {@code signal/micro/kernels}, {@code signal/src/circular_buffer.cc} and kissfft's {@code
 * kiss_fftr_alloc}.
 */
final class SignalBuffers {
  private SignalBuffers() {}

  /** Adds the sizes in bytes of an operator's buffers, none where it is no signal operator. */
  static void persistent(DeviceProfile profile, OperatorTensors operator, List<Long> sizes) {
    TensorType type = operator.outputCount() == 0 ? null : operator.output(0).type();
    switch (operator.op()) {
      case SignalDelay delay ->
          rings(profile, delay.rows(), (long) delay.frameSize() + delay.delayLength(), sizes);
      case SignalFramer framer -> {
        int steps = Math.ceilDiv(framer.frameSize(), framer.frameStep());
        rings(profile, framer.rows(), (long) steps * framer.frameStep(), sizes);
      }
      case SignalOverlapAdd add -> {
        sizes.add((long) profile.pointerBytes() * add.rows());
        for (int row = 0; row < add.rows(); row++) {
          sizes.add(type.bytesFor(add.frameSize()));
        }
      }
      case SignalStacker stacker ->
          sizes.add(ring(profile, (long) stacker.channels() * stacker.instants()));
      case SignalFilterBank bank -> sizes.add((long) Long.BYTES * (bank.channels() + 1));
      case SignalFilterBankSpectralSubtraction subtraction ->
          sizes.add((long) Integer.BYTES * subtraction.channels());
      case SignalRfft fft -> sizes.add(fft(profile, type, fft.fftLength()));
      case SignalIrfft fft ->
          sizes.add(
              fft(profile, type, fft.fftLength())
                  + (type == TensorType.FLOAT32 ? size(profile, "signal.irfft_float") : 0));
      default -> {}
    }
  }

  private static int size(DeviceProfile profile, String struct) {
    return TflmStructs.of(struct).size(profile);
  }

  /** A ring buffer of samples for each row, and two tables of pointers to them. */
  private static void rings(DeviceProfile profile, int rows, long capacity, List<Long> sizes) {
    sizes.add((long) profile.pointerBytes() * rows);
    sizes.add((long) profile.pointerBytes() * rows);
    for (int row = 0; row < rows; row++) {
      sizes.add(ring(profile, capacity));
    }
  }

  /** TFLM's ring buffer has room for twice its capacity, so that any window of it is contiguous. */
  private static long ring(DeviceProfile profile, long capacity) {
    return size(profile, "signal.circular_buffer") + 2 * Short.BYTES * capacity;
  }

  /** A real FFT runs a complex one of half the length. */
  private static long fft(DeviceProfile profile, TensorType type, int fftLength) {
    long complexBytes = 2L * type.bytes();
    long length = fftLength / 2;
    return size(profile, "signal.fft_real")
        + size(profile, "signal.fft_complex")
        + complexBytes * length
        + complexBytes * (length * 3 / 2);
  }
}
