/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.InstructionSet;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.UnitLoop;
import org.tflm4j.kernels.jit.support.product.ChannelTables;
import org.tflm4j.kernels.jit.support.product.Epilogue;
import org.tflm4j.kernels.jit.support.product.RequantizationCode;

/**
 * Emits an INT8 depthwise convolution (AVX-512 VNNI): for each block of output rows its input rows
 * are interleaved by fours, see {@link RowQuadsCode}, then vector of 16 channels by vector all
 * pixels of a row are computed, some of them at a time so that their latencies overlap.
 *
 * <p>State: input, output, weights, {@link ChannelTables}, work space.
 */
final class DepthwiseCode {
  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int WEIGHTS = 2;
  static final int TABLES = 3;
  static final int WORKSPACE = 4;

  private static final int MOST_SUMS = 8;
  private static final int WEIGHTS_FROM = MOST_SUMS;
  private static final int MOST_WEIGHTS = 19;
  private static final Vec ORDER = zmm(27);
  private static final Vec COLUMN = zmm(28);
  private static final Vec TEMP = zmm(29);
  private static final Vec TEMP2 = zmm(30);
  private static final Vec SCALE = zmm(31);
  private static final Mask TAIL = Mask.k(1);

  private static final Gp64 IMAGE = Gp64.R8;
  private static final Gp64 QUADS = Gp64.R9;
  private static final Gp64 WEIGHT = Gp64.R10;
  private static final Gp64 TABLE = Gp64.R11;
  private static final Gp64 PADDING_ROW = Gp64.R13;
  private static final Gp64 FIRST_ROW = Gp64.R15;
  private static final Gp64 INPUT_ROW = Gp64.R14;
  private static final Gp64 PARAMETERS = Gp64.RBP;
  private static final Gp64 DESTINATION = Gp64.RDI;
  private static final Gp64 COLUMNS = Gp64.RBX;
  private static final Gp64 TO = Gp64.RDX;
  private static final Gp64 GROUPS_LEFT = Gp64.R12;
  private static final Gp64 POSITIONS_LEFT = Gp64.RCX;

  private final Assembler asm = new Assembler(InstructionSet.AVX512);
  private final DepthwiseGeometry geometry;
  private final int blockRows;
  private final int taps;
  private final int unrolled;
  private final boolean weightsInRegisters;
  private final RequantizationCode requantization;

  private DepthwiseCode(DepthwiseGeometry geometry, Epilogue epilogue) {
    this.geometry = geometry;
    this.blockRows = geometry.rowsPerBlock();
    this.taps = geometry.quads() * geometry.window().filterWidth();
    this.unrolled = Math.min(geometry.positions(), Math.max(1, MOST_SUMS / blockRows / 2));
    this.weightsInRegisters = blockRows * taps <= MOST_WEIGHTS;
    this.requantization = new RequantizationCode(asm, epilogue, PARAMETERS, TEMP, TEMP2, COLUMN);
  }

  /** Returns the code. */
  static Assembler emit(DepthwiseGeometry geometry, Epilogue epilogue) {
    DepthwiseCode code = new DepthwiseCode(geometry, epilogue);
    code.emit();
    return code.asm;
  }

  private void emit() {
    UnitLoop units = new UnitLoop(asm);
    units.enter();
    RowQuadsCode quads = new RowQuadsCode(asm, geometry);
    StepCode.loadAddress(asm, PARAMETERS, TABLES);
    StepCode.loadAddress(asm, QUADS, WORKSPACE);
    asm.lea(PADDING_ROW, Address.at(QUADS, geometry.paddingRowAt()));
    quads.prepare(PARAMETERS, PADDING_ROW);
    if (geometry.lastGroupChannels() < DepthwiseGeometry.LANES) {
      asm.mov32(Gp64.RAX, (1 << geometry.lastGroupChannels()) - 1);
      asm.kmovw(TAIL, Gp64.RAX);
    }
    units.start(FIRST_ROW, Gp64.RAX, geometry.rows(), blockRows);
    units.loadInArena(IMAGE, INPUT);
    asm.imul(INPUT_ROW, FIRST_ROW, geometry.window().strideHeight());
    asm.sub(INPUT_ROW, geometry.window().paddingTop());
    asm.mark("rows of the input, four by four");
    quads.emit(PARAMETERS, IMAGE, INPUT_ROW, PADDING_ROW, QUADS);
    units.loadInArena(DESTINATION, OUTPUT);
    asm.imul(FIRST_ROW, FIRST_ROW, geometry.pixels() * geometry.outputDepth());
    asm.add(DESTINATION, FIRST_ROW);
    StepCode.loadAddress(asm, WEIGHT, WEIGHTS);
    asm.lea(TABLE, Address.at(PARAMETERS, ChannelTables.PARAMETERS));
    groups();
    units.leave();
    quads.constants();
  }

  private void groups() {
    int groups = geometry.groups();
    boolean tail = geometry.lastGroupChannels() < DepthwiseGeometry.LANES;
    int whole = tail ? groups - 1 : groups;
    if (geometry.depthMultiplier() > 1) {
      // Each group reads elsewhere.
      for (int group = 0; group < groups; group++) {
        group(group, tail && group == whole);
      }
      return;
    }
    if (whole > 0) {
      asm.mov(GROUPS_LEFT, whole);
      asm.mov(COLUMNS, QUADS);
      Label next = asm.here();
      asm.push(COLUMNS);
      group(-1, false);
      asm.pop(COLUMNS);
      asm.add(COLUMNS, Integer.BYTES * DepthwiseGeometry.LANES);
      asm.dec(GROUPS_LEFT);
      asm.jnz(next);
    } else {
      asm.mov(COLUMNS, QUADS);
    }
    if (tail) {
      group(-1, true);
    }
  }

