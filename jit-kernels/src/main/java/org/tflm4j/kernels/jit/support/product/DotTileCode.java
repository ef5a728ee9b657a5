/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits one tile of an INT8 product: for some neighbouring pixels and some vectors of output
 * channels all multiply-adds, the requantization and the store. Activations are in the target's
 * {@link DotForm}, or bytes whose top bits are flipped here.
 *
 * <p>Registers: sums from 0 on; then, from the last one down, the products or the bits to flip, the
 * activation, and the weights of one dword. In the end the first two serve the requantization, and
 * scales take the place of the weights.
 *
 * <p>Weights lie as they are read: [row][column][dword][vector][lane][values of a dword], {@link
 * DotWeights} packs them so. Sums cannot overflow: at most 131,000 products of magnitude 2^14 stay
 * below 2^31, longer runs are refused when the kernel is made.
 */
public final class DotTileCode {
  private static final int UNROLLED = 4;

  private final VectorCode vectors;
  private final Assembler asm;
  private final TileShape tile;
  private final Segments segments;
  private final DotForm form;
  private final int pixelStride;
  private final boolean flips;
  private final int outputStride;
  private final RequantizationCode requantization;
  private final Registers registers;
  private final TailCode tail;

  /** Holds the bits to flip, or the products of words. */
  private final Vec extra;

  private final Vec activation;

  /**
   * Where the tile finds its data; none of the registers is changed.
   *
   * @param pixels the first run of the first pixel
   * @param output the first output channel of the first pixel
   * @param weights packed weights of the tile's channels, 64-byte aligned
   * @param tables {@link ChannelTables} of its channels, 64-byte aligned
   * @param parameters what all channels share
   * @param row free to use
   * @param weight free to use
   * @param end free to use
   * @param count free to use
   */
  public record Registers(
      Gp64 pixels,
      Gp64 output,
      Gp64 weights,
      Gp64 tables,
      Gp64 parameters,
      Gp64 row,
      Gp64 weight,
      Gp64 end,
      Gp64 count) {}

  /**
   * Creates the emitter of a tile.
   *
   * @param pixelStride values from a pixel to its neighbour
   * @param flips true if the top bits of the activations are flipped here
   * @param outputStride bytes from an output pixel to its neighbour
   * @param tail of the last vector of channels, as bytes, where it is not full
   */
  public DotTileCode(
      VectorCode vectors,
      TileShape tile,
      Segments segments,
      int pixelStride,
      boolean flips,
      int outputStride,
      TailCode tail,
      Epilogue epilogue,
      Registers registers) {
    this.vectors = vectors;
    this.asm = vectors.asm();
    this.tile = tile;
    this.segments = segments;
    this.form = segments.form();
    this.pixelStride = pixelStride;
    this.flips = flips;
    this.outputStride = outputStride;
    this.tail = tail;
    this.registers = registers;
    this.extra = vectors.vector(vectors.registers() - 1);
    this.activation = vectors.vector(vectors.registers() - 2);
    this.requantization =
        new RequantizationCode(vectors, epilogue, registers.parameters(), extra, activation);
  }

  /** Emits the tile. */
  public void emit() {
    startSums();
    if (flips) {
      asm.vpbroadcastd(extra, Address.at(registers.parameters(), ChannelTables.FLIP));
    }
    int stepBytes = tile.vectors() * form.weightBytes(vectors.bytes());
    new SegmentLoop(asm, segments, stepBytes, UNROLLED, registers, this::step).emit();
    joinChains();
    store();
  }

  private Vec sum(int chain, int pixel, int vector) {
    return vectors.vector((chain * tile.pixels() + pixel) * tile.vectors() + vector);
  }

  private Address tables(int vector) {
    return Address.at(registers.tables(), vector * ChannelTables.bytes(vectors.bytes()));
  }

  private void startSums() {
    for (int vector = 0; vector < tile.vectors(); vector++) {
      requantization.loadBias(sum(0, 0, vector), tables(vector));
      for (int pixel = 1; pixel < tile.pixels(); pixel++) {
        vectors.copy(sum(0, pixel, vector), sum(0, 0, vector));
      }
      for (int chain = 1; chain < tile.chains(); chain++) {
        for (int pixel = 0; pixel < tile.pixels(); pixel++) {
          vectors.zero(sum(chain, pixel, vector));
        }
      }
    }
  }

  /** Multiplies one dword of each pixel with the weights of all vectors. */
  private void step(Gp64 row, int at, int weightAt, int dword) {
    int chain = dword % tile.chains();
    boolean loads = tile.pixels() > 1;
    if (loads) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        form.loadWeights(asm, numbers(vector), weight(weightAt, vector));
      }
    }
    for (int pixel = 0; pixel < tile.pixels(); pixel++) {
      int pixelAt = pixel * pixelStride * form.valueBytes();
      asm.vpbroadcastd(activation, Address.at(row, pixelAt + at));
      if (flips) {
        asm.vpxor(activation, activation, extra);
      }
      for (int vector = 0; vector < tile.vectors(); vector++) {
        Vec sum = sum(chain, pixel, vector);
        if (loads) {
          form.multiplyAdd(asm, sum, activation, numbers(vector), extra);
        } else {
          form.multiplyAdd(asm, sum, activation, weight(weightAt, vector), extra);
        }
      }
    }
  }

  /** Returns the register of the weights, and later of the scale, of a vector of channels. */
  private Vec numbers(int vector) {
    return vectors.vector(vectors.registers() - 3 - vector);
  }

  private Address weight(int at, int vector) {
    return Address.at(registers.weight(), at + form.weightBytes(vectors.bytes()) * vector);
  }

  private void joinChains() {
    for (int chain = 1; chain < tile.chains(); chain++) {
      for (int pixel = 0; pixel < tile.pixels(); pixel++) {
        for (int vector = 0; vector < tile.vectors(); vector++) {
          asm.vpaddd(sum(0, pixel, vector), sum(0, pixel, vector), sum(chain, pixel, vector));
        }
      }
    }
  }

  private void store() {
    int sums = tile.pixels() * tile.vectors();
    boolean scalesInRegisters = sums + tile.vectors() <= vectors.registers() - 2;
    if (scalesInRegisters) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        requantization.loadScale(numbers(vector), tables(vector));
      }
    }
    for (int pixel = 0; pixel < tile.pixels(); pixel++) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        Vec scale = numbers(scalesInRegisters ? vector : 0);
        if (!scalesInRegisters) {
          requantization.loadScale(scale, tables(vector));
        }
        requantization.emit(sum(0, pixel, vector), scale, tables(vector));
      }
      narrow(pixel);
    }
  }

  private void narrow(int pixel) {
    Address output = Address.at(registers.output(), pixel * outputStride);
    Vec low = sum(0, pixel, 0);
    if (!tile.isInterleaved()) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        vectors.storeBytes(
            output.plus(tile.lanes() * vector),
            sum(0, pixel, vector),
            vector == tile.vectors() - 1 && tile.tail() != 0 ? tail : null,
            extra);
      }
      return;
    }
    asm.vpackssdw(low, low, sum(0, pixel, 1));
    if (tile.vectors() == 4) {
      Vec high = sum(0, pixel, 2);
      asm.vpackssdw(high, high, sum(0, pixel, 3));
      asm.vpacksswb(low, low, high);
      vectors.store(output, low);
    } else {
      asm.vextracti128(extra.xmm(), low, 1);
      asm.vpacksswb(low.xmm(), low.xmm(), extra.xmm());
      vectors.store(output, low.xmm());
    }
  }
}
