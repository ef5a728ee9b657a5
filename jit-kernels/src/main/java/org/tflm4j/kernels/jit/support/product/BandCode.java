/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits the copy of input rows into a band, with padding around them: bytes with their top bits
 * flipped, so that they are unsigned, or widened to words, or floats. Rows are written from the
 * first to the last; the last store of a row may reach into the next one, or into the slack behind
 * the band.
 */
final class BandCode {
  /** Vectors up to which a row is copied without a loop. */
  private static final int LONGEST_STRAIGHT_COPY = 6;

  private static final int UNROLLED = 4;

  private final VectorCode vectors;
  private final Assembler asm;
  private final ProductGeometry.Band band;
  private final DotForm form;

  /** Values of a vector. */
  private final int width;

  private final TailCode tail;
  private final Vec data;
  private final Vec padding;
  private final Vec flip;

  BandCode(VectorCode vectors, ProductGeometry.Band band, DotForm form) {
    this.vectors = vectors;
    this.asm = vectors.asm();
    this.band = band;
    this.form = form;
    this.width = vectors.bytes() / form.valueBytes();
    this.tail = new TailCode(vectors, imageBytes(band.imageWidth() % width), Mask.k(2));
    this.data = vectors.vector(0);
    this.padding = vectors.vector(1);
    this.flip = vectors.vector(2);
  }

  /** Emits what is needed once, at the start of the code. Uses rax. */
  void prepare() {
    tail.prepare();
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
    if (form == DotForm.FLOATS) {
      vectors.zero(padding);
    } else {
      asm.vpbroadcastd(padding, Address.at(parameters, ChannelTables.PADDING));
      asm.vpbroadcastd(flip, Address.at(parameters, ChannelTables.FLIP));
    }
    asm.mov(Gp64.RDX, to);
    asm.mov(rowsLeft, band.rowsPerBlock());
    Label nextRow = asm.here();
    Label outside = new Label();
    Label done = new Label();
    asm.cmp(firstRow, band.imageRows());
    asm.jae(outside); // Unsigned: rows above the image, too.
    asm.imul(Gp64.RAX, firstRow, imageBytes(band.imageWidth()));
    asm.add(Gp64.RAX, image);
    copyRow();
    asm.jmp(done);
    asm.bind(outside);
    fill(0, band.rowWidth());
    asm.bind(done);
    asm.add(Gp64.RDX, bytes(band.rowWidth()));
    asm.inc(firstRow);
    asm.dec(rowsLeft);
    asm.jnz(nextRow);
  }

  /** Returns the bytes of some values in the band. */
  private int bytes(int values) {
    return values * form.valueBytes();
  }

  /** Returns the bytes of some values in the image. */
  private int imageBytes(int values) {
    return values * form.elementBytes();
  }

  private void copyRow() {
    fill(0, band.paddingLeft());
    int whole = band.imageWidth() / width;
    int done = 0;
    if (whole > LONGEST_STRAIGHT_COPY) {
      int turns = whole / UNROLLED;
      done = turns * UNROLLED;
      asm.mov(Gp64.RCX, turns);
      Label next = asm.here();
      for (int i = 0; i < UNROLLED; i++) {
        copy(width * i);
      }
      asm.add(Gp64.RAX, imageBytes(UNROLLED * width));
      asm.add(Gp64.RDX, bytes(UNROLLED * width));
      asm.dec(Gp64.RCX);
      asm.jnz(next);
      asm.sub(Gp64.RDX, bytes(done * width));
      asm.sub(Gp64.RAX, imageBytes(done * width));
    }
    for (; done < whole; done++) {
      copy(width * done);
    }
    if (!tail.isEmpty()) {
      tail.load(data, Address.at(Gp64.RAX, imageBytes(width * whole)), vectors.vector(3));
      form.convertValues(asm, data, flip);
      vectors.store(to(width * whole), data);
    }
    fill(band.paddingLeft() + band.imageWidth(), band.rowWidth());
  }

  private void copy(int at) {
    form.loadValues(asm, data, Address.at(Gp64.RAX, imageBytes(at)), flip);
    vectors.store(to(at), data);
  }

  private Address to(int value) {
    return Address.at(Gp64.RDX, bytes(band.paddingLeft() + value));
  }

  /** Fills a part of a row with padding; the last store may reach behind it. */
  private void fill(int from, int to) {
    int count = (to - from + width - 1) / width;
    if (count > LONGEST_STRAIGHT_COPY) {
      asm.mov(Gp64.RCX, count);
      Label next = asm.here();
      vectors.store(Address.at(Gp64.RDX, bytes(from)), padding);
      asm.add(Gp64.RDX, vectors.bytes());
      asm.dec(Gp64.RCX);
      asm.jnz(next);
      asm.sub(Gp64.RDX, vectors.bytes() * count);
      return;
    }
    for (int i = 0; i < count; i++) {
      vectors.store(Address.at(Gp64.RDX, bytes(from + width * i)), padding);
    }
  }
}