  /**
   * Emits one group of 16 channels for all pixels of the block's rows.
   *
   * @param group its number where columns are expanded; -1 where rbx points to them
   */
  private void group(int group, boolean tail) {
    asm.mark(tail ? "last channels" : "16 channels");
    if (group >= 0) {
      int first = DepthwiseGeometry.LANES * group / geometry.depthMultiplier();
      asm.lea(COLUMNS, Address.at(QUADS, Integer.BYTES * first));
      asm.vmovdqu32(ORDER, Address.at(WEIGHT, geometry.weightBytes() - 64));
    }
    if (weightsInRegisters) {
      for (int i = 0; i < blockRows * taps; i++) {
        asm.vmovdqu32(zmm(WEIGHTS_FROM + i), weight(i));
      }
    }
    requantization.loadScale(SCALE, Address.at(TABLE));
    asm.mov(TO, DESTINATION);
    positions(tail);
    asm.add(DESTINATION, DepthwiseGeometry.LANES);
    asm.add(WEIGHT, geometry.weightBytes());
    asm.add(TABLE, ChannelTables.BYTES);
  }

  private void positions(boolean tail) {
    int count = geometry.positions();
    int step = geometry.outputStep();
    int last = geometry.outputAt(count - 1) - geometry.outputAt(0);
    // The last place overhangs in flat walks alone, and is emitted by itself then.
    int even = last == (count - 1) * step ? count : count - 1;
    int turns = even / unrolled;
    int inputStep = even > 1 ? geometry.columnsAt(1) : 0;
    if (turns > 1) {
      asm.mov(POSITIONS_LEFT, turns);
      Label next = asm.here();
      places(unrolled, inputStep, step, 0, 0, tail);
      asm.add(COLUMNS, unrolled * inputStep);
      asm.add(TO, unrolled * step);
      asm.dec(POSITIONS_LEFT);
      asm.jnz(next);
    } else if (turns == 1) {
      places(unrolled, inputStep, step, 0, 0, tail);
      asm.add(COLUMNS, unrolled * inputStep);
      asm.add(TO, unrolled * step);
    }
    int done = turns * unrolled;
    if (even > done) {
      places(even - done, inputStep, step, 0, 0, tail);
    }
    if (count > even) {
      places(
          1,
          0,
          0,
          geometry.columnsAt(count - 1) - geometry.columnsAt(0) - done * inputStep,
          last - done * step,
          tail);
    }
  }

  /**
   * Emits some places at a time.
   *
   * @param columnsAt where the columns of the first begin, from rbx
   * @param outputAt likewise, from rdx
   */
  private void places(
      int places, int inputStep, int step, int columnsAt, int outputAt, boolean tail) {
    for (int place = 0; place < places; place++) {
      for (int row = 0; row < blockRows; row++) {
        asm.vmovdqu32(sum(place, row), Address.at(TABLE, ChannelTables.BIAS));
      }
    }
    for (int quad = 0; quad < geometry.quads(); quad++) {
      for (int x = 0; x < geometry.window().filterWidth(); x++) {
        for (int place = 0; place < places; place++) {
          int at =
              columnsAt
                  + place * inputStep
                  + quad * geometry.quadBytes()
                  + Integer.BYTES * x * geometry.window().dilationWidth() * geometry.inputDepth();
          if (geometry.depthMultiplier() > 1) {
            asm.vpermd(COLUMN, ORDER, Address.at(COLUMNS, at));
          } else {
            asm.vmovdqu32(COLUMN, Address.at(COLUMNS, at));
          }
          for (int row = 0; row < blockRows; row++) {
            if (meets(row, quad)) {
              int index = (row * geometry.quads() + quad) * geometry.window().filterWidth() + x;
              if (weightsInRegisters) {
                asm.vpdpbusd(sum(place, row), COLUMN, zmm(WEIGHTS_FROM + index));
              } else {
                asm.vpdpbusd(sum(place, row), COLUMN, weight(index));
              }
            }
          }
        }
      }
    }
    for (int place = 0; place < places; place++) {
      for (int row = 0; row < blockRows; row++) {
        requantization.emit(sum(place, row), SCALE, Address.at(TABLE));
        Address to =
            Address.at(
                TO, outputAt + place * step + row * geometry.pixels() * geometry.outputDepth());
        asm.vpmovsdb(tail ? to.masked(TAIL) : to, sum(place, row));
      }
    }
  }

  /** Returns true if an output row has taps in a quad. */
  private boolean meets(int row, int quad) {
    for (int k = 0; k < 4; k++) {
      if (geometry.filterRow(row, 4 * quad + k) >= 0) {
        return true;
      }
    }
    return false;
  }

  private Vec sum(int place, int row) {
    return zmm(place * blockRows + row);
  }

  private Address weight(int index) {
    return Address.at(WEIGHT, 64 * index);
  }
}
