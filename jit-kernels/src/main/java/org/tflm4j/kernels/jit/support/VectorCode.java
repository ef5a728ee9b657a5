/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.IntegerPredicate;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Rounding;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.asm.VectorOperand;
import org.tflm4j.kernels.jit.code.Target;

/**
 * Emits what vectors of 32-bit lanes can do, in the instructions of a target, so that one emitter
 * serves every width: with AVX-512 sixteen lanes, 32 registers, masks and operands that one number
 * in memory fills; with AVX2 eight lanes and 16 registers. Instructions that all targets have are
 * emitted directly. With AVX-512 it changes k7.
 */
public final class VectorCode {
  /** Bytes of a constant that fills every lane, see {@link #everyLane}. */
  public static final int CONSTANT_BYTES = 32;

  private static final Mask CHOSEN = Mask.k(7);
  private static final Mask ODD = Mask.k(6);

  private final Assembler asm;
  private final int bytes;

  /** Creates the emitter of an assembler's vectors. */
  public VectorCode(Assembler asm, Target target) {
    this.asm = asm;
    this.bytes = target.vectorBytes();
  }

  /** Returns the assembler. */
  public Assembler asm() {
    return asm;
  }

  /** Returns the bytes of a vector: 64 or 32. */
  public int bytes() {
    return bytes;
  }

  /** Returns the 32-bit lanes of a vector. */
  public int lanes() {
    return bytes / Integer.BYTES;
  }

  /** Returns how many vector registers there are. */
  public int registers() {
    return hasMasks() ? 32 : 16;
  }

  /** Returns true if there are mask registers and operands in memory that fill all lanes. */
  public boolean hasMasks() {
    return bytes == 64;
  }

  /** Returns a whole register. */
  public Vec vector(int number) {
    return Vec.of(bytes, number);
  }

  /** Loads a vector, from any address. */
  public void load(Vec to, Address from) {
    if (to.width() == 64) {
      asm.vmovdqu32(to, from);
    } else {
      asm.vmovdqu(to, from);
    }
  }

  /** Stores a vector, at any address. */
  public void store(Address to, Vec from) {
    if (from.width() == 64) {
      asm.vmovdqu32(to, from);
    } else {
      asm.vmovdqu(to, from);
    }
  }

  /** Copies a register. */
  public void copy(Vec to, Vec from) {
    if (to.width() == 64) {
      asm.vmovdqa32(to, from);
    } else {
      asm.vmovdqa(to, from);
    }
  }

  /** Sets all bits to 0. */
  public void zero(Vec to) {
    asm.vpxor(to, to, to);
  }

  /** Writes a constant that {@link #everyLane} names. */
  public static void constant(MemorySegment to, long at, int value) {
    for (int i = 0; i < CONSTANT_BYTES; i += Integer.BYTES) {
      to.set(ValueLayout.JAVA_INT, at + i, value);
    }
  }

  /** Writes a constant of 64 bits that {@link #everyLane} names. */
  public static void constant(MemorySegment to, long at, long value) {
    for (int i = 0; i < CONSTANT_BYTES; i += Long.BYTES) {
      to.set(ValueLayout.JAVA_LONG, at + i, value);
    }
  }

  /**
   * Returns an operand that has the same 32 or 64 bits in every lane.
   *
   * @param base points to what {@link #constant} wrote, {@code at} bytes before it
   */
  public Address everyLane(Gp64 base, int at) {
    Address constant = Address.at(base, at);
    return hasMasks() ? constant.broadcast() : constant;
  }

  /**
   * Adds corrections where values are equal to others.
   *
   * @param temp is changed
   */
  public void addWhereEqual(Vec values, Address others, Address corrections, Vec temp) {
    if (hasMasks()) {
      asm.vpcmpeqd(CHOSEN, values, others);
      asm.vpaddd(values.masked(CHOSEN), values, corrections);
    } else {
      asm.vpcmpeqd(temp, values, others);
      asm.vpand(temp, temp, corrections);
      asm.vpaddd(values, values, temp);
    }
  }

