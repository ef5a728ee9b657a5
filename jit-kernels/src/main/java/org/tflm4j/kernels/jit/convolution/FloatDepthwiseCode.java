/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Window;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.asm.VectorOperand;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.UnitLoop;

/**
 * Emits a FLOAT32 depthwise convolution that reads its input where it lies. Taps beside the image
 * are not emitted, those above and below are jumped over: as in the reference nothing is multiplied
 * there.
 *
 * <p>State: input, output, and what {@link JitFloatDepthwise} packs: the limits of the outputs,
 * then for each vector of channels its weights, tap by tap, and its biases.
 */
final class FloatDepthwiseCode {
  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int WEIGHTS = 2;

  /** Least and greatest output, in front of the weights. */
  static final int MIN = 0;

  static final int MAX = Float.BYTES;

  /** Bytes in front of the weights. */
  static final int PARAMETERS = 64;

  /** With 32 registers: the sums, as many weights, an input and two limits. */
  private static final int MOST_WEIGHTS = 32 - FloatDepthwiseGeometry.MOST_SUMS - 3;

  private static final Gp64 IMAGE = Gp64.R8;
  private static final Gp64 DESTINATION = Gp64.R9;
  private static final Gp64 WEIGHT = Gp64.R10;
  private static final Gp64 LIMITS = Gp64.R11;
  private static final Gp64 VECTORS_LEFT = Gp64.R12;
  private static final Gp64 TILES_LEFT = Gp64.R13;
  private static final Gp64 FIRST_INPUT_ROW = Gp64.R14;
  private static final Gp64 FIRST_ROW = Gp64.R15;
  private static final Gp64 FROM = Gp64.RBX;
  private static final Gp64 TO = Gp64.RBP;
  private static final Gp64 ROW = Gp64.RDX;
  private static final Gp64 ROW_INDEX = Gp64.RCX;

  private final Assembler asm;
  private final FloatDepthwiseGeometry geometry;
  private final Window window;
  private final boolean weightsInRegisters;

  /** The piece that is emitted. */
  private FloatDepthwiseGeometry.Piece piece;

  private FloatDepthwiseCode(FloatDepthwiseGeometry geometry, Target target) {
    this.asm = target.newAssembler();
    this.geometry = geometry;
    this.window = geometry.window();
    this.weightsInRegisters = target.vectorBytes() == 64 && geometry.taps() <= MOST_WEIGHTS;
  }

  /** Returns the code. */
  static Assembler emit(FloatDepthwiseGeometry geometry, Target target) {
    FloatDepthwiseCode code = new FloatDepthwiseCode(geometry, target);
    code.emit();
    return code.asm;
  }

  private void emit() {
    UnitLoop units = new UnitLoop(asm);
    units.enter();
    units.start(FIRST_ROW, Gp64.RAX, geometry.rows(), geometry.tileRows());
    units.loadInArena(IMAGE, INPUT);
    asm.imul(FIRST_INPUT_ROW, FIRST_ROW, window.strideHeight());
    asm.sub(FIRST_INPUT_ROW, window.paddingTop());
    asm.imul(Gp64.RAX, FIRST_INPUT_ROW, geometry.imageWidth() * geometry.pixelBytes());
    asm.add(IMAGE, Gp64.RAX); // May lie in front of the image; nothing is read there.
    units.loadInArena(DESTINATION, OUTPUT);
    asm.imul(Gp64.RAX, FIRST_ROW, geometry.pixels() * geometry.pixelBytes());
    asm.add(DESTINATION, Gp64.RAX);
    StepCode.loadAddress(asm, LIMITS, WEIGHTS);
    asm.lea(WEIGHT, Address.at(LIMITS, PARAMETERS));
    int channel = 0;
    for (FloatDepthwiseGeometry.Piece next : geometry.pieces()) {
      int back = Float.BYTES * (next.channel() - channel);
      if (back != 0) {
        asm.add(IMAGE, back);
        asm.add(DESTINATION, back);
      }
      piece = next;
      vectors();
      channel = next.channel() + next.repeats() * next.lanes();
    }
    units.leave();
  }

  private void vectors() {
    Label next = null;
    if (piece.repeats() > 1) {
      asm.mov(VECTORS_LEFT, piece.repeats());
      next = asm.here();
    }
    if (weightsInRegisters) {
      for (int tap = 0; tap < geometry.taps(); tap++) {
        load(register(FloatDepthwiseGeometry.MOST_SUMS + tap), weight(tap));
      }
    }
    for (FloatDepthwiseGeometry.TileSpan span : geometry.spans()) {
      asm.lea(FROM, Address.at(IMAGE, geometry.column(span.pixel()) * geometry.pixelBytes()));
      asm.lea(TO, Address.at(DESTINATION, span.pixel() * geometry.pixelBytes()));
      if (span.tiles() == 1) {
        tile(span.pixel());
        continue;
      }
      asm.mov(TILES_LEFT, span.tiles());
      Label nextTile = asm.here();
      tile(span.pixel());
      int step = geometry.tilePixels() * geometry.pixelBytes();
      asm.add(FROM, window.strideWidth() * step);
      asm.add(TO, step);
      asm.dec(TILES_LEFT);
      asm.jnz(nextTile);
    }
    asm.add(IMAGE, piece.bytes());
    asm.add(DESTINATION, piece.bytes());
    asm.add(WEIGHT, (geometry.taps() + 1) * piece.bytes());
    if (next != null) {
      asm.dec(VECTORS_LEFT);
      asm.jnz(next);
    }
  }

