/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits the copy of input rows into a band: the top bits of its bytes flipped, so that they are
 * unsigned, and padding around them. Rows are written from the first to the last; the last store of
 * a row may reach into the next one, or into the slack behind the band.
 */
final class BandCode {
  private static final int VECTOR = 64;

  /** Vectors up to which a row is copied without a loop. */
  private static final int LONGEST_STRAIGHT_COPY = 6;

  private static final Mask TAIL = Mask.k(2);
  private static final Vec DATA = zmm(0);
  private static final Vec PADDING = zmm(1);
  private static final Vec FLIP = zmm(2);

  private final Assembler asm;
  private final ProductGeometry.Band band;

  BandCode(Assembler asm, ProductGeometry.Band band) {
    this.asm = asm;
    this.band = band;
  }

  /** Emits what is needed once, at the start of the code. Uses rax. */
  void prepare() {
    int tail = band.imageBytes() % VECTOR;
    if (tail != 0) {
      asm.mov(Gp64.RAX, (1L << tail) - 1);
      asm.kmovq(TAIL, Gp64.RAX);
    }
  }

  /**
   * Emits the filling of the band for one block. Uses rax, rdx, rcx.
   *
   * @param image the input
   * @param to the band
   * @param parameters of {@link ChannelTables}
   * @param firstRow the first row to copy, may be outside the image; changed
   * @param rowsLeft free to use
   */
  void emit(Gp64 image, Gp64 to, Gp64 parameters, Gp64 firstRow, Gp64 rowsLeft) {
    asm.vpbroadcastd(PADDING, Address.at(parameters, ChannelTables.PADDING));
    asm.vpbroadcastd(FLIP, Address.at(parameters, ChannelTables.FLIP));
    asm.mov(Gp64.RDX, to);
    asm.mov(rowsLeft, band.rowsPerBlock());
    Label nextRow = asm.here();
    Label outside = new Label();
    Label done = new Label();
    asm.cmp(firstRow, band.imageRows());
    asm.jae(outside); // Unsigned: rows above the image, too.
    asm.imul(Gp64.RAX, firstRow, band.imageBytes());
    asm.add(Gp64.RAX, image);
    copyRow();
    asm.jmp(done);
    asm.bind(outside);
    fill(0, band.rowBytes());
    asm.bind(done);
    asm.add(Gp64.RDX, band.rowBytes());
    asm.inc(firstRow);
    asm.dec(rowsLeft);
    asm.jnz(nextRow);
  }

  private void copyRow() {
    fill(0, band.leftBytes());
    int whole = band.imageBytes() / VECTOR;
    int done = 0;
    if (whole > LONGEST_STRAIGHT_COPY) {
      asm.mov(Gp64.RCX, whole);
      Label next = asm.here();
      copy(0);
      asm.add(Gp64.RAX, VECTOR);
      asm.add(Gp64.RDX, VECTOR);
      asm.dec(Gp64.RCX);
      asm.jnz(next);
      asm.sub(Gp64.RDX, VECTOR * whole);
      asm.sub(Gp64.RAX, VECTOR * whole);
      done = whole;
    }
    for (; done < whole; done++) {
      copy(VECTOR * done);
    }
    if (band.imageBytes() % VECTOR != 0) {
      asm.vmovdqu8(DATA.zeroed(TAIL), Address.at(Gp64.RAX, VECTOR * whole));
      asm.vpxor(DATA, DATA, FLIP);
      asm.vmovdqu8(Address.at(Gp64.RDX, band.leftBytes() + VECTOR * whole).masked(TAIL), DATA);
    }
    fill(band.leftBytes() + band.imageBytes(), band.rowBytes());
  }

  private void copy(int at) {
    asm.vmovdqu8(DATA, Address.at(Gp64.RAX, at));
    asm.vpxor(DATA, DATA, FLIP);
    asm.vmovdqu8(Address.at(Gp64.RDX, band.leftBytes() + at), DATA);
  }

  /** Fills a part of a row with padding; the last store may reach behind it. */
  private void fill(int from, int to) {
    int vectors = (to - from + VECTOR - 1) / VECTOR;
    if (vectors > LONGEST_STRAIGHT_COPY) {
      asm.mov(Gp64.RCX, vectors);
      Label next = asm.here();
      asm.vmovdqu8(Address.at(Gp64.RDX, from), PADDING);
      asm.add(Gp64.RDX, VECTOR);
      asm.dec(Gp64.RCX);
      asm.jnz(next);
      asm.sub(Gp64.RDX, VECTOR * vectors);
      return;
    }
    for (int i = 0; i < vectors; i++) {
      asm.vmovdqu8(Address.at(Gp64.RDX, from + VECTOR * i), PADDING);
    }
  }
}
