/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits one tile of a FLOAT32 product: for some neighbouring pixels and some vectors of output
 * channels all multiply-adds, the bias, the clamp and the store. Sums begin with 0 and the bias is
 * added last, as in the reference; products are not rounded before they are added.
 *
 * <p>Weights lie as they are read: [row][column][input element][output channel of the tile]. Where
 * channels do not fill the last vector, it reads into the next ones; those lanes are not stored.
 */
final class FloatTileCode {
  /** Least and greatest output, in front of the tables. */
  static final int MIN = 0;

  static final int MAX = Float.BYTES;

  /** Multiply-adds of a turn of the loop, about. */
  private static final int TURN = 32;

  private static final int MOST_UNROLLED = 4;

  private final Assembler asm;
  private final FloatTiles tile;
  private final ProductGeometry geometry;
  private final DotTileCode.Registers registers;
  private final TailCode tail;
  private final int sums;

  FloatTileCode(
      VectorCode vectors,
      FloatTiles tile,
      ProductGeometry geometry,
      DotTileCode.Registers registers) {
    this.asm = vectors.asm();
    this.tail = tail(vectors, tile);
    this.tile = tile;
    this.geometry = geometry;
    this.registers = registers;
    this.sums = tile.chains() * tile.pixels() * tile.vectors();
  }

  /** Returns the stores of the last vector where it is not full. */
  static TailCode tail(VectorCode vectors, FloatTiles tile) {
    return new TailCode(vectors, Float.BYTES * tile.tailLanes(), Mask.k(1));
  }

  /** Emits the tile. */
  void emit() {
    for (int i = 0; i < sums; i++) {
      Vec sum = Vec.of(16, i);
      asm.vxorps(sum, sum, sum);
    }
    int unrolled = Math.clamp(TURN / (tile.pixels() * tile.vectors()), 1, MOST_UNROLLED);
    // A power of two, so that chains alternate throughout.
    new SegmentLoop(
            asm,
            geometry.segments(),
            tile.stepBytes(),
            Integer.highestOneBit(unrolled),
            registers,
            this::step)
        .emit();
    joinChains();
    store();
  }

  private Vec sum(int chain, int pixel, int vector) {
    return free((chain * tile.pixels() + pixel) * tile.vectors() + vector - sums);
  }

  /** Returns a register behind those of the sums. */
  private Vec free(int index) {
    return Vec.of(tile.width(), sums + index);
  }

  /** Multiplies one element of each pixel with the weights of all vectors. */
  private void step(Gp64 row, int at, int weightAt, int element) {
    int chain = element % tile.chains();
    if (tile.pixels() == 1) {
      Vec activation = free(0);
      asm.vbroadcastss(activation, Address.at(row, at));
      // Rounded twice as TFLM does: a long dense layer then has the same sums. Weights take longer.
      Vec product = free(1);
      for (int vector = 0; vector < tile.vectors(); vector++) {
        Vec sum = sum(chain, 0, vector);
        asm.vmulps(product, activation, weight(weightAt, vector));
        asm.vaddps(sum, sum, product);
      }
      return;
    }
    for (int vector = 0; vector < tile.vectors(); vector++) {
      asm.vmovups(free(vector), weight(weightAt, vector));
    }
    Vec activation = free(tile.vectors());
    for (int pixel = 0; pixel < tile.pixels(); pixel++) {
      Address from = Address.at(row, Float.BYTES * pixel * geometry.pixelStride() + at);
      if (tile.vectors() == 1 && tile.masks()) {
        asm.vfmadd231ps(sum(chain, pixel, 0), free(0), from.broadcast());
        continue;
      }
      asm.vbroadcastss(activation, from);
      for (int vector = 0; vector < tile.vectors(); vector++) {
        asm.vfmadd231ps(sum(chain, pixel, vector), activation, free(vector));
      }
    }
  }

  private Address weight(int at, int vector) {
    return Address.at(registers.weight(), at + tile.width() * vector);
  }

  private void joinChains() {
    for (int chain = 1; chain < tile.chains(); chain++) {
      for (int pixel = 0; pixel < tile.pixels(); pixel++) {
        for (int vector = 0; vector < tile.vectors(); vector++) {
          asm.vaddps(sum(0, pixel, vector), sum(0, pixel, vector), sum(chain, pixel, vector));
        }
      }
    }
  }

  private void store() {
    Vec min = free(0);
    Vec max = free(1);
    asm.vbroadcastss(min, Address.at(registers.parameters(), MIN));
    asm.vbroadcastss(max, Address.at(registers.parameters(), MAX));
    for (int pixel = 0; pixel < tile.pixels(); pixel++) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        Vec sum = sum(0, pixel, vector);
        asm.vaddps(sum, sum, Address.at(registers.tables(), tile.width() * vector));
        // The second operand is the result where one is NaN or both are 0.
        asm.vmaxps(sum, min, sum);
        asm.vminps(sum, max, sum);
        Address to =
            Address.at(
                registers.output(), pixel * geometry.outputPixelBytes() + tile.width() * vector);
        if (vector < tile.vectors() - 1 || !tile.hasTail()) {
          asm.vmovups(to, sum);
        } else {
          tail.store(to, sum, free(2));
        }
      }
    }
  }
}
