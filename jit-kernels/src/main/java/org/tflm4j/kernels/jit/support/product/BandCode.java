/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.code.Tier;

/**
 * Emits the copy of input rows into a band, with padding around them. The top bits of INT8 are
 * flipped, so that they are unsigned; FLOAT32 stays as it is, padding is 0. Rows are written from
 * the first to the last; the last store of a row may reach into the next one, or into the slack
 * behind the band.
 */
final class BandCode {
  /** Vectors up to which a row is copied without a loop. */
  private static final int LONGEST_STRAIGHT_COPY = 6;

  private static final Mask TAIL = Mask.k(2);

  private final Assembler asm;
  private final ProductGeometry.Band band;
  private final boolean flips;

  /** Bytes of a vector. */
  private final int vector;

  private final boolean masks;
  private final Vec data;
  private final Vec padding;
  private final Vec flip;

  BandCode(Assembler asm, Target target, ProductGeometry geometry) {
    this.asm = asm;
    this.band = geometry.band();
    this.flips = geometry.elementBytes() == 1;
    this.vector = target.vectorBytes();
    this.masks = target.tier() == Tier.AVX512_VNNI;
    this.data = Vec.of(vector, 0);
    this.padding = Vec.of(vector, 1);
    this.flip = Vec.of(vector, 2);
  }

  /** Emits what is needed once, at the start of the code. Uses rax. */
  void prepare() {
    int tail = band.imageBytes() % vector;
    if (tail != 0 && masks) {
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
    if (flips) {
      asm.vpbroadcastd(padding, Address.at(parameters, ChannelTables.PADDING));
      asm.vpbroadcastd(flip, Address.at(parameters, ChannelTables.FLIP));
    } else {
      asm.vpxor(padding, padding, padding);
    }
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
    int whole = band.imageBytes() / vector;
    int done = 0;
    if (whole > LONGEST_STRAIGHT_COPY) {
      asm.mov(Gp64.RCX, whole);
      Label next = asm.here();
      copy(0);
      asm.add(Gp64.RAX, vector);
      asm.add(Gp64.RDX, vector);
      asm.dec(Gp64.RCX);
      asm.jnz(next);
      asm.sub(Gp64.RDX, vector * whole);
      asm.sub(Gp64.RAX, vector * whole);
      done = whole;
    }
    for (; done < whole; done++) {
      copy(vector * done);
    }
    if (band.imageBytes() % vector != 0) {
      copyTail(vector * whole);
    }
    fill(band.leftBytes() + band.imageBytes(), band.rowBytes());
  }

  /** Copies what is left of a row from {@code at} on; nothing behind it is read. */
  private void copyTail(int at) {
    if (masks) {
      asm.vmovdqu8(data.zeroed(TAIL), Address.at(Gp64.RAX, at));
      flip(data);
      asm.vmovdqu8(Address.at(Gp64.RDX, band.leftBytes() + at).masked(TAIL), data);
      return;
    }
    int bytes = band.imageBytes();
    int done = at;
    for (int size = vector; size > 0; size /= 2) {
      if (done < bytes && size < bytes && size > bytes - done) {
        copy(bytes - size, size); // Some bytes twice.
        return;
      }
      if (size <= bytes - done) {
        copy(done, size);
        done += size;
      }
    }
  }

  private void copy(int at) {
    copy(at, vector);
  }

  private void copy(int at, int size) {
    Address from = Address.at(Gp64.RAX, at);
    Address to = Address.at(Gp64.RDX, band.leftBytes() + at);
    Vec some = size > 16 ? data : data.xmm();
    switch (size) {
      case 1 -> asm.vpinsrb(some, some, from, 0);
      case 2 -> asm.vpinsrw(some, some, from, 0);
      case 4 -> asm.vmovd(some, from);
      case 8 -> asm.vmovq(some, from);
      default -> asm.vmovups(some, from);
    }
    flip(some);
    switch (size) {
      case 1 -> asm.vpextrb(to, some, 0);
      case 2 -> asm.vpextrw(to, some, 0);
      case 4 -> asm.vmovd(to, some);
      case 8 -> asm.vmovq(to, some);
      default -> asm.vmovups(to, some);
    }
  }

  private void flip(Vec some) {
    if (flips) {
      asm.vpxor(some, some, Vec.of(some.width(), flip.number()));
    }
  }

  /** Fills a part of a row with padding; the last store may reach behind it. */
  private void fill(int from, int to) {
    int vectors = (to - from + vector - 1) / vector;
    if (vectors > LONGEST_STRAIGHT_COPY) {
      asm.mov(Gp64.RCX, vectors);
      Label next = asm.here();
      asm.vmovups(Address.at(Gp64.RDX, from), padding);
      asm.add(Gp64.RDX, vector);
      asm.dec(Gp64.RCX);
      asm.jnz(next);
      asm.sub(Gp64.RDX, vector * vectors);
      return;
    }
    for (int i = 0; i < vectors; i++) {
      asm.vmovups(Address.at(Gp64.RDX, from + vector * i), padding);
    }
  }
}
