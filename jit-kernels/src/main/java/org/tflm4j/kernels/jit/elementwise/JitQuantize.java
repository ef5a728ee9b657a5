/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;

/** QUANTIZE of FLOAT32, by a table of types of 8 bits, and of INT16 and INT32 in integers. */
final class JitQuantize {
  private JitQuantize() {}

  static Offer create(Quantize op, KernelRequest request, Target target) {
    if (request.input(Quantize.INPUT).isConstant()) {
      return Offer.declined("its input is a constant");
    }
    TensorType outputType = request.output(Quantize.OUTPUT).type();
    return switch (op.numerics()) {
      case Quantize.Real numerics -> real(numerics, outputType, request, target);
      case Quantize.Quantized numerics ->
          request.inputType(Quantize.INPUT).bits() == Byte.SIZE
              ? bytes(op, numerics, outputType, request, target)
              : integers(op, numerics, outputType, request, target);
    };
  }

  private static Offer real(
      Quantize.Real numerics, TensorType outputType, KernelRequest request, Target target) {
    int zeroPoint = numerics.outputZeroPoint();
    if (zeroPoint != (short) zeroPoint || outputType.bits() > Short.SIZE) {
      return Offer.declined("its zero point or output has more than 16 bits");
    }
    MemorySegment constant = request.memory().allocate(64, 64);
    constant.set(ValueLayout.JAVA_FLOAT, FloatQuantizeCode.SCALE, numerics.outputScale());
    constant.set(ValueLayout.JAVA_INT, FloatQuantizeCode.ZERO_POINT, zeroPoint);
    FloatQuantizeCode.fill(constant);
    var key = new FloatQuantizeCode(outputType, target);
    MachineCode code = CodeCache.get(key, () -> MachineCode.of("QUANTIZE FLOAT32", key.emit()));
    return new Program(
        ElementRuns.steps(code, request, constant),
        0,
        List.of(),
        List.of(InputOverlap.inPlace(Quantize.INPUT)));
  }

  private static Offer bytes(
      Quantize op,
      Quantize.Quantized numerics,
      TensorType outputType,
      KernelRequest request,
      Target target) {
    TensorType inputType = request.inputType(Quantize.INPUT);
    int min = min(outputType);
    int max = max(outputType);
    int[] table = new int[ByteTable.SIZE];
    for (int i = 0; i < table.length; i++) {
      int value = inputType == TensorType.UINT8 ? i : (byte) i;
      int scaled = numerics.multiplier().apply(value - numerics.inputZeroPoint());
      table[i] = Math.clamp(scaled + numerics.outputZeroPoint(), min, max);
    }
    if (outputType.bits() == Byte.SIZE) {
      byte[] narrow = new byte[table.length];
      for (int i = 0; i < table.length; i++) {
        narrow[i] = (byte) table[i];
      }
      return ByteTable.of(op, narrow, request, target);
    }
    MemorySegment constant = request.memory().allocate((long) Integer.BYTES * table.length, 64);
    MemorySegment.copy(table, 0, constant, ValueLayout.JAVA_INT, 0, table.length);
    var key = new WideTableCode(outputType, target);
    MachineCode code = CodeCache.get(key, () -> MachineCode.of("QUANTIZE INT8", key.emit()));
    return Program.of(ElementRuns.steps(code, request, constant), 0);
  }

  private static Offer integers(
      Quantize op,
      Quantize.Quantized numerics,
      TensorType outputType,
      KernelRequest request,
      Target target) {
    TensorType inputType = request.inputType(Quantize.INPUT);
    if (numerics.multiplier().multiplier() < 0) {
      return ByteTable.declined(op, request);
    }
    MemorySegment constant = request.memory().allocate(IntegerQuantizeCode.CONSTANT_BYTES, 64);
    IntegerQuantizeCode.fill(constant, numerics);
    var key = new IntegerQuantizeCode(inputType, outputType, target);
    MachineCode code =
        CodeCache.get(key, () -> MachineCode.of("QUANTIZE " + inputType, key.emit()));
    List<InputOverlap> overlaps =
        outputType.bits() <= inputType.bits()
            ? List.of(InputOverlap.inPlace(Quantize.INPUT))
            : List.of();
    return new Program(ElementRuns.steps(code, request, constant), 0, List.of(), overlaps);
  }

  private static int min(TensorType type) {
    return type == TensorType.UINT8 ? 0 : -1 << (type.bits() - 1);
  }

  private static int max(TensorType type) {
    return type == TensorType.UINT8 ? 0xFF : (int) ((1L << (type.bits() - 1)) - 1);
  }
}
