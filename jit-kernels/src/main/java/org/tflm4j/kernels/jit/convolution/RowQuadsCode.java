/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Condition;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.product.ChannelTables;

/**
 * Emits the interleaving of four input rows to dwords, one byte a row, the top bits flipped so that
 * they are unsigned, with columns of padding in front and behind (AVX-512). Rows outside the image
 * are a row of padding.
 */
final class RowQuadsCode {
  private static final int VECTOR = 64;
  private static final Mask TAIL = Mask.k(2);
  private static final Vec PADDING = zmm(8);
  private static final Vec FLIP = zmm(9);
  private static final Vec ORDER = zmm(10);
  private static final Gp64[] ROWS = {Gp64.RAX, Gp64.RCX, Gp64.RDX, Gp64.RDI};
  private static final Gp64 AT = Gp64.R12;

  private final Assembler asm;
  private final DepthwiseGeometry geometry;

  /** Holds dwords 0, 4, 8, 12, 1, 5 ...: unpacking within 16 bytes then leaves bytes in order. */
  private final Label order = new Label();

  RowQuadsCode(Assembler asm, DepthwiseGeometry geometry) {
    this.asm = asm;
    this.geometry = geometry;
  }

  /** Emits constants, behind the code. */
  void constants() {
    asm.align(VECTOR);
    asm.bind(order);
    for (int i = 0; i < 16; i++) {
      asm.dataInt(4 * (i % 4) + i / 4);
    }
  }

  /**
   * Emits what is needed once: the row of padding, before its top bits are flipped. Uses rax, rcx.
   *
   * @param paddingRow where it goes
   */
  void prepare(Gp64 parameters, Gp64 paddingRow) {
    int tail = geometry.imageRowBytes() % VECTOR;
    if (tail != 0) {
      asm.mov(Gp64.RAX, (1L << tail) - 1);
      asm.kmovq(TAIL, Gp64.RAX);
    }
    if (geometry.isPaddedVertically()) {
      asm.vpbroadcastd(PADDING, Address.at(parameters, ChannelTables.PADDING));
      asm.vpbroadcastd(FLIP, Address.at(parameters, ChannelTables.FLIP));
      asm.vpxor(PADDING, PADDING, FLIP);
      asm.mov(Gp64.RAX, paddingRow);
      asm.mov(Gp64.RCX, (geometry.imageRowBytes() + VECTOR - 1) / VECTOR);
      Label next = asm.here();
      asm.vmovdqu8(Address.at(Gp64.RAX), PADDING);
      asm.add(Gp64.RAX, VECTOR);
      asm.dec(Gp64.RCX);
      asm.jnz(next);
    }
  }

  /**
   * Emits the interleaving of all rows of a block. Uses rax, rcx, rdx, rdi, rbx, r12.
   *
   * @param image the input
   * @param firstRow the first row of the block's windows, may lie outside
   * @param paddingRow a row of padding
   * @param quads where the first quad goes
   */
  void emit(Gp64 parameters, Gp64 image, Gp64 firstRow, Gp64 paddingRow, Gp64 quads) {
    asm.vpbroadcastd(PADDING, Address.at(parameters, ChannelTables.PADDING));
    asm.vpbroadcastd(FLIP, Address.at(parameters, ChannelTables.FLIP));
    asm.vmovdqu32(ORDER, Address.of(order));
    for (int quad = 0; quad < geometry.quads(); quad++) {
      for (int k = 0; k < ROWS.length; k++) {
        int row = ROWS.length * quad + k;
        if (!geometry.reads(row)) {
          asm.mov(ROWS[k], image); // Any bytes will do: their weights are 0.
          continue;
        }
        asm.lea(AT, Address.at(firstRow, row * geometry.window().dilationHeight()));
        asm.imul(ROWS[k], AT, geometry.imageRowBytes());
        asm.add(ROWS[k], image);
        if (geometry.isPaddedVertically()) {
          asm.cmp(AT, geometry.imageRows());
          asm.cmov(Condition.AE, ROWS[k], paddingRow); // Unsigned: rows above the image, too.
        }
      }
      asm.lea(Gp64.RBX, Address.at(quads, quad * geometry.quadBytes()));
      fill(0, geometry.leftBytes());
      interleave();
      fill(geometry.leftBytes() + Integer.BYTES * geometry.imageRowBytes(), geometry.columnBytes());
    }
  }

  private void interleave() {
    int bytes = geometry.imageRowBytes();
    int whole = bytes / VECTOR;
    asm.add(Gp64.RBX, geometry.leftBytes());
    if (whole > 0) {
      asm.xor32(AT, AT);
      Label next = asm.here();
      vector(false);
      asm.add(AT, VECTOR);
      if (whole > 1) {
        asm.cmp(AT, VECTOR * whole);
        asm.jnz(next);
      }
    } else {
      asm.xor32(AT, AT);
    }
    if (bytes % VECTOR != 0) {
      vector(true);
    }
    asm.sub(Gp64.RBX, geometry.leftBytes());
  }

  /** Interleaves 64 bytes of each row; what a tail stores behind is overwritten with padding. */
  private void vector(boolean tail) {
    for (int k = 0; k < ROWS.length; k++) {
      Vec to = zmm(k);
      asm.vmovdqu8(tail ? to.zeroed(TAIL) : to, Address.at(ROWS[k], AT, 1, 0));
      asm.vpxor(to, to, FLIP);
      asm.vpermd(to, ORDER, to);
    }
    asm.vpunpcklbw(zmm(4), zmm(0), zmm(1));
    asm.vpunpckhbw(zmm(5), zmm(0), zmm(1));
    asm.vpunpcklbw(zmm(6), zmm(2), zmm(3));
    asm.vpunpckhbw(zmm(7), zmm(2), zmm(3));
    asm.vpunpcklwd(zmm(0), zmm(4), zmm(6));
    asm.vpunpckhwd(zmm(1), zmm(4), zmm(6));
    asm.vpunpcklwd(zmm(2), zmm(5), zmm(7));
    asm.vpunpckhwd(zmm(3), zmm(5), zmm(7));
    for (int i = 0; i < 4; i++) {
      asm.vmovdqu32(Address.at(Gp64.RBX, AT, 4, VECTOR * i), zmm(i));
    }
  }

  /** Fills columns with padding; the last store may reach behind them. */
  private void fill(int from, int to) {
    int vectors = (to - from + VECTOR - 1) / VECTOR;
    for (int i = 0; i < vectors; i++) {
      asm.vmovdqu32(Address.at(Gp64.RBX, from + VECTOR * i), PADDING);
    }
  }
}
