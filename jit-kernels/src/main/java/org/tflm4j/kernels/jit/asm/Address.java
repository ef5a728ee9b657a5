/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * A place in memory: base + index * scale + displacement, or a label in the code (relative to the
 * instruction pointer). Its size is the instruction's.
 */
public final class Address extends Operand implements VectorOperand, GeneralOperand {
  private static final int NO_BASE = 5;
  private static final int NO_INDEX = 4;

  /** The base, or null: then the displacement is an address within the first 2 GiB. */
  private final Gp64 base;

  /** A general register or, for a gather, a vector register; or null. */
  private final Operand index;

  private final int scale;
  final int displacement;
  final boolean broadcast;

  /** The label that this address is relative to, or null. */
  final Label label;

  /** Lower three bits of ModRM. */
  final int rm;

  /** The byte SIB, or -1 if there is none. */
  final int sib;

  /** True if the displacement must be written although it is 0, or have 32 bits (no base). */
  final boolean plainBase;

  final boolean hasBase;

  private Address(
      Gp64 base,
      Operand index,
      int scale,
      int displacement,
      Label label,
      boolean broadcast,
      int masking) {
    super(0, masking, extension(base, index), broadcast || (index != null && index.number >= 16));
    this.base = base;
    this.index = index;
    this.scale = scale;
    this.displacement = displacement;
    this.label = label;
    this.broadcast = broadcast;
    this.hasBase = base != null;
    int low = base == null ? NO_BASE : base.number & 7;
    this.plainBase = low != NO_BASE;
    if (index == null && base != null && low != NO_INDEX) {
      rm = low;
      sib = -1;
    } else {
      rm = 4;
      sib = scaleBits(scale) << 6 | (index == null ? NO_INDEX : index.number & 7) << 3 | low;
    }
  }

  private static int extension(Gp64 base, Operand index) {
    int b = base == null ? 0 : base.number >> 3;
    return index == null ? b : b | (index.number & 8) >> 2 | (index.number & 16) >> 2;
  }

  private static int scaleBits(int scale) {
    return switch (scale) {
      case 1 -> 0;
      case 2 -> 1;
      case 4 -> 2;
      case 8 -> 3;
      default -> throw new IllegalArgumentException("scale " + scale + " is none of 1, 2, 4, 8");
    };
  }

  /** Returns [base]. */
  public static Address at(Gp64 base) {
    return new Address(base, null, 1, 0, null, false, 0);
  }

  /** Returns [base + displacement]. */
  public static Address at(Gp64 base, int displacement) {
    return new Address(base, null, 1, displacement, null, false, 0);
  }

  /**
   * Returns [base + index * scale + displacement].
   *
   * @param base null for none
   * @param index any register but rsp
   * @param scale 1, 2, 4 or 8
   */
  public static Address at(Gp64 base, Gp64 index, int scale, int displacement) {
    if (index == Gp64.RSP) {
      throw new IllegalArgumentException("rsp cannot be an index");
    }
    return new Address(base, index, scale, displacement, null, false, 0);
  }

  /** Returns [base + index * scale + displacement], one address a lane, for a gather. */
  public static Address gather(Gp64 base, Vec index, int scale, int displacement) {
    return new Address(base, index, scale, displacement, null, false, 0);
  }

  /** Returns the place of a label, bound or not, for instance of constants behind the code. */
  public static Address of(Label label) {
    return of(label, 0);
  }

  /** Returns the place {@code displacement} bytes behind a label, bound or not. */
  public static Address of(Label label, int displacement) {
    return new Address(null, null, 1, displacement, label, false, 0);
  }

  /** Returns the place {@code bytes} behind this one. */
  public Address plus(int bytes) {
    return new Address(base, index, scale, displacement + bytes, label, broadcast, masking);
  }

  /**
   * Returns this address of one dword or qword (what the instruction's lanes are), which all lanes
   * take. AVX-512.
   */
  public Address broadcast() {
    return new Address(base, index, scale, displacement, label, true, masking);
  }

  /** Returns this destination; lanes whose bit in {@code mask} is 0 are not written. AVX-512. */
  public Address masked(Mask mask) {
    return new Address(base, index, scale, displacement, label, broadcast, mask.asMasking());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    if (label != null) {
      text.append("rip label");
    }
    if (base != null) {
      text.append(base);
    }
    if (index != null) {
      text.append('+').append(index).append('*').append(scale);
    }
    if (displacement != 0 || (base == null && index == null)) {
      text.append(displacement < 0 ? "-" : "+").append(Math.abs((long) displacement));
    }
    text.append(']');
    return masking == 0 ? text.toString() : text + "{k" + masking + "}";
  }
}