  /**
   * Adds 1 to values where a signed number exceeds another.
   *
   * @param a is changed
   */
  public void incrementWhereGreater(Vec values, Vec a, VectorOperand b) {
    if (hasMasks()) {
      asm.vpcmpd(CHOSEN, a, b, IntegerPredicate.GT);
      asm.vpternlogd(a, a, a, 0xFF);
      asm.vpsubd(values.masked(CHOSEN), values, a);
    } else {
      asm.vpcmpgtd(a, a, b);
      asm.vpsubd(values, values, a);
    }
  }

  /** Emits what {@link #joinLanes} needs once, at the start of the code. Uses rax. */
  public void prepareJoinLanes() {
    if (hasMasks()) {
      asm.mov32(Gp64.RAX, 0xAAAA);
      asm.kmovw(ODD, Gp64.RAX);
    }
  }

  /** Takes lanes 0, 2, 4 ... from one register; {@code odd} keeps the others. */
  public void joinLanes(Vec odd, Vec even) {
    if (hasMasks()) {
      asm.vpblendmd(odd.masked(ODD), even, odd);
    } else {
      asm.vpblendd(odd, even, odd, 0xAA);
    }
  }

  /** Sets all lanes to a number. Uses rax. */
  public void broadcast(Vec to, int value) {
    asm.mov32(Gp64.RAX, value);
    asm.vmovd(to.xmm(), Gp64.RAX);
    asm.vpbroadcastd(to, to.xmm());
  }

  /**
   * Sets all bits of lanes where a comparison of floats holds, clears the others.
   *
   * @param predicate see {@link org.tflm4j.kernels.jit.asm.FloatPredicate}
   */
  public void compareFloats(Vec chosen, Vec a, VectorOperand b, int predicate) {
    if (hasMasks()) {
      asm.vcmpps(CHOSEN, a, b, predicate);
      asm.vpmovm2d(chosen, CHOSEN);
    } else {
      asm.vcmpps(chosen, a, b, predicate);
    }
  }

  /** Returns the last source of an operation on floats, which rounds to the nearest. */
  public Vec nearest(Vec last) {
    return hasMasks() ? last.rounded(Rounding.NEAREST) : last;
  }

  /**
   * Loads the dwords that a vector of indices names.
   *
   * @param temp is changed
   */
  public void gatherDwords(Vec to, Gp64 base, Vec indices, Vec temp) {
    Address from = Address.gather(base, indices, Integer.BYTES, 0);
    if (hasMasks()) {
      asm.kxnorw(CHOSEN, CHOSEN, CHOSEN);
      asm.vpgatherdd(to.masked(CHOSEN), from);
    } else {
      asm.vpcmpeqd(temp, temp, temp);
      asm.vpgatherdd(to, from, temp);
    }
  }

  /**
   * Stores the ints of a vector, saturated to words.
   *
   * @param to masked where not all are stored, with AVX-512
   * @param values are changed
   * @param temp is changed
   */
  public void storeWords(Address to, Vec values, Vec temp) {
    if (hasMasks()) {
      asm.vpmovsdw(to, values);
    } else {
      asm.vextracti128(temp.xmm(), values, 1);
      asm.vpackssdw(values.xmm(), values.xmm(), temp.xmm());
      asm.vmovdqu(to, values.xmm());
    }
  }

  /**
   * Stores the ints of a vector, saturated to bytes.
   *
   * @param tail of a vector's lanes as bytes; null if all are stored
   * @param values are changed
   * @param temp is changed
   */
  public void storeBytes(Address to, Vec values, TailCode tail, Vec temp) {
    if (hasMasks()) {
      asm.vpmovsdb(tail == null ? to : tail.masked(to), values);
      return;
    }
    asm.vextracti128(temp.xmm(), values, 1);
    asm.vpackssdw(values.xmm(), values.xmm(), temp.xmm());
    asm.vpacksswb(values.xmm(), values.xmm(), values.xmm());
    if (tail == null) {
      asm.vmovq(to, values.xmm());
    } else {
      tail.store(to, values, temp);
    }
  }
}
