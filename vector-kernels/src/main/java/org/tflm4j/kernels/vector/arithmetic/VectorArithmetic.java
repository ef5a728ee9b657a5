/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.arithmetic;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.Arithmetic.Kind;
import org.tflm4j.api.op.ArithmeticScaling;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.LaneRescaler;

/** ADD, SUB and MUL of INT8, INT16 and FLOAT32, with broadcasting. */
public final class VectorArithmetic {
  private VectorArithmetic() {}

  public static KernelAnswer answer(Arithmetic op, KernelRequest request) {
    TensorType type = request.inputType(0);
    boolean sum = op.kind() == Kind.ADD || op.kind() == Kind.SUB;
    if (!sum && op.kind() != Kind.MUL) {
      return KernelAnswer.declined("there is no vector kernel for " + op.name());
    }
    if (type != TensorType.INT8 && type != TensorType.INT16 && type != TensorType.FLOAT32) {
      return KernelAnswer.declined("the vector kernel takes INT8, INT16 and FLOAT32, not " + type);
    }
    BroadcastBlocks.BlockArithmetic arithmetic;
    if (type == TensorType.FLOAT32) {
      arithmetic = sum ? new FloatSum(op) : new FloatProduct(op);
    } else {
      arithmetic = sum ? new QuantizedSum(op, type) : new QuantizedProduct(op, type);
    }
    return KernelAnswer.of(new BroadcastBlocks(op.broadcast(), request, arithmetic));
  }

  /**
   * Both inputs are brought to a common scale, their sum to the output's. Lanes fit where the
   * reference kernel's ints fit, and wrap where they wrap.
   */
  private static final class QuantizedSum implements BroadcastBlocks.BlockArithmetic {
    private final TensorType type;
    private final Activation activation;
    private final int outputOffset;

    /** -1 to subtract the second input, 0 to add it. */
    private final int negation;

    private final LaneRescaler input1;
    private final LaneRescaler input2;
    private final LaneRescaler output;

    /** Null where it does not serve. */
    private final Int8SumEstimate estimate;

    QuantizedSum(Arithmetic op, TensorType type) {
      ArithmeticScaling scaling = op.scaling();
      this.type = type;
      this.activation = op.activation();
      this.outputOffset = scaling.outputOffset();
      this.negation = op.kind() == Kind.SUB ? -1 : 0;
      this.input1 =
          new LaneRescaler(scaling.input1Offset(), scaling.leftShift(), scaling.input1Multiplier());
      this.input2 =
          new LaneRescaler(scaling.input2Offset(), scaling.leftShift(), scaling.input2Multiplier());
      this.output = new LaneRescaler(0, 0, scaling.outputMultiplier());
      this.estimate = type == TensorType.INT8 ? Int8SumEstimate.of(scaling, negation | 1) : null;
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
        ElementLanes.store(type, lanes, spare, count, offset, activation, bytes, outputAt);
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
      ElementLanes.store(type, lanes, at1, count, outputOffset, activation, bytes, outputAt);
    }
  }

  /** Products of two 9-bit or 16-bit numbers fit an int. */
  private static final class QuantizedProduct implements BroadcastBlocks.BlockArithmetic {
    private final TensorType type;
    private final Activation activation;
    private final int input1Offset;
    private final int input2Offset;
    private final int outputOffset;
    private final LaneRescaler output;

    QuantizedProduct(Arithmetic op, TensorType type) {
      ArithmeticScaling scaling = op.scaling();
      this.type = type;
      this.activation = op.activation();
      this.input1Offset = scaling.input1Offset();
      this.input2Offset = scaling.input2Offset();
      this.outputOffset = scaling.outputOffset();
      this.output = new LaneRescaler(0, 0, scaling.outputMultiplier());
    }

    @Override
    public void compute(float[] lanes, int at1, int at2, int count, byte[] bytes, int outputAt) {
      for (int i = 0; i < count; i += INTS.length()) {
        var a = FloatVector.fromArray(FLOATS, lanes, at1 + i).reinterpretAsInts();
        var b = FloatVector.fromArray(FLOATS, lanes, at2 + i).reinterpretAsInts();
        a.add(input1Offset)
            .mul(b.add(input2Offset))
            .reinterpretAsFloats()
            .intoArray(lanes, at1 + i);
      }
      output.apply(lanes, at1, count);
      ElementLanes.store(type, lanes, at1, count, outputOffset, activation, bytes, outputAt);
    }
  }

  /** A fused multiplication with 1 or -1 rounds as an addition or subtraction does. */
  private static final class FloatSum implements BroadcastBlocks.BlockArithmetic {
    private final Activation activation;
    private final float sign;

    FloatSum(Arithmetic op) {
      this.activation = op.activation();
      this.sign = op.kind() == Kind.SUB ? -1 : 1;
    }

    @Override
    public void compute(float[] lanes, int at1, int at2, int count, byte[] bytes, int outputAt) {
      FloatVector signs = FloatVector.broadcast(FLOATS, sign);
      for (int i = 0; i < count; i += FLOATS.length()) {
        FloatVector a = FloatVector.fromArray(FLOATS, lanes, at1 + i);
        FloatVector.fromArray(FLOATS, lanes, at2 + i).fma(signs, a).intoArray(lanes, at1 + i);
      }
      ElementLanes.store(TensorType.FLOAT32, lanes, at1, count, 0, activation, bytes, outputAt);
    }
  }

  private static final class FloatProduct implements BroadcastBlocks.BlockArithmetic {
    private final Activation activation;

    FloatProduct(Arithmetic op) {
      this.activation = op.activation();
    }

    @Override
    public void compute(float[] lanes, int at1, int at2, int count, byte[] bytes, int outputAt) {
      for (int i = 0; i < count; i += FLOATS.length()) {
        FloatVector.fromArray(FLOATS, lanes, at1 + i)
            .mul(FloatVector.fromArray(FLOATS, lanes, at2 + i))
            .intoArray(lanes, at1 + i);
      }
      ElementLanes.store(TensorType.FLOAT32, lanes, at1, count, 0, activation, bytes, outputAt);
    }
  }
}
