/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.reduction;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.OutputScaling;
import org.tflm4j.api.op.Reduction;
import org.tflm4j.api.op.Reduction.Kind;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;
import org.tflm4j.kernels.jit.support.product.SingleScale;

/** MEAN and SUM of INT8 and FLOAT32, REDUCE_MAX and REDUCE_MIN of INT8. */
final class JitReduction {
  private static final IntegerRange INT8 = new IntegerRange(Byte.MIN_VALUE, Byte.MAX_VALUE);

  /** A careful guess: a tenth of what a core with AVX-512 does. */
  private static final long ELEMENTS_PER_NANO = 4;

  private JitReduction() {}

  static Offer create(Reduction op, KernelRequest request, Target target) {
    if (request.input(Reduction.INPUT).isConstant()) {
      return Offer.declined("its input is a constant");
    }
    if (op.reducedAxes() == Reduction.AXES_AT_RUN_TIME || op.inputShape().elementCount() == 0) {
      return Offer.declined("its axes are no constant or its input is empty");
    }
    ReductionWalk walk = ReductionWalk.of(op.inputShape(), op.reducedAxes());
    return switch (op.numerics()) {
      case Reduction.QuantizedSum numerics -> int8Sum(op, numerics, walk, request, target);
      case Reduction.Bytes() -> {
        if (op.kind() == Kind.REDUCE_ALL) {
          yield declined(op, request);
        }
        var work = new Int8ExtremeWork(op.kind() == Kind.REDUCE_MAX);
        yield program(op, work, request.memory().allocate(64, 64), walk, request, target);
      }
      case Reduction.Real() -> {
        if (op.kind() != Kind.MEAN && op.kind() != Kind.SUM) {
          yield declined(op, request);
        }
        MemorySegment constant = request.memory().allocate(64, 64);
        constant.set(ValueLayout.JAVA_FLOAT, 0, walk.count());
        yield program(op, new RealSumWork(op.kind() == Kind.MEAN), constant, walk, request, target);
      }
    };
  }

  private static Offer declined(Reduction op, KernelRequest request) {
    return Offer.declined(
        "there is no machine code for " + op.name() + " of " + request.inputType(0));
  }

  private static Offer int8Sum(
      Reduction op,
      Reduction.QuantizedSum numerics,
      ReductionWalk walk,
      KernelRequest request,
      Target target) {
    if (request.inputType(Reduction.INPUT) != TensorType.INT8
        || numerics.multiplier().multiplier() < 0) {
      return declined(op, request);
    }
    int count = walk.count();
    QuantizedMultiplier multiplier = numerics.multiplier();
    if (op.kind() == Kind.MEAN) {
      multiplier = divided(multiplier, count);
    }
    long bias = -(long) numerics.inputZeroPoint() * count;
    long least = Byte.MIN_VALUE * (long) count + bias;
    long greatest = Byte.MAX_VALUE * (long) count + bias;
    boolean wraps = least < Integer.MIN_VALUE || greatest > Integer.MAX_VALUE;
    OutputScaling output = new OutputScaling(multiplier, numerics.outputZeroPoint(), INT8);
    SingleScale scale =
        wraps
            ? SingleScale.of(output, Integer.MIN_VALUE, Integer.MAX_VALUE)
            : SingleScale.of(output, (int) least, (int) greatest);
    MemorySegment constant = request.memory().allocate(SingleScale.BYTES, 64);
    scale.fill(constant, target.vectorBytes(), (int) bias);
    return program(op, new Int8SumWork(scale.epilogue(false)), constant, walk, request, target);
  }

  /**
   * Returns a multiplier over a number of elements as the reference has it: it grows by as many
   * bits as the number has before it is divided.
   */
  private static QuantizedMultiplier divided(QuantizedMultiplier multiplier, int count) {
    int headroom = Math.min(31 - Integer.numberOfLeadingZeros(count), 31 + multiplier.shift());
    return new QuantizedMultiplier(
        (int) (((long) multiplier.multiplier() << headroom) / count),
        multiplier.shift() - headroom);
  }

  private static Program program(
      Reduction op,
      ReductionWork work,
      MemorySegment constant,
      ReductionWalk walk,
      KernelRequest request,
      Target target) {
    ReductionCode key = new ReductionCode(work, walk.keepsRun(), walk.run(), target);
    MachineCode code = CodeCache.get(key, () -> MachineCode.of(op.name(), key.emit()));
    int bytes = work.elementBytes();
    long unitNanos = 10 + (long) walk.run() * walk.taps().length * bytes / ELEMENTS_PER_NANO;
    return Program.of(
        List.of(
            new Step(
                code,
                List.of(
                    StateWord.input(Reduction.INPUT),
                    StateWord.output(Reduction.OUTPUT),
                    new StateWord.Constant(constant),
                    new StateWord.Constant(offsets(walk.units(), bytes, request)),
                    new StateWord.Constant(offsets(walk.taps(), bytes, request)),
                    new StateWord.Literal(walk.taps().length)),
                walk.units().length,
                unitNanos)),
        0);
  }

  private static MemorySegment offsets(int[] elements, int bytes, KernelRequest request) {
    MemorySegment table = request.memory().allocate((long) Integer.BYTES * elements.length, 64);
    for (int i = 0; i < elements.length; i++) {
      table.set(ValueLayout.JAVA_INT, (long) Integer.BYTES * i, elements[i] * bytes);
    }
    return table;
  }
}
