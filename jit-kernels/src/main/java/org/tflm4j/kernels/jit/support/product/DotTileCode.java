/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits one tile of an INT8 product (AVX-512 VNNI): for some neighbouring pixels and some vectors
 * of output channels all multiply-adds, the requantization and the store. Activations are unsigned
 * (the top bit flipped, beforehand or here), weights signed.
 *
 * <p>Weights lie as they are read: [row][column][dword][vector][lane][4], {@link DotWeights} packs
 * them so. Sums cannot overflow: at most 131,000 products of magnitude 2^14 stay below 2^31, longer
 * runs are refused when the kernel is made.
 */
public final class DotTileCode {
  private static final int UNROLLED = 4;
  private static final int WEIGHTS = 24;
  private static final Vec ACTIVATION = zmm(28);
  private static final Vec TEMP = zmm(29);
  private static final Vec TEMP2 = zmm(30);
  private static final Vec FLIP = zmm(31);

  /** Masks the last vector of channels where it is not full. */
  public static final Mask TAIL = Mask.k(1);

  private final Assembler asm;
  private final TileShape tile;
  private final Segments segments;
  private final int pixelStride;
  private final boolean flips;
  private final int outputStride;
  private final RequantizationCode requantization;
  private final Registers registers;

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
   * @param pixelStride bytes from a pixel to its neighbour
   * @param flips true if the top bits of the activations are flipped here
   * @param outputStride bytes from an output pixel to its neighbour
   */
  public DotTileCode(
      Assembler asm,
      TileShape tile,
      Segments segments,
      int pixelStride,
      boolean flips,
      int outputStride,
      Epilogue epilogue,
      Registers registers) {
    this.asm = asm;
    this.tile = tile;
    this.segments = segments;
    this.pixelStride = pixelStride;
    this.flips = flips;
    this.outputStride = outputStride;
    this.registers = registers;
    this.requantization =
        new RequantizationCode(asm, epilogue, registers.parameters(), TEMP, TEMP2, ACTIVATION);
  }

  /** Emits the tile. */
  public void emit() {
    startSums();
    if (flips) {
      asm.vpbroadcastd(FLIP, Address.at(registers.parameters(), ChannelTables.FLIP));
    }
    new SegmentLoop(asm, segments, tile.vectors() * 64, UNROLLED, registers, this::step).emit();
    joinChains();
    store();
  }

  private Vec sum(int chain, int pixel, int vector) {
    return zmm((chain * tile.pixels() + pixel) * tile.vectors() + vector);
  }

  private Address tables(int vector) {
    return Address.at(registers.tables(), vector * ChannelTables.BYTES);
  }

  private void startSums() {
    for (int vector = 0; vector < tile.vectors(); vector++) {
      asm.vmovdqa32(sum(0, 0, vector), tables(vector).plus(ChannelTables.BIAS));
      for (int pixel = 1; pixel < tile.pixels(); pixel++) {
        asm.vmovdqa32(sum(0, pixel, vector), sum(0, 0, vector));
      }
      for (int chain = 1; chain < tile.chains(); chain++) {
        for (int pixel = 0; pixel < tile.pixels(); pixel++) {
          Vec other = sum(chain, pixel, vector);
          asm.vpxor(other, other, other);
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
        asm.vmovdqa32(zmm(WEIGHTS + vector), weight(weightAt, vector));
      }
    }
    for (int pixel = 0; pixel < tile.pixels(); pixel++) {
      asm.vpbroadcastd(ACTIVATION, Address.at(row, pixel * pixelStride + at));
      if (flips) {
        asm.vpxor(ACTIVATION, ACTIVATION, FLIP);
      }
      for (int vector = 0; vector < tile.vectors(); vector++) {
        if (loads) {
          asm.vpdpbusd(sum(chain, pixel, vector), ACTIVATION, zmm(WEIGHTS + vector));
        } else {
          asm.vpdpbusd(sum(chain, pixel, vector), ACTIVATION, weight(weightAt, vector));
        }
      }
    }
  }

  private Address weight(int at, int vector) {
    return Address.at(registers.weight(), at + 64 * vector);
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
    boolean scalesInRegisters = tile.vectors() <= 4;
    if (scalesInRegisters) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        requantization.loadScale(zmm(WEIGHTS + vector), tables(vector));
      }
    }
    for (int pixel = 0; pixel < tile.pixels(); pixel++) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        Vec scale = zmm(WEIGHTS + (scalesInRegisters ? vector : 0));
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
    if (tile.isInterleaved()) {
      Vec low = sum(0, pixel, 0);
      Vec high = sum(0, pixel, 2);
      asm.vpackssdw(low, low, sum(0, pixel, 1));
      asm.vpackssdw(high, high, sum(0, pixel, 3));
      asm.vpacksswb(low, low, high);
      asm.vmovdqu32(output, low);
      return;
    }
    for (int vector = 0; vector < tile.vectors(); vector++) {
      Address at = output.plus(TileShape.LANES * vector);
      boolean tail = vector == tile.vectors() - 1 && tile.hasTail();
      asm.vpmovsdb(tail ? at.masked(TAIL) : at, sum(0, pixel, vector));
    }
  }
}
