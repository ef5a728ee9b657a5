/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits the look-up of bytes in a table of 256 bytes, a vector at a time. Every vector is read
 * before it is written to its place.
 *
 * <p>State: see {@link ElementRuns}; the constant is what {@link #constant} makes of the table.
 */
final class ByteTableCode {
  private static final int PIECE = 16;
  private static final int PIECES = 16;

  /** Shuffles take indices from 0 to 127 modulo 16, and make 0 of the others. */
  private static final int PIECES_OF_A_SHUFFLE = 8;

  private static final Mask NEGATIVE = Mask.k(1);

  private final VectorCode vectors;
  private final Assembler asm;
  private final ElementLoop loop;
  private final Vec bytes;
  private final Vec result;

  private ByteTableCode(Target target) {
    this.asm = target.newAssembler();
    this.vectors = new VectorCode(asm, target);
    this.loop = new ElementLoop(vectors, vectors.bytes(), Byte.BYTES, Byte.BYTES);
    this.bytes = vectors.vector(4);
    this.result = vectors.vector(5);
  }

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

  static Assembler emit(Target target) {
    ByteTableCode code = new ByteTableCode(target);
    code.loop.enter();
    if (target.vbmi()) {
      code.permutations();
    } else {
      code.shuffles();
    }
    return code.asm;
  }

  /** Indices take the lower seven bits: two look-ups in halves of the table, one is chosen. */
  private void permutations() {
    for (int i = 0; i < 4; i++) {
      asm.vmovdqa64(vectors.vector(i), Address.at(ElementLoop.CONSTANT, 64 * i));
    }
    loop.emit(() -> {
      asm.vmovdqu8(loop.loaded(bytes), Address.at(ElementLoop.INPUT));
      asm.vpmovb2m(NEGATIVE, bytes);
      asm.vmovdqa64(result, bytes);
      asm.vpermi2b(result, vectors.vector(2), vectors.vector(3));
      asm.vpermi2b(bytes, vectors.vector(0), vectors.vector(1));
      asm.vmovdqu8(bytes.masked(NEGATIVE), result);
      asm.vmovdqu8(loop.output(), bytes);
    });
  }

  /**
   * 16 is taken away from the indices for each piece. They wrap for the first eight pieces, so that
   * those from 128 on come into reach; then they saturate, so that those below 128 stay away.
   */
  private void shuffles() {
    Vec piece = vectors.vector(0);
    Vec sixteen = vectors.vector(1);
    vectors.broadcast(sixteen, 0x10101010);
    loop.emit(() -> {
      if (vectors.hasMasks()) {
        asm.vmovdqu8(loop.loaded(bytes), Address.at(ElementLoop.INPUT));
      } else {
        vectors.load(bytes, Address.at(ElementLoop.INPUT));
      }
      vectors.zero(result);
      for (int i = 0; i < PIECES; i++) {
        broadcastPiece(piece, Address.at(ElementLoop.CONSTANT, PIECE * i));
        asm.vpshufb(piece, piece, bytes);
        asm.vpxor(result, result, piece);
        if (i < PIECES_OF_A_SHUFFLE) {
          asm.vpsubb(bytes, bytes, sixteen);
        } else {
          asm.vpsubsb(bytes, bytes, sixteen);
        }
      }
      if (vectors.hasMasks()) {
        asm.vmovdqu8(loop.output(), result);
      } else {
        vectors.store(loop.output(), result);
      }
    });
  }

  private void broadcastPiece(Vec to, Address from) {
    if (vectors.hasMasks()) {
      asm.vbroadcasti32x4(to, from);
    } else {
      asm.vbroadcasti128(to, from);
    }
  }
}
