/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.util.List;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.UnitLoop;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits a convolution or a dense layer: block of output rows by block, the band of input rows is
 * filled, then group of channels by group of channels all rows and pixels of the block are computed
 * in tiles. The last tile of a row begins earlier where tiles do not divide it, and computes some
 * pixels twice.
 *
 * <p>State: input, output, weights, tables of the channels behind their parameters, band.
 */
public final class ProductCode {
  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int WEIGHTS = 2;
  static final int TABLES = 3;
  static final int BAND = 4;

  private static final Gp64 SOURCE = Gp64.R8;
  private static final Gp64 PIXEL = Gp64.RBX;
  private static final Gp64 DESTINATION = Gp64.RBP;
  private static final Gp64 WEIGHT = Gp64.R9;
  private static final Gp64 TABLE = Gp64.R10;
  private static final Gp64 PARAMETERS = Gp64.R11;
  private static final Gp64 ROWS_LEFT = Gp64.R12;
  private static final Gp64 REPEATS_LEFT = Gp64.R13;
  private static final Gp64 TILES_LEFT = Gp64.R14;
  private static final Gp64 FIRST_ROW = Gp64.R15;

  private static final DotTileCode.Registers REGISTERS =
      new DotTileCode.Registers(
          PIXEL, DESTINATION, WEIGHT, TABLE, PARAMETERS, Gp64.RAX, Gp64.RDX, Gp64.RCX, Gp64.R12);

  private final Assembler asm;
  private final VectorCode vectors;
  private final ProductGeometry geometry;
  private final List<? extends TileRun> tiles;

  private ProductCode(ProductGeometry geometry, List<? extends TileRun> tiles, Target target) {
    this.asm = target.newAssembler();
    this.vectors = new VectorCode(asm, target);
    this.geometry = geometry;
    this.tiles = tiles;
  }

  /**
   * Returns the code.
   *
   * @param tiles of the channels of one group, in their order
   */
  public static Assembler emit(
      ProductGeometry geometry, List<? extends TileRun> tiles, Target target) {
    ProductCode code = new ProductCode(geometry, tiles, target);
    code.emit();
    return code.asm;
  }

  private void emit() {
    UnitLoop units = new UnitLoop(asm);
    units.enter();
    BandCode band = geometry.band() == null ? null : band();
    if (band != null) {
      band.prepare();
    }
    for (TileRun run : tiles) {
      run.prepare(vectors);
    }
    units.start(FIRST_ROW, Gp64.RAX, geometry.rows(), geometry.rowsPerBlock());
    block(units, band);
    units.leave();
  }

  private BandCode band() {
    return new BandCode(vectors, geometry.band(), geometry.segments().form());
  }

  /** Returns the bytes of some values of what the tiles read. */
  private int bytes(int values) {
    DotForm form = geometry.segments().form();
    return values * (geometry.band() == null ? form.elementBytes() : form.valueBytes());
  }

  /** Emits one block, whose first row is in r15. */
  private void block(UnitLoop units, BandCode band) {
    units.loadInArena(SOURCE, INPUT);
    StepCode.loadAddress(asm, PARAMETERS, TABLES);
    if (band != null) {
      asm.imul(ROWS_LEFT, FIRST_ROW, geometry.band().firstRowStep());
      asm.sub(ROWS_LEFT, geometry.band().paddingTop());
      asm.mark("band of input rows");
      StepCode.loadAddress(asm, PIXEL, BAND);
      band.emit(SOURCE, PIXEL, PARAMETERS, ROWS_LEFT, REPEATS_LEFT);
      asm.mov(SOURCE, PIXEL);
    } else {
      asm.imul(Gp64.RAX, FIRST_ROW, bytes(geometry.rowStride()));
      asm.add(SOURCE, Gp64.RAX);
    }
    units.loadInArena(Gp64.RDI, OUTPUT);
    asm.imul(Gp64.RAX, FIRST_ROW, geometry.outputRowBytes());
    asm.add(Gp64.RDI, Gp64.RAX);
    StepCode.loadAddress(asm, WEIGHT, WEIGHTS);
    asm.lea(TABLE, Address.at(PARAMETERS, ChannelTables.PARAMETERS));
    if (geometry.groups() == 1) {
      channels();
      return;
    }
    asm.mov(Gp64.RAX, geometry.groups());
    Label nextGroup = asm.here();
    asm.push(Gp64.RAX);
    channels();
    asm.pop(Gp64.RAX);
    asm.add(SOURCE, bytes(geometry.groupInputs()));
    asm.dec(Gp64.RAX);
    asm.jnz(nextGroup);
  }

  /**
   * Emits all channels of a group: rdi points to the first output channel of the block's first
   * pixel and moves on behind the group, as weights and tables do.
   */
  private void channels() {
    for (TileRun run : tiles) {
      Label next = null;
      if (run.repeats() > 1) {
        asm.mov(REPEATS_LEFT, run.repeats());
        next = asm.here();
      }
      rows(run);
      asm.add(WEIGHT, Math.toIntExact(run.weightBytes(geometry.segments())));
      asm.add(TABLE, run.tableBytes());
      asm.add(Gp64.RDI, run.channels() * geometry.segments().form().elementBytes());
      if (next != null) {
        asm.dec(REPEATS_LEFT);
        asm.jnz(next);
      }
    }
  }

  /** Emits all rows and pixels of a block for one tile of channels. Rows are counted in r15. */
  private void rows(TileRun run) {
    asm.mov(PIXEL, SOURCE);
    asm.mov(DESTINATION, Gp64.RDI);
    int rows = geometry.rowsPerBlock();
    Label next = null;
    if (rows > 1) {
      asm.mov(FIRST_ROW, rows);
      next = asm.here();
    }
    int moved = pixels(run);
    if (next != null) {
      asm.add(PIXEL, bytes(geometry.rowStride() - moved * geometry.pixelStride()));
      asm.add(DESTINATION, geometry.outputRowBytes() - moved * geometry.outputPixelBytes());
      asm.dec(FIRST_ROW);
      asm.jnz(next);
    }
  }

  /** Emits the pixels of a row; returns by how many pixels the pointers have moved. */
  private int pixels(TileRun tile) {
    asm.mark(tile);
    int width = geometry.pixels();
    int whole = width / tile.pixels();
    int rest = width % tile.pixels();
    int tilesOfRow = whole + (rest == 0 ? 0 : 1);
    if (tilesOfRow == 1) {
      tile.emit(vectors, geometry, REGISTERS);
      return 0;
    }
    asm.mov(TILES_LEFT, tilesOfRow);
    Label next = asm.here();
    tile.emit(vectors, geometry, REGISTERS);
    if (rest == 0) {
      move(tile.pixels());
      asm.dec(TILES_LEFT);
      asm.jnz(next);
      return width;
    }
    // Behind the tile before the last the pointers move by the rest alone.
    Label last = new Label();
    Label done = new Label();
    asm.dec(TILES_LEFT);
    asm.jz(done);
    asm.cmp(TILES_LEFT, 1);
    asm.jz(last);
    move(tile.pixels());
    asm.jmp(next);
    asm.bind(last);
    move(rest);
    asm.jmp(next);
    asm.bind(done);
    return width - tile.pixels();
  }

  private void move(int pixels) {
    asm.add(PIXEL, bytes(pixels * geometry.pixelStride()));
    asm.add(DESTINATION, pixels * geometry.outputPixelBytes());
  }
}
