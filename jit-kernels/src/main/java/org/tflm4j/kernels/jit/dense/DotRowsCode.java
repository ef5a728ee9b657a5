/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.dense;

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
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.product.ChannelTables;
import org.tflm4j.kernels.jit.support.product.Epilogue;
import org.tflm4j.kernels.jit.support.product.RequantizationCode;

/**
 * Emits a fully connected layer of few outputs, see {@link DotRowsGeometry}: row by row the dot
 * products of all outputs with each vector of inputs, then the lanes of four outputs at a time are
 * added up by interleaving them, which leaves the sums in neighbouring lanes.
 *
 * <p>State: input, output, weights [vector of inputs][output][input], {@link ChannelTables}. Units
 * are rows. Sums cannot overflow, see {@link
 * org.tflm4j.kernels.jit.support.product.ProductProgram#MOST_TAPS}.
 */
final class DotRowsCode {
  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int WEIGHTS = 2;
  static final int TABLES = 3;

  private static final Gp64 SOURCE = Gp64.R8;
  private static final Gp64 DESTINATION = Gp64.R9;
  private static final Gp64 FIRST_WEIGHT = Gp64.R10;
  private static final Gp64 PARAMETERS = Gp64.R11;

  /** Takes the place of the arena. */
  private static final Gp64 WEIGHT = Gp64.RDI;

  /** Sums of this many outputs are interleaved. */
  private static final int QUAD = 4;

  private final DotRowsGeometry geometry;
  private final DotForm form;
  private final VectorCode vectors;
  private final Assembler asm;
  private final TailCode inputTail;
  private final TailCode outputTail;
  private final RequantizationCode requantization;
  private final Vec data;
  private final Vec flip;
  private final Vec temp;
  private final Vec temp2;

  DotRowsCode(DotRowsGeometry geometry, Epilogue epilogue, Target target) {
    this.geometry = geometry;
    this.form = geometry.form();
    this.asm = target.newAssembler();
    this.vectors = new VectorCode(asm, target);
    this.inputTail = new TailCode(vectors, geometry.inputs() % geometry.width(), Mask.k(2));
    this.outputTail = new TailCode(vectors, geometry.outputs(), Mask.k(1));
    // Registers that every instruction can name; the sums take at most eight.
    this.data = vectors.vector(15);
    this.flip = vectors.vector(14);
    this.temp = vectors.vector(13);
    this.temp2 = vectors.vector(12);
    this.requantization = new RequantizationCode(vectors, epilogue, PARAMETERS, temp, temp2);
  }

  Assembler emit() {
    StepCode.loadInArena(asm, SOURCE, INPUT);
    StepCode.loadInArena(asm, DESTINATION, OUTPUT);
    StepCode.loadAddress(asm, FIRST_WEIGHT, WEIGHTS);
    StepCode.loadAddress(asm, PARAMETERS, TABLES);
    inputTail.prepare();
    outputTail.prepare();
    requantization.prepare();
    asm.imul(Gp64.RAX, StepCode.FROM, geometry.inputs());
    asm.add(SOURCE, Gp64.RAX);
    asm.imul(Gp64.RAX, StepCode.FROM, geometry.outputs());
    asm.add(DESTINATION, Gp64.RAX);
    Label end = new Label();
    asm.sub(StepCode.TO, StepCode.FROM);
    asm.jle(end);
    if (form == DotForm.BYTES) {
      asm.vpbroadcastd(flip, Address.at(PARAMETERS, ChannelTables.FLIP));
    }
    Label next = asm.here();
    row();
    asm.dec(StepCode.TO);
    asm.jnz(next);
    asm.bind(end);
    asm.vzeroupper();
    asm.ret();
    return asm;
  }

  private Vec sum(int chain, int output) {
    return vectors.vector(chain * geometry.outputs() + output);
  }

