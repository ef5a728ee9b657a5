/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Looks bytes up in a table of 256 bytes, a vector at a time. The constant is what {@link
 * #constant} makes of the table.
 */
record ByteTableWork() implements ElementWork {
  private static final int PIECE = 16;
  private static final int PIECES = 16;

  /** Shuffles take indices from 0 to 127 modulo 16, and make 0 of the others. */
  private static final int PIECES_OF_A_SHUFFLE = 8;

  private static final Mask NEGATIVE = Mask.k(1);

  /** The first quarter of the table, or a piece of it and the number 16. */
  private static final int TABLE = 0;

  private static final int BYTES = 4;
  private static final int RESULT = 5;

  /**
   * Returns what the code reads: the table, or pieces of 16 bytes for shuffles. An index within
   * piece {@code p} gets the exclusive or of pieces {@code p - 7} to {@code p}, so each piece holds
   * by what those before it are wrong there.
   */
  static byte[] constant(byte[] table, Target target) {
    if (target.vbmi()) {
      return table;
    }
    byte[] pieces = new byte[table.length];
    for (int i = 0; i < table.length; i++) {
      int before = i < PIECE ? 0 : table[i - PIECE];
      int dropped = i < PIECES_OF_A_SHUFFLE * PIECE ? 0 : pieces[i - PIECES_OF_A_SHUFFLE * PIECE];
      pieces[i] = (byte) (table[i] ^ before ^ dropped);
    }
    return pieces;
  }

  @Override
  public int lanes(Target target) {
    return target.vectorBytes();
  }

  @Override
  public void prepare(ElementCode code) {
    VectorCode vectors = code.vectors();
    if (code.target().vbmi()) {
      for (int i = 0; i < 4; i++) {
        code.asm().vmovdqa64(vectors.vector(TABLE + i), Address.at(ElementCode.CONSTANT, 64 * i));
      }
    } else {
      vectors.broadcast(vectors.vector(TABLE + 1), 0x10101010);
    }
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    VectorCode vectors = code.vectors();
    Vec bytes = vectors.vector(BYTES);
    Vec result = vectors.vector(RESULT);
    if (vectors.hasMasks()) {
      code.asm().vmovdqu8(ElementCode.existing(bytes, tail), code.input(0));
    } else {
      vectors.load(bytes, code.input(0));
    }
    if (code.target().vbmi()) {
      permutations(code, bytes, result);
    } else {
      shuffles(code, bytes, result);
    }
    if (vectors.hasMasks()) {
      code.asm().vmovdqu8(code.output(tail), result);
    } else {
      vectors.store(code.output(tail), result);
    }
  }

  /** Indices take the lower seven bits: two look-ups in halves of the table, one is chosen. */
  private static void permutations(ElementCode code, Vec bytes, Vec result) {
    Assembler asm = code.asm();
    VectorCode vectors = code.vectors();
    asm.vpmovb2m(NEGATIVE, bytes);
    asm.vmovdqa64(result, bytes);
    asm.vpermi2b(result, vectors.vector(TABLE), vectors.vector(TABLE + 1));
    asm.vpermi2b(bytes, vectors.vector(TABLE + 2), vectors.vector(TABLE + 3));
    asm.vmovdqu8(result.masked(NEGATIVE), bytes);
  }

  /**
   * 16 is taken away from the indices for each piece. They wrap for the first eight pieces, so that
   * those from 128 on come into reach; then they saturate, so that those below 128 stay away.
   */
  private static void shuffles(ElementCode code, Vec bytes, Vec result) {
    Assembler asm = code.asm();
    VectorCode vectors = code.vectors();
    Vec piece = vectors.vector(TABLE);
    Vec sixteen = vectors.vector(TABLE + 1);
    vectors.zero(result);
    for (int i = 0; i < PIECES; i++) {
      Address from = Address.at(ElementCode.CONSTANT, PIECE * i);
      if (vectors.hasMasks()) {
        asm.vbroadcasti32x4(piece, from);
      } else {
        asm.vbroadcasti128(piece, from);
      }
      asm.vpshufb(piece, piece, bytes);
      asm.vpxor(result, result, piece);
      if (i < PIECES_OF_A_SHUFFLE) {
        asm.vpsubb(bytes, bytes, sixteen);
      } else {
        asm.vpsubsb(bytes, bytes, sixteen);
      }
    }
  }
}
