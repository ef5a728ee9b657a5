/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits the copy or the fill of bytes in one piece. Nothing outside of it is read or written: the
 * last vector overlaps the one before. Uses rax.
 */
final class RunCode {
  /** Vectors up to which there is no loop. */
  private static final int LONGEST_STRAIGHT_RUN = 16;

  private static final int VECTORS_OF_A_TURN = 4;

  /** Vector that holds the element of a fill in every place. */
  private static final int ELEMENT = 4;

  private final Assembler asm;
  private final int vectorBytes;
  private final Gp64 from;
  private final Gp64 to;

  /**
   * Creates the emitter.
   *
   * @param vectorBytes the width of the vectors: 64 or 32
   * @param from register that points to the source
   * @param to register that points to where it is written
   */
  RunCode(Assembler asm, int vectorBytes, Gp64 from, Gp64 to) {
    this.asm = asm;
    this.vectorBytes = vectorBytes;
    this.from = from;
    this.to = to;
  }

  /** Loads the element of fills, of 1, 2, 4 or 8 bytes, from the source. */
  void loadElement(int bytes) {
    Vec element = Vec.of(vectorBytes, ELEMENT);
    Address source = Address.at(from);
    switch (bytes) {
      case 1 -> asm.vpbroadcastb(element, source);
      case 2 -> asm.vpbroadcastw(element, source);
      case 4 -> asm.vpbroadcastd(element, source);
      case 8 -> asm.vpbroadcastq(element, source);
      default -> throw new IllegalArgumentException(bytes + " bytes are no element");
    }
  }

  /** Copies a run between the given displacements. */
  void copy(int fromAt, int toAt, int bytes) {
    if (bytes >= 16) {
      vectors(fromAt, toAt, bytes, false);
      return;
    }
    int piece = Integer.highestOneBit(bytes);
    copyPiece(fromAt, toAt, piece);
    if (bytes == 3) {
      copyPiece(fromAt + 2, toAt + 2, 1);
    } else if (bytes > piece) {
      copyPiece(fromAt + bytes - piece, toAt + bytes - piece, piece);
    }
  }

  private void copyPiece(int fromAt, int toAt, int bytes) {
    Address source = Address.at(from, fromAt);
    Address target = Address.at(to, toAt);
    switch (bytes) {
      case 1 -> {
        asm.movzx8(Gp64.RAX, source);
        asm.mov8(target, Gp64.RAX);
      }
      case 2 -> {
        asm.movzx16(Gp64.RAX, source);
        asm.mov16(target, Gp64.RAX);
      }
      case 4 -> {
        asm.mov32(Gp64.RAX, source);
        asm.mov32(target, Gp64.RAX);
      }
      default -> {
        asm.mov(Gp64.RAX, source);
        asm.mov(target, Gp64.RAX);
      }
    }
  }

  /** Fills a run with the element; its bytes are a multiple of the element's. */
  void fill(int toAt, int bytes) {
    if (bytes >= 16) {
      vectors(0, toAt, bytes, true);
      return;
    }
    int piece = Integer.highestOneBit(bytes);
    fillPiece(toAt, piece);
    if (bytes == 3) {
      fillPiece(toAt + 2, 1);
    } else if (bytes > piece) {
      fillPiece(toAt + bytes - piece, piece);
    }
  }

  private void fillPiece(int toAt, int bytes) {
    Address target = Address.at(to, toAt);
    Vec element = Vec.xmm(ELEMENT);
    switch (bytes) {
      case 1 -> asm.vpextrb(target, element, 0);
      case 2 -> asm.vpextrw(target, element, 0);
      case 4 -> asm.vmovd(target, element);
      default -> asm.vmovq(target, element);
    }
  }

  private void vectors(int fromAt, int toAt, int bytes, boolean fill) {
    int width = Math.min(vectorBytes, Integer.highestOneBit(bytes));
    int whole = bytes / width;
    int done = 0;
    if (whole > LONGEST_STRAIGHT_RUN) {
      done = whole / VECTORS_OF_A_TURN * VECTORS_OF_A_TURN;
      asm.xor32(Gp64.RAX, Gp64.RAX);
      Label next = asm.here();
      for (int i = 0; i < VECTORS_OF_A_TURN; i++) {
        move(
            Address.at(from, Gp64.RAX, 1, fromAt + i * width),
            Address.at(to, Gp64.RAX, 1, toAt + i * width),
            width,
            fill);
      }
      asm.add(Gp64.RAX, VECTORS_OF_A_TURN * width);
      asm.cmp(Gp64.RAX, done * width);
      asm.jl(next);
    }
    for (; done < whole; done++) {
      straight(fromAt, toAt, done * width, width, fill);
    }
    if (bytes % width != 0) {
      straight(fromAt, toAt, bytes - width, width, fill);
    }
  }

  private void straight(int fromAt, int toAt, int at, int width, boolean fill) {
    move(Address.at(from, fromAt + at), Address.at(to, toAt + at), width, fill);
  }

  private void move(Address source, Address target, int width, boolean fill) {
    Vec data = Vec.of(width, fill ? ELEMENT : 0);
    if (width == 64) {
      if (!fill) {
        asm.vmovdqu64(data, source);
      }
      asm.vmovdqu64(target, data);
    } else {
      if (!fill) {
        asm.vmovdqu(data, source);
      }
      asm.vmovdqu(target, data);
    }
  }
}