  /**
   * Emits a tile.
   *
   * @param pixel its first output pixel, or that of one with the same columns inside the image
   */
  private void tile(int pixel) {
    int sums = geometry.tileRows() * geometry.tilePixels();
    for (int i = 0; i < sums; i++) {
      Vec sum = Vec.of(16, i);
      asm.vxorps(sum, sum, sum);
    }
    asm.mov(ROW, FROM);
    if (geometry.isPaddedVertically()) {
      asm.mov(ROW_INDEX, FIRST_INPUT_ROW);
    }
    int rows =
        (geometry.tileRows() - 1) * window.strideHeight()
            + (window.filterHeight() - 1) * window.dilationHeight()
            + 1;
    int reached = 0;
    for (int row = 0; row < rows; row++) {
      if (!meetsRow(row)) {
        continue;
      }
      if (row > reached) {
        asm.add(ROW, (row - reached) * geometry.imageWidth() * geometry.pixelBytes());
      }
      if (!geometry.isPaddedVertically()) {
        row(row, pixel);
      } else {
        if (row > reached) {
          asm.add(ROW_INDEX, row - reached);
        }
        Label outside = new Label();
        asm.cmp(ROW_INDEX, geometry.imageRows());
        asm.jae(outside); // Unsigned: rows above the image, too.
        row(row, pixel);
        asm.bind(outside);
      }
      reached = row;
    }
    store();
  }

  private boolean meetsRow(int row) {
    for (int outRow = 0; outRow < geometry.tileRows(); outRow++) {
      if (tapOf(row - outRow * window.strideHeight(), window.dilationHeight()) >= 0
          && tapOf(row - outRow * window.strideHeight(), window.dilationHeight())
              < window.filterHeight()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the tap at a distance from the first one, negative if there is none. */
  private static int tapOf(int distance, int dilation) {
    return distance < 0 || distance % dilation != 0 ? -1 : distance / dilation;
  }

  /** Emits the products of one input row with all taps that meet it. */
  private void row(int row, int pixel) {
    int columns =
        (geometry.tilePixels() - 1) * window.strideWidth()
            + (window.filterWidth() - 1) * window.dilationWidth()
            + 1;
    int first = geometry.column(pixel);
    for (int column = 0; column < columns; column++) {
      if (first + column >= 0 && first + column < geometry.imageWidth()) {
        input(row, column);
      }
    }
  }

  /** Emits the products of one input, which is loaded for the first of them. */
  private void input(int row, int column) {
    Address from = Address.at(ROW, column * geometry.pixelBytes());
    Vec loaded = register(inputRegister());
    boolean isLoaded = false;
    for (int outRow = 0; outRow < geometry.tileRows(); outRow++) {
      int y = tapOf(row - outRow * window.strideHeight(), window.dilationHeight());
      if (y < 0 || y >= window.filterHeight()) {
        continue;
      }
      for (int outPixel = 0; outPixel < geometry.tilePixels(); outPixel++) {
        int x = tapOf(column - outPixel * window.strideWidth(), window.dilationWidth());
        if (x < 0 || x >= window.filterWidth()) {
          continue;
        }
        if (!isLoaded) {
          load(loaded, from);
          isLoaded = true;
        }
        int tap = y * window.filterWidth() + x;
        multiplyAdd(
            register(outRow * geometry.tilePixels() + outPixel),
            loaded,
            weightsInRegisters ? register(FloatDepthwiseGeometry.MOST_SUMS + tap) : weight(tap));
      }
    }
  }

  private void store() {
    Vec min = register(inputRegister() + 1);
    Vec max = register(inputRegister() + 2);
    asm.vbroadcastss(min, Address.at(LIMITS, MIN));
    asm.vbroadcastss(max, Address.at(LIMITS, MAX));
    for (int row = 0; row < geometry.tileRows(); row++) {
      for (int pixel = 0; pixel < geometry.tilePixels(); pixel++) {
        Vec sum = register(row * geometry.tilePixels() + pixel);
        Address to = Address.at(TO, (row * geometry.pixels() + pixel) * geometry.pixelBytes());
        // The second operand is the result where one is NaN or both are 0.
        if (piece.bytes() == Float.BYTES) {
          asm.vaddss(sum, sum, weight(geometry.taps()));
          asm.vmaxss(sum, min, sum);
          asm.vminss(sum, max, sum);
          asm.vmovss(to, sum);
        } else {
          asm.vaddps(sum, sum, weight(geometry.taps()));
          asm.vmaxps(sum, min, sum);
          asm.vminps(sum, max, sum);
          asm.vmovups(to, sum);
        }
      }
    }
  }

  private void multiplyAdd(Vec sum, Vec a, VectorOperand b) {
    if (piece.bytes() == Float.BYTES) {
      asm.vfmadd231ss(sum, a, b);
    } else {
      asm.vfmadd231ps(sum, a, b);
    }
  }

  private void load(Vec to, Address from) {
    if (piece.bytes() == Float.BYTES) {
      asm.vmovss(to, from);
    } else {
      asm.vmovups(to, from);
    }
  }

  private int inputRegister() {
    return weightsInRegisters
        ? FloatDepthwiseGeometry.MOST_SUMS + MOST_WEIGHTS
        : FloatDepthwiseGeometry.MOST_SUMS;
  }

  private Vec register(int number) {
    return Vec.of(Math.max(piece.bytes(), 16), number);
  }

  private Address weight(int tap) {
    return Address.at(WEIGHT, tap * piece.bytes());
  }
}
