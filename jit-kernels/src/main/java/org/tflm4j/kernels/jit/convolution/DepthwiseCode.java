/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.UnitLoop;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.product.ChannelTables;
import org.tflm4j.kernels.jit.support.product.Epilogue;
import org.tflm4j.kernels.jit.support.product.RequantizationCode;

/**
 * Emits an INT8 depthwise convolution: for each block of output rows its input rows are interleaved
 * in bundles, see {@link RowBundlesCode}, then vector of channels by vector all pixels of a row are
 * computed, some of them at a time so that their latencies overlap. Weights are in registers, all
 * of them or those of one tap.
 *
 * <p>State: input, output, weights, {@link ChannelTables}, work space.
 */
final class DepthwiseCode {
  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int WEIGHTS = 2;
  static final int TABLES = 3;
  static final int WORKSPACE = 4;

  /** Sums at a time; half of them where all weights are in registers. */
  private static final int MOST_SUMS = 8;

  private static final Gp64 IMAGE = Gp64.R8;
  private static final Gp64 BUNDLES = Gp64.R9;
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

  private final Assembler asm;
  private final VectorCode vectors;
  private final DotForm form;
  private final DepthwiseGeometry geometry;
  private final int blockRows;
  private final int taps;
  private final int unrolled;
  private final int weightsFrom;
  private final boolean weightsInRegisters;
  private final RequantizationCode requantization;
  private final TailCode tail;
  private final Vec column;
  private final Vec extra;
  private final Vec scale;
  private final Vec order;

  private DepthwiseCode(DepthwiseGeometry geometry, Epilogue epilogue, Target target) {
    this.asm = target.newAssembler();
    this.vectors = new VectorCode(asm, target);
    this.form = geometry.form();
    this.geometry = geometry;
    this.blockRows = geometry.rowsPerBlock();
    this.taps = geometry.bundles() * geometry.window().filterWidth();
    int registers = vectors.registers();
    this.column = vectors.vector(registers - 1);
    this.extra = vectors.vector(registers - 2);
    this.scale = vectors.vector(registers - 3);
    this.order = vectors.vector(registers - 4);
    int fewSums = Math.max(1, MOST_SUMS / 2 / blockRows) * blockRows;
    this.weightsInRegisters = fewSums + blockRows * taps <= registers - 4;
    int places = weightsInRegisters ? fewSums / blockRows : Math.max(1, MOST_SUMS / blockRows);
    this.unrolled = Math.min(geometry.positions(), places);
    this.weightsFrom = unrolled * blockRows;
    this.requantization = new RequantizationCode(vectors, epilogue, PARAMETERS, extra, column);
    this.tail = new TailCode(vectors, geometry.lastGroupChannels() % geometry.lanes(), Mask.k(1));
  }

  /** Returns the code. */
  static Assembler emit(DepthwiseGeometry geometry, Epilogue epilogue, Target target) {
    DepthwiseCode code = new DepthwiseCode(geometry, epilogue, target);
    code.emit();
    return code.asm;
  }

  private void emit() {
    UnitLoop units = new UnitLoop(asm);
    units.enter();
    RowBundlesCode bundles = new RowBundlesCode(vectors, geometry);
    StepCode.loadAddress(asm, PARAMETERS, TABLES);
    StepCode.loadAddress(asm, BUNDLES, WORKSPACE);
    asm.lea(PADDING_ROW, Address.at(BUNDLES, geometry.paddingRowAt()));
    bundles.prepare(PARAMETERS, PADDING_ROW);
    tail.prepare();
    requantization.prepare();
    units.start(FIRST_ROW, Gp64.RAX, geometry.rows(), blockRows);
    units.loadInArena(IMAGE, INPUT);
    asm.imul(INPUT_ROW, FIRST_ROW, geometry.window().strideHeight());
    asm.sub(INPUT_ROW, geometry.window().paddingTop());
    asm.mark("rows of the input, bundled");
    bundles.emit(PARAMETERS, IMAGE, INPUT_ROW, PADDING_ROW, BUNDLES);
    units.loadInArena(DESTINATION, OUTPUT);
    asm.imul(FIRST_ROW, FIRST_ROW, geometry.pixels() * geometry.outputDepth());
    asm.add(DESTINATION, FIRST_ROW);
    StepCode.loadAddress(asm, WEIGHT, WEIGHTS);
    asm.lea(TABLE, Address.at(PARAMETERS, ChannelTables.PARAMETERS));
    groups();
    units.leave();
    bundles.constants();
  }

  private void groups() {
    int groups = geometry.groups();
    boolean hasTail = !tail.isEmpty();
    int whole = hasTail ? groups - 1 : groups;
    if (geometry.depthMultiplier() > 1) {
      // Each group reads elsewhere.
      for (int group = 0; group < groups; group++) {
        group(group, hasTail && group == whole);
      }
      return;
    }
    if (whole > 0) {
      asm.mov(GROUPS_LEFT, whole);
      asm.mov(COLUMNS, BUNDLES);
      Label next = asm.here();
      asm.push(COLUMNS);
      group(-1, false);
      asm.pop(COLUMNS);
      asm.add(COLUMNS, Integer.BYTES * geometry.lanes());
      asm.dec(GROUPS_LEFT);
      asm.jnz(next);
    } else {
      asm.mov(COLUMNS, BUNDLES);
    }
    if (hasTail) {
      group(-1, true);
    }
  }

