/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.arithmetic;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.Arithmetic.Kind;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.op.OutputScaling;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.LaneRescaler;

/** ADD, SUB and MUL of INT8, INT16 and FLOAT32, with broadcasting. */
public final class VectorArithmetic {
  private VectorArithmetic() {}

  /** Answers a request for an operator of arithmetic. */
  public static KernelAnswer answer(Arithmetic op, KernelRequest request) {
    if (op.kind() == Kind.DIV || op.kind() == Kind.SQUARED_DIFFERENCE) {
      return KernelAnswer.declined("there is no vector kernel for " + op.name());
    }
    TensorType type = request.inputType(Arithmetic.INPUT1);
    return switch (op.numerics()) {
      case Arithmetic.Real(RealRange activation) ->
          answer(
              op,
              request,
              op.kind() == Kind.MUL
                  ? new FloatProduct(activation)
                  : new FloatSum(op.kind(), activation));
      case Arithmetic.Integers numerics ->
          KernelAnswer.declined("the vector kernel takes INT8, INT16 and FLOAT32, not " + type);
      case Arithmetic.CommonScale numerics ->
          answer(op, request, new QuantizedSum(op.kind(), numerics, type));
      case Arithmetic.Product numerics -> answer(op, request, new QuantizedProduct(numerics, type));
    };
  }

  private static KernelAnswer answer(
      Arithmetic op, KernelRequest request, BroadcastBlocks.BlockArithmetic arithmetic) {
    return KernelAnswer.of(new BroadcastBlocks(op.broadcast(), request, arithmetic));
  }

  /** Stores results on the output's scale. */
  private static void store(
      TensorType type,
      OutputScaling scaling,
      float[] lanes,
      int at,
      int count,
      byte[] bytes,
      int outputAt) {
    ElementLanes.storeIntegers(
        type, lanes, at, count, scaling.zeroPoint(), scaling.activation(), bytes, outputAt);
  }

  /**
   * Both inputs are brought to a common scale, their sum to the output's. Lanes fit where the
   * reference kernel's ints fit, and wrap where they wrap.
   */
  private static final class QuantizedSum implements BroadcastBlocks.BlockArithmetic {
    private final TensorType type;
    private final OutputScaling scaling;

    /** -1 to subtract the second input, 0 to add it. */
    private final int negation;

    private final LaneRescaler input1;
    private final LaneRescaler input2;
    private final LaneRescaler output;

    /** Null where it does not serve. */
    private final Int8SumEstimate estimate;

    QuantizedSum(Kind kind, Arithmetic.CommonScale numerics, TensorType type) {
      this.type = type;
      this.scaling = numerics.output();
      this.negation = kind == Kind.SUB ? -1 : 0;
      this.input1 = rescaler(numerics.input1());
      this.input2 = rescaler(numerics.input2());
      this.output = new LaneRescaler(0, 0, scaling.multiplier());
      this.estimate = type == TensorType.INT8 ? Int8SumEstimate.of(numerics, negation | 1) : null;
    }

    private static LaneRescaler rescaler(InputScaling input) {
      return new LaneRescaler(-input.zeroPoint(), input.leftShift(), input.multiplier());
    }

    @Override
    public int spareBlocks() {
      return 1;
    }

    @Override
    public void compute(float[] lanes, int at1, int at2, int count, byte[] bytes, int outputAt) {
      int spare = at2 + (at2 - at1);
      if (estimate != null && estimate.apply(lanes, at1, at2, count, spare)) {
        int offset = -Int8SumEstimate.bias();
        ElementLanes.storeIntegers(
            type, lanes, spare, count, offset, scaling.activation(), bytes, outputAt);
        return;
      }
      input1.apply(lanes, at1, count);
      input2.apply(lanes, at2, count);
      for (int i = 0; i < count; i += INTS.length()) {
        var a = FloatVector.fromArray(FLOATS, lanes, at1 + i).reinterpretAsInts();
        var b = FloatVector.fromArray(FLOATS, lanes, at2 + i).reinterpretAsInts();
        a.add(b.lanewise(VectorOperators.XOR, negation).sub(negation))
            .reinterpretAsFloats()
            .intoArray(lanes, at1 + i);
      }
      output.apply(lanes, at1, count);
      store(type, scaling, lanes, at1, count, bytes, outputAt);
    }
  }

  /** Products of two 9-bit or 16-bit numbers fit an int. */
  private static final class QuantizedProduct implements BroadcastBlocks.BlockArithmetic {
    private final TensorType type;
    private final Arithmetic.Product numerics;
    private final OutputScaling scaling;
    private final LaneRescaler output;

    QuantizedProduct(Arithmetic.Product numerics, TensorType type) {
      this.type = type;
      this.numerics = numerics;
      this.scaling = numerics.output();
      this.output = new LaneRescaler(0, 0, scaling.multiplier());
    }

    @Override
    public void compute(float[] lanes, int at1, int at2, int count, byte[] bytes, int outputAt) {
      int zeroPoint1 = numerics.input1ZeroPoint();
      int zeroPoint2 = numerics.input2ZeroPoint();
      for (int i = 0; i < count; i += INTS.length()) {
        var a = FloatVector.fromArray(FLOATS, lanes, at1 + i).reinterpretAsInts();
        var b = FloatVector.fromArray(FLOATS, lanes, at2 + i).reinterpretAsInts();
        a.sub(zeroPoint1).mul(b.sub(zeroPoint2)).reinterpretAsFloats().intoArray(lanes, at1 + i);
      }
      output.apply(lanes, at1, count);
      store(type, scaling, lanes, at1, count, bytes, outputAt);
    }
  }

  /** A fused multiplication with 1 or -1 rounds as an addition or subtraction does. */
  private static final class FloatSum implements BroadcastBlocks.BlockArithmetic {
    private final RealRange activation;
    private final float sign;

    FloatSum(Kind kind, RealRange activation) {
      this.activation = activation;
      this.sign = kind == Kind.SUB ? -1 : 1;
    }

    @Override
    public void compute(float[] lanes, int at1, int at2, int count, byte[] bytes, int outputAt) {
      FloatVector signs = FloatVector.broadcast(FLOATS, sign);
      for (int i = 0; i < count; i += FLOATS.length()) {
        FloatVector a = FloatVector.fromArray(FLOATS, lanes, at1 + i);
        FloatVector.fromArray(FLOATS, lanes, at2 + i).fma(signs, a).intoArray(lanes, at1 + i);
      }
      ElementLanes.storeReals(lanes, at1, count, activation, bytes, outputAt);
    }
  }

  private static final class FloatProduct implements BroadcastBlocks.BlockArithmetic {
    private final RealRange activation;

    FloatProduct(RealRange activation) {
      this.activation = activation;
    }

    @Override
    public void compute(float[] lanes, int at1, int at2, int count, byte[] bytes, int outputAt) {
      for (int i = 0; i < count; i += FLOATS.length()) {
        FloatVector.fromArray(FLOATS, lanes, at1 + i)
            .mul(FloatVector.fromArray(FLOATS, lanes, at2 + i))
            .intoArray(lanes, at1 + i);
      }
      ElementLanes.storeReals(lanes, at1, count, activation, bytes, outputAt);
    }
  }
}
