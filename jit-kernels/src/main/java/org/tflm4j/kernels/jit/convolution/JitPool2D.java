/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.Pool2D;
import org.tflm4j.api.op.Pool2D.Kind;
import org.tflm4j.api.op.Pool2D.Quantized;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;

/**
 * AVERAGE_POOL_2D and MAX_POOL_2D of INT8.
 *
 * <p>An average is the sum of {@code n} taps, {@code n / 2} away from zero, divided and truncated.
 * The code adds another half and multiplies by the reciprocal as a float. What is truncated then
 * lies at least 1 / (2 n) from any integer. Sum and halves are exact, reciprocal and product are
 * off by at most 129 * 1.5 * 2^-23 whatever the rounding mode, which is less for n up to 2^14.
 */
public final class JitPool2D {
  private static final int MOST_AVERAGED_TAPS = 1 << 14;

  /** A careful guess: a tenth of what a core with AVX-512 does, a quarter with AVX2. */
  private static final long TAPS_PER_NANO = 5;

  private JitPool2D() {}

  /** What the code depends on. */
  private record Key(PoolGeometry geometry, Target target) {}

  /** Returns how the operator is computed, or why it is not. */
  static Offer create(Pool2D op, KernelRequest request, Target target) {
    TensorSpec input = request.input(Pool2D.INPUT);
    if (!(op.numerics() instanceof Quantized numerics) || input.type() != TensorType.INT8) {
      return Offer.declined("there is no machine code for " + op.name() + " of " + input.type());
    }
    if (input.isConstant()) {
      return Offer.declined("its input is a constant");
    }
    PoolGeometry geometry =
        PoolGeometry.of(
            op.kind() == Kind.AVERAGE,
            op.window(),
            input.shape(),
            request.output(Pool2D.OUTPUT).shape());
    if (geometry.average() && geometry.mostTaps() > MOST_AVERAGED_TAPS) {
      return Offer.declined("its windows have more than " + MOST_AVERAGED_TAPS + " taps");
    }
    MemorySegment tables = request.memory().allocate(geometry.tableBytes(), 64);
    fill(tables, geometry, numerics.activation());
    MachineCode code =
        CodeCache.get(
            new Key(geometry, target),
            () -> MachineCode.of(op.name(), PoolCode.emit(geometry, target)));
    int rowBytes = geometry.pixels() * geometry.depth();
    List<Step> steps = new ArrayList<>();
    for (int image = 0; image < input.shape().dimension(0); image++) {
      steps.add(
          new Step(
              code,
              List.of(
                  new StateWord.Input(
                      0, (long) image * geometry.imageRows() * geometry.imageRowBytes()),
                  new StateWord.Output(0, (long) image * geometry.rows() * rowBytes),
                  new StateWord.Constant(tables)),
              geometry.rows(),
              geometry.mostTaps() * rowBytes / TAPS_PER_NANO));
    }
    return Program.of(steps, 0);
  }

  private static void fill(MemorySegment tables, PoolGeometry geometry, IntegerRange activation) {
    tables.set(ValueLayout.JAVA_BYTE, 0, (byte) activation.min());
    tables.set(ValueLayout.JAVA_BYTE, 1, (byte) activation.max());
    long at = geometry.rowsAt();
    for (int row = 0; row < geometry.rows(); row++) {
      tables.set(ValueLayout.JAVA_INT, at, geometry.firstRow(row) * geometry.imageRowBytes());
      tables.set(ValueLayout.JAVA_INT, at + Integer.BYTES, geometry.tapRows(row));
      at += PoolGeometry.ENTRY;
    }
    for (int column = 0; column < geometry.pixels(); column++) {
      tables.set(ValueLayout.JAVA_INT, at, geometry.firstColumn(column) * geometry.depth());
      tables.set(ValueLayout.JAVA_INT, at + Integer.BYTES, geometry.tapColumns(column));
      at += PoolGeometry.ENTRY;
    }
    if (geometry.average()) {
      for (int taps = 1; taps <= geometry.mostTaps(); taps++) {
        at = geometry.countsAt() + (long) PoolGeometry.ENTRY * taps;
        int half = taps / 2;
        tables.set(ValueLayout.JAVA_FLOAT, at, half + 0.5f);
        tables.set(ValueLayout.JAVA_FLOAT, at + Float.BYTES, 1f / taps);
      }
    }
  }
}