  /**
   * Emits one vector of channels for all pixels of the block's rows.
   *
   * @param group its number where columns are expanded; -1 where rbx points to them
   */
  private void group(int group, boolean isTail) {
    asm.mark(isTail ? "last channels" : "whole vector of channels");
    if (group >= 0) {
      int first = geometry.lanes() * group / geometry.depthMultiplier();
      asm.lea(COLUMNS, Address.at(BUNDLES, Integer.BYTES * first));
      vectors.load(order, Address.at(WEIGHT, geometry.orderAt()));
    }
    if (weightsInRegisters) {
      for (int i = 0; i < blockRows * taps; i++) {
        form.loadWeights(asm, vectors.vector(weightsFrom + i), weight(i));
      }
    }
    requantization.loadScale(scale, Address.at(TABLE));
    asm.mov(TO, DESTINATION);
    positions(isTail);
    asm.add(DESTINATION, geometry.lanes());
    asm.add(WEIGHT, geometry.weightBytes());
    asm.add(TABLE, ChannelTables.bytes(vectors.bytes()));
  }

  private void positions(boolean isTail) {
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
      places(unrolled, inputStep, step, 0, 0, isTail);
      asm.add(COLUMNS, unrolled * inputStep);
      asm.add(TO, unrolled * step);
      asm.dec(POSITIONS_LEFT);
      asm.jnz(next);
    } else if (turns == 1) {
      places(unrolled, inputStep, step, 0, 0, isTail);
      asm.add(COLUMNS, unrolled * inputStep);
      asm.add(TO, unrolled * step);
    }
    int done = turns * unrolled;
    if (even > done) {
      places(even - done, inputStep, step, 0, 0, isTail);
    }
    if (count > even) {
      places(
          1,
          0,
          0,
          geometry.columnsAt(count - 1) - geometry.columnsAt(0) - done * inputStep,
          last - done * step,
          isTail);
    }
  }

  /**
   * Emits some places at a time.
   *
   * @param columnsAt where the columns of the first begin, from rbx
   * @param outputAt likewise, from rdx
   */
  private void places(
      int places, int inputStep, int step, int columnsAt, int outputAt, boolean isTail) {
    for (int place = 0; place < places; place++) {
      for (int row = 0; row < blockRows; row++) {
        requantization.loadBias(sum(place, row), Address.at(TABLE));
      }
    }
    for (int bundle = 0; bundle < geometry.bundles(); bundle++) {
      for (int x = 0; x < geometry.window().filterWidth(); x++) {
        tap(places, inputStep, columnsAt, bundle, x);
      }
    }
    for (int place = 0; place < places; place++) {
      for (int row = 0; row < blockRows; row++) {
        requantization.emit(sum(place, row), scale, Address.at(TABLE));
        Address to =
            Address.at(
                TO, outputAt + place * step + row * geometry.pixels() * geometry.outputDepth());
        vectors.storeBytes(to, sum(place, row), isTail ? tail : null, extra);
      }
    }
  }

  /** Emits the products of one column of a bundle with the weights of all rows of the block. */
  private void tap(int places, int inputStep, int columnsAt, int bundle, int x) {
    if (!weightsInRegisters) {
      for (int row = 0; row < blockRows; row++) {
        if (meets(row, bundle)) {
          form.loadWeights(asm, weights(row, bundle, x), weight(index(row, bundle, x)));
        }
      }
    }
    int at =
        columnsAt
            + bundle * geometry.bundleBytes()
            + Integer.BYTES * x * geometry.window().dilationWidth() * geometry.inputDepth();
    for (int place = 0; place < places; place++) {
      Address from = Address.at(COLUMNS, at + place * inputStep);
      if (geometry.depthMultiplier() > 1) {
        asm.vpermd(column, order, from);
      } else {
        vectors.load(column, from);
      }
      for (int row = 0; row < blockRows; row++) {
        if (meets(row, bundle)) {
          form.multiplyAdd(asm, sum(place, row), column, weights(row, bundle, x), extra);
        }
      }
    }
  }

  /** Returns true if an output row has taps in a bundle. */
  private boolean meets(int row, int bundle) {
    int rows = geometry.rowsOfBundle();
    for (int k = 0; k < rows; k++) {
      if (geometry.filterRow(row, rows * bundle + k) >= 0) {
        return true;
      }
    }
    return false;
  }

  private Vec sum(int place, int row) {
    return vectors.vector(place * blockRows + row);
  }

  private int index(int row, int bundle, int x) {
    return (row * geometry.bundles() + bundle) * geometry.window().filterWidth() + x;
  }

  /** Returns the register that holds weights while they are needed. */
  private Vec weights(int row, int bundle, int x) {
    return vectors.vector(weightsFrom + (weightsInRegisters ? index(row, bundle, x) : row));
  }

  private Address weight(int index) {
    return Address.at(WEIGHT, geometry.weightVectorBytes() * index);
  }
}
