/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import static org.tflm4j.kernels.jit.requantization.FloatInstructions.multiplyAdd;
import static org.tflm4j.kernels.jit.requantization.FloatInstructions.toInt;

import java.util.Arrays;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.op.OutputScaling;

/**
 * The float formula of ADD and SUB of INT8, which brings both inputs to a common scale and their
 * sum to that of the output: {@code vfmadd(x, scale1, vfmadd(y, scale2, addend)); vcvtps2dq}, then
 * the clamp. The addend holds all zero points.
 *
 * <p>With W the output in real numbers, the reference rounds a number that is less than {@code
 * referenceError} from W, the formula one that is less than {@code formulaError} from it, both to
 * the nearest integer. So they differ at most where W is that near to a tie: for some ten of the
 * 65,536 pairs of inputs. These are computed in both ways; pairs where the formula is wrong are
 * told to the code, which puts the right output in their place.
 *
 * <p>The pairs are found modulo 1, in fractions of 32 bits: where x * S1 meets 1/2 - y * S2. Values
 * of y are sorted into 256 classes by their fraction, so that each x is compared with few.
 */
public final class ScaledSum {
  /** More repairs would cost more than integers do. */
  public static final int MOST_REPAIRS = 4;

  /** Where more pairs are near to a tie, many are exactly there. */
  private static final int MOST_PAIRS = 400;

  private static final int VALUES = 256;

  /** Ties must lie farther apart than classes. */
  private static final double LARGEST_ERROR = 1.0 / VALUES;

  private final InputScaling input1;
  private final InputScaling input2;
  private final OutputScaling output;
  private final int sign;

  private final double exact1;
  private final double exact2;
  private final double exactAddend;

  private final int[] pairs = new int[MOST_PAIRS];
  private int pairCount;

  private float addend;
  private final int[] repairs = new int[MOST_REPAIRS];
  private int repairCount = MOST_REPAIRS + 1;

  private ScaledSum(InputScaling input1, InputScaling input2, OutputScaling output, int sign) {
    this.input1 = input1;
    this.input2 = input2;
    this.output = output;
    this.sign = sign;
    double unit = real(output.multiplier().multiplier(), output.multiplier().shift());
    this.exact1 = unit * real(input1);
    this.exact2 = unit * real(input2) * sign;
    this.exactAddend =
        output.zeroPoint() - input1.zeroPoint() * exact1 - input2.zeroPoint() * exact2;
  }

  /**
   * Returns the formula, or null if none could be proven.
   *
   * @param sign 1 for ADD, -1 for SUB
   */
  public static ScaledSum of(
      InputScaling input1, InputScaling input2, OutputScaling output, int sign) {
    ScaledSum sum = new ScaledSum(input1, input2, output, sign);
    return sum.prove() ? sum : null;
  }

  private static double real(int multiplier, int shift) {
    return multiplier / (double) (1L << (31 - shift));
  }

  private static double real(InputScaling input) {
    return real(input.multiplier().multiplier(), input.multiplier().shift())
        * (1 << input.leftShift());
  }

  public float scale1() {
    return (float) exact1;
  }

  public float scale2() {
    return (float) exact2;
  }

  public float addend() {
    return addend;
  }

  /** Returns how many pairs of inputs the formula gets wrong. */
  public int repairs() {
    return repairCount;
  }

  /** Returns the first input of a repair. */
  public byte repaired1(int repair) {
    return (byte) (repairs[repair] >> 8);
  }

  /** Returns the second input of a repair. */
  public byte repaired2(int repair) {
    return (byte) repairs[repair];
  }

  /** Returns the output of a repair. */
  public byte repairedOutput(int repair) {
    return (byte) reference(repaired1(repair), repaired2(repair));
  }

  private boolean prove() {
    double magnitude = Math.abs(exact1) * 128 + Math.abs(exact2) * 128 + Math.abs(exactAddend) + 1;
    // Each scale and the addend are off by at most 2^-24 of themselves, the addend by three times
    // that where its neighbors are tried; so is either fused multiply-add.
    double formulaError = 6.01 * 0x1p-24 * magnitude;
    // Either input is off by less than 1 in units of the sum; the first rounding of the output
    // by half of what the second one divides.
    double unit = real(output.multiplier().multiplier(), output.multiplier().shift());
    double referenceError = 2 * unit + real(1 << 30, output.multiplier().shift());
    double error = Math.max(formulaError, referenceError) + 0x1p-24;
    if (error >= LARGEST_ERROR || !findPairs((int) (error * 0x1p32) + 1)) {
      return false;
    }
    float nearest = (float) exactAddend;
    attempt(nearest);
    if (repairCount > 0) {
      attempt(Math.nextUp(nearest));
    }
    if (repairCount > 0) {
      attempt(Math.nextDown(nearest));
    }
    return repairCount <= MOST_REPAIRS;
  }

  /**
   * Collects the pairs within {@code error} of a tie, in units of 2^-32; false if they are many.
   */
  private boolean findPairs(int error) {
    int step1 = (int) (long) Math.rint(exact1 * 0x1p32);
    int step2 = (int) (long) Math.rint(exact2 * 0x1p32);
    int offset = (int) (long) Math.rint((exactAddend - 0.5) * 0x1p32);
    int[] first = new int[VALUES];
    int[] next = new int[VALUES];
    int[] fraction2 = new int[VALUES];
    Arrays.fill(first, -1);
    for (int i = 0; i < VALUES; i++) {
      int fraction = (128 - i) * step2;
      int inClass = fraction >>> 24;
      fraction2[i] = fraction;
      next[i] = first[inClass];
      first[inClass] = i;
    }
    for (int i = 0; i < VALUES; i++) {
      int fraction1 = (i - 128) * step1 + offset;
      for (int neighbor = -1; neighbor <= 1; neighbor++) {
        int j = first[(fraction1 >>> 24) + neighbor & VALUES - 1];
        for (; j >= 0; j = next[j]) {
          int distance = fraction1 - fraction2[j];
          if (distance > error || distance < -error) {
            continue;
          }
          if (pairCount == MOST_PAIRS) {
            return false;
          }
          pairs[pairCount++] = (i - 128 & 0xFF) << 8 | (j - 128 & 0xFF);
        }
      }
    }
    return true;
  }

  /** Takes an addend if it needs fewer repairs than the one before. */
  private void attempt(float candidate) {
    int[] wrong = new int[MOST_REPAIRS];
    int count = 0;
    for (int i = 0; i < pairCount && count < repairCount; i++) {
      int x = (byte) (pairs[i] >> 8);
      int y = (byte) pairs[i];
      float sum = multiplyAdd(x, scale1(), multiplyAdd(y, scale2(), candidate));
      if (output.activation().clamp(toInt(sum)) != reference(x, y)) {
        if (count < MOST_REPAIRS) {
          wrong[count] = pairs[i];
        }
        count++;
      }
    }
    if (count < repairCount) {
      repairCount = count;
      addend = candidate;
      System.arraycopy(wrong, 0, repairs, 0, Math.min(count, MOST_REPAIRS));
    }
  }

  private int reference(int x, int y) {
    return output.apply(input1.apply(x) + sign * input2.apply(y));
  }
}
