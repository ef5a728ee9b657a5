/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Condition;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.product.ChannelTables;

/**
 * Emits the interleaving of input rows to dwords, one value a row, with columns of padding in front
 * and behind: four rows of bytes, the top bits flipped so that they are unsigned, or two rows
 * widened to words. Rows outside the image are a row of padding.
 */
final class RowBundlesCode {
  private static final int ALIGNMENT = 64;
  private static final Gp64[] ROWS = {Gp64.RAX, Gp64.RCX, Gp64.RDX, Gp64.RDI};
  private static final Gp64 AT = Gp64.R12;

  private final VectorCode vectors;
  private final Assembler asm;
  private final DepthwiseGeometry geometry;
  private final boolean words;

  /** Values of a row that are interleaved at once. */
  private final int width;

  private final TailCode tail;
  private final Vec padding;
  private final Vec flip;
  private final Vec order;

  /**
   * Says from which dword of a vector of bytes each one comes. Unpacking within pieces of 16 bytes
   * then leaves the bytes in order.
   */
  private final Label orderAt = new Label();

  RowBundlesCode(VectorCode vectors, DepthwiseGeometry geometry) {
    this.vectors = vectors;
    this.asm = vectors.asm();
    this.geometry = geometry;
    this.words = geometry.form() == DotForm.WORDS;
    this.width = vectors.bytes() / geometry.form().valueBytes();
    this.tail = new TailCode(vectors, geometry.imageRowBytes() % width, Mask.k(2));
    this.padding = vectors.vector(8);
    this.flip = vectors.vector(9);
    this.order = vectors.vector(10);
  }

  /** Emits constants, behind the code. */
  void constants() {
    asm.align(ALIGNMENT);
    asm.bind(orderAt);
    int pieces = vectors.bytes() / 16;
    for (int i = 0; i < vectors.lanes(); i++) {
      asm.dataInt(pieces * (i % 4) + i / 4);
    }
  }

  /**
   * Emits what is needed once: the row of padding, before its top bits are flipped. Uses rax, rcx.
   *
   * @param paddingRow where it goes
   */
  void prepare(Gp64 parameters, Gp64 paddingRow) {
    tail.prepare();
    if (geometry.isPaddedVertically()) {
      asm.vpbroadcastb(padding, Address.at(parameters, ChannelTables.PADDING));
      if (!words) {
        asm.vpbroadcastd(flip, Address.at(parameters, ChannelTables.FLIP));
        asm.vpxor(padding, padding, flip);
      }
      asm.mov(Gp64.RAX, paddingRow);
      asm.mov(Gp64.RCX, (geometry.imageRowBytes() + vectors.bytes() - 1) / vectors.bytes());
      Label next = asm.here();
      vectors.store(Address.at(Gp64.RAX), padding);
      asm.add(Gp64.RAX, vectors.bytes());
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
   * @param bundles where the first bundle goes
   */
  void emit(Gp64 parameters, Gp64 image, Gp64 firstRow, Gp64 paddingRow, Gp64 bundles) {
    asm.vpbroadcastd(padding, Address.at(parameters, ChannelTables.PADDING));
    if (!words) {
      asm.vpbroadcastd(flip, Address.at(parameters, ChannelTables.FLIP));
      vectors.load(order, Address.of(orderAt));
    }
    for (int bundle = 0; bundle < geometry.bundles(); bundle++) {
      for (int k = 0; k < geometry.rowsOfBundle(); k++) {
        int row = geometry.rowsOfBundle() * bundle + k;
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
      asm.lea(Gp64.RBX, Address.at(bundles, bundle * geometry.bundleBytes()));
      fill(0, geometry.leftBytes());
      interleave();
      fill(geometry.leftBytes() + Integer.BYTES * geometry.imageRowBytes(), geometry.columnBytes());
    }
  }

  private void interleave() {
    int whole = geometry.imageRowBytes() / width;
    asm.add(Gp64.RBX, geometry.leftBytes());
    asm.xor32(AT, AT);
    if (whole > 0) {
      Label next = asm.here();
      vector(false);
      asm.add(AT, width);
      if (whole > 1) {
        asm.cmp(AT, width * whole);
        asm.jnz(next);
      }
    }
    if (!tail.isEmpty()) {
      vector(true);
    }
    asm.sub(Gp64.RBX, geometry.leftBytes());
  }

  /** Interleaves values of each row; what a tail stores behind is overwritten with padding. */
  private void vector(boolean isTail) {
    if (words) {
      words(isTail);
    } else {
      bytes(isTail);
    }
    for (int i = 0; i < geometry.rowsOfBundle(); i++) {
      vectors.store(Address.at(Gp64.RBX, AT, 4, vectors.bytes() * i), vectors.vector(i));
    }
  }

  private void bytes(boolean isTail) {
    for (int k = 0; k < 4; k++) {
      Vec to = vectors.vector(k);
      Address from = Address.at(ROWS[k], AT, 1, 0);
      if (isTail) {
        tail.load(to, from, vectors.vector(4));
      } else {
        vectors.load(to, from);
      }
      asm.vpxor(to, to, flip);
      asm.vpermd(to, order, to);
    }
    asm.vpunpcklbw(vectors.vector(4), vectors.vector(0), vectors.vector(1));
    asm.vpunpckhbw(vectors.vector(5), vectors.vector(0), vectors.vector(1));
    asm.vpunpcklbw(vectors.vector(6), vectors.vector(2), vectors.vector(3));
    asm.vpunpckhbw(vectors.vector(7), vectors.vector(2), vectors.vector(3));
    asm.vpunpcklwd(vectors.vector(0), vectors.vector(4), vectors.vector(6));
    asm.vpunpckhwd(vectors.vector(1), vectors.vector(4), vectors.vector(6));
    asm.vpunpcklwd(vectors.vector(2), vectors.vector(5), vectors.vector(7));
    asm.vpunpckhwd(vectors.vector(3), vectors.vector(5), vectors.vector(7));
  }

  private void words(boolean isTail) {
    for (int k = 0; k < 2; k++) {
      Vec to = vectors.vector(2 + k);
      Address from = Address.at(ROWS[k], AT, 1, 0);
      if (isTail) {
        tail.load(to, from, vectors.vector(4));
        asm.vpmovsxbw(to, to.xmm());
      } else {
        asm.vpmovsxbw(to, from);
      }
      asm.vpermq(to, to, 0xD8);
    }
    asm.vpunpcklwd(vectors.vector(0), vectors.vector(2), vectors.vector(3));
    asm.vpunpckhwd(vectors.vector(1), vectors.vector(2), vectors.vector(3));
  }

  /** Fills columns with padding; the last store may reach behind them. */
  private void fill(int from, int to) {
    int count = (to - from + vectors.bytes() - 1) / vectors.bytes();
    for (int i = 0; i < count; i++) {
      vectors.store(Address.at(Gp64.RBX, from + vectors.bytes() * i), padding);
    }
  }
}