  private void row() {
    int chains = geometry.chains();
    for (int chain = 0; chain < chains; chain++) {
      for (int output = 0; output < geometry.outputs(); output++) {
        vectors.zero(sum(chain, output));
      }
    }
    products();
    for (int chain = 1; chain < chains; chain++) {
      for (int output = 0; output < geometry.outputs(); output++) {
        asm.vpaddd(sum(0, output), sum(0, output), sum(chain, output));
      }
    }
    Vec sums = joined();
    Address tables = Address.at(PARAMETERS, ChannelTables.PARAMETERS);
    requantization.loadBias(data, tables);
    asm.vpaddd(sums, sums, data);
    requantization.loadScale(data, tables);
    requantization.emit(sums, data, tables);
    vectors.storeBytes(Address.at(DESTINATION), sums, outputTail, temp);
    asm.add(DESTINATION, geometry.outputs());
  }

  /** Emits all products of a row; the source moves on to the next row. */
  private void products() {
    int width = geometry.width();
    int whole = geometry.inputs() / width;
    int unrolled = Math.max(2, geometry.chains());
    asm.mov(WEIGHT, FIRST_WEIGHT);
    int turns = whole / unrolled;
    int looped = turns > 1 ? turns * unrolled : 0;
    if (looped > 0) {
      asm.mov(Gp64.RAX, turns);
      Label next = asm.here();
      for (int i = 0; i < unrolled; i++) {
        load(Address.at(SOURCE, i * width));
        multiply(i, i);
      }
      asm.add(SOURCE, unrolled * width);
      asm.add(WEIGHT, geometry.weightsAt(unrolled, 0));
      asm.dec(Gp64.RAX);
      asm.jnz(next);
    }
    for (int i = looped; i < whole; i++) {
      load(Address.at(SOURCE, (i - looped) * width));
      multiply(i, i - looped);
    }
    if (!inputTail.isEmpty()) {
      inputTail.load(data, Address.at(SOURCE, (whole - looped) * width), temp);
      if (form == DotForm.WORDS) {
        asm.vpmovsxbw(data, data.xmm());
      } else {
        asm.vpxor(data, data, flip);
      }
      multiply(whole, whole - looped);
    }
    asm.add(SOURCE, geometry.inputs() - looped * width);
  }

  private void load(Address from) {
    if (form == DotForm.WORDS) {
      asm.vpmovsxbw(data, from);
    } else {
      asm.vpxor(data, flip, from);
    }
  }

  /**
   * Multiplies a vector of inputs with the weights of all outputs.
   *
   * @param vector chooses the sums
   * @param ahead where its weights lie, in vectors of inputs
   */
  private void multiply(int vector, int ahead) {
    for (int output = 0; output < geometry.outputs(); output++) {
      Address weights = Address.at(WEIGHT, geometry.weightsAt(ahead, output));
      form.multiplyAdd(asm, sum(vector % geometry.chains(), output), data, weights, temp);
    }
  }

  /** Adds up the lanes of each sum; returns a vector whose first lanes are the outputs. */
  private Vec joined() {
    for (int output = 0; output < geometry.outputs(); output += QUAD) {
      int last = geometry.outputs() - 1;
      Vec a = sum(0, output);
      interleave(a, sum(0, Math.min(output + 1, last)), false);
      if (output + 2 <= last) {
        Vec c = sum(0, output + 2);
        interleave(c, sum(0, Math.min(output + 3, last)), false);
        interleave(a, c, true);
      } else {
        interleave(a, a, true);
      }
      if (vectors.bytes() == 64) {
        asm.vextracti64x4(temp.ymm(), a, 1);
        asm.vpaddd(a.ymm(), a.ymm(), temp.ymm());
      }
      asm.vextracti128(data.xmm(), a.ymm(), 1);
      asm.vpaddd(a.xmm(), a.xmm(), data.xmm());
    }
    Vec sums = sum(0, 0);
    if (geometry.outputs() > QUAD) {
      asm.vinserti128(sums.ymm(), sums.ymm(), sum(0, QUAD).xmm(), 1);
    }
    return sums;
  }

  /** Adds neighbouring dwords, or quadwords, of two vectors: those of a stay, those of b follow. */
  private void interleave(Vec a, Vec b, boolean quadwords) {
    if (quadwords) {
      asm.vpunpcklqdq(temp, a, b);
      asm.vpunpckhqdq(temp2, a, b);
    } else {
      asm.vpunpckldq(temp, a, b);
      asm.vpunpckhdq(temp2, a, b);
    }
    asm.vpaddd(a, temp, temp2);
  }
}
