/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import static org.tflm4j.kernels.jit.asm.Vec.xmm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.InstructionSet;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.MachineCode;

/**
 * Spreads INT8 weights of channels over the lanes of vectors, and adds them up. Done by machine
 * code since it happens in a JVM that has just started: interpreted Java would take longer for it
 * than for all else that makes a kernel.
 *
 * <p>The code is {@code f(filter, block, entry, channels, filterAt)}: a block holds what {@link
 * Segments} say, then an entry for each channel.
 */
final class WeightPacking {
  /** Longs of an entry. */
  private static final int ENTRY = 3;

  private static final int TO = 0;
  private static final int STRIDE = 1;

  /** Gets the sum of the weights with 128 added to each, and that of their magnitudes, as ints. */
  private static final int SUMS = 2;

  // Longs of a block.
  private static final int RUNS = 0;
  private static final int WHOLE_LANES = 1;
  private static final int TAIL_AT = 2;
  private static final int TAIL_MASK = 3;
  private static final int TAIL_BYTES = 4;
  private static final int ENTRIES = 5;

  /** A call holds up the JVM at safepoints: no more weights than take about 100 us. */
  private static final int WEIGHTS_OF_CALL = 1 << 17;

  private static final int TOP_BIT = 128;

  private static final Vec SUM = xmm(0);
  private static final Vec MAGNITUDE = xmm(1);
  private static final Vec FLIP = xmm(2);
  private static final Vec ZERO = xmm(3);
  private static final Vec WEIGHTS = xmm(4);
  private static final Vec TEMP = xmm(5);

  /** Made when it is needed first: a process has one form of products. */
  private static final class Dwords {
    static final MachineCode CODE = MachineCode.permanent("weights in dwords", emit(false));
  }

  /** Likewise. */
  private static final class Words {
    static final MachineCode CODE = MachineCode.permanent("weights in words", emit(true));
  }

  private final Segments segments;
  private final long[] entries;
  private int channels;

  /** Creates the packing of some channels. */
  WeightPacking(Segments segments, int channels) {
    this.segments = segments;
    this.entries = new long[ENTRY * channels];
  }

  /**
   * Adds the next channel.
   *
   * @param to address of its first weights
   * @param stride bytes from the weights of a lane to the next of the channel
   */
  void add(long to, long stride) {
    entries[ENTRY * channels + TO] = to;
    entries[ENTRY * channels + STRIDE] = stride;
    channels++;
  }

  /**
   * Packs the weights of all channels.
   *
   * @param filter weights, [channel][row][column run]
   * @param filterAt where they begin
   * @param sums gets the sum of each channel's weights
   * @param magnitudes gets the sum of the magnitudes of each channel's weights
   */
  void run(byte[] filter, int filterAt, int[] sums, int[] magnitudes) {
    int laneValues = segments.form().laneValues();
    int runs = segments.rows() * segments.columns();
    int channelBytes = segments.taps();
    int tail = segments.values() % laneValues;
    int whole = segments.values() / laneValues;
    byte[] source = filter;
    int sourceAt = filterAt;
    int end = filterAt + channels * channelBytes;
    if (tail != 0 && segments.readsBeyond() && end > filter.length - Integer.BYTES) {
      source = Arrays.copyOfRange(filter, filterAt, end + Integer.BYTES);
      sourceAt = 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment block = arena.allocate(Long.BYTES * (ENTRIES + (long) entries.length), 64);
      put(block, RUNS, runs);
      put(block, WHOLE_LANES, whole);
      put(block, TAIL_AT, segments.dwordAt(whole) - laneValues * whole);
      // The last lane holds the tail's bytes first, or last where it begins earlier.
      int first = (1 << (Byte.SIZE * tail)) - 1;
      put(
          block,
          TAIL_MASK,
          segments.readsBeyond() ? first : first << (Byte.SIZE * (laneValues - tail)));
      put(block, TAIL_BYTES, tail);
      MemorySegment.copy(
          entries, 0, block, ValueLayout.JAVA_LONG, Long.BYTES * ENTRIES, entries.length);
      MemorySegment bytes = MemorySegment.ofArray(source);
      MachineCode code = laneValues == Integer.BYTES ? Dwords.CODE : Words.CODE;
      int most = Math.max(1, WEIGHTS_OF_CALL / channelBytes);
      for (int channel = 0; channel < channels; channel += most) {
        code.call(
            bytes,
            block.address(),
            block.address() + Long.BYTES * (ENTRIES + (long) ENTRY * channel),
            Math.min(most, channels - channel),
            sourceAt + (long) channel * channelBytes,
            0);
      }
      MemorySegment.copy(
          block, ValueLayout.JAVA_LONG, Long.BYTES * ENTRIES, entries, 0, entries.length);
    }
    int added = TOP_BIT * laneValues * segments.totalDwords();
    for (int channel = 0; channel < channels; channel++) {
      long both = entries[ENTRY * channel + SUMS];
      sums[channel] = (int) both - added;
      magnitudes[channel] = (int) (both >>> 32);
    }
  }

  private static void put(MemorySegment block, int index, long value) {
    block.setAtIndex(ValueLayout.JAVA_LONG, index, value);
  }

  private static Assembler emit(boolean words) {
    // The instructions of the lowest tier.
    Assembler asm = new Assembler(InstructionSet.AVX2);
    Gp64 block = Gp64.RSI;
    Gp64 entry = Gp64.RDX;
    Gp64 channelsLeft = Gp64.RCX;
    Gp64 from = Gp64.RDI;
    Gp64 to = Gp64.R8;
    Gp64 stride = Gp64.R9;
    Gp64 runsLeft = Gp64.R10;
    Gp64 lanesLeft = Gp64.R11;
    Gp64 mask = Gp64.RBX;
    asm.push(Gp64.RBX);
    asm.add(from, Gp64.R8);
    asm.mov32(Gp64.RAX, words ? 0x8080 : 0x80808080);
    asm.vmovd(FLIP, Gp64.RAX);
    asm.vpxor(ZERO, ZERO, ZERO);
    asm.mov32(mask, word(block, TAIL_MASK));
    Label nextChannel = asm.here();
    asm.mov(to, word(entry, TO));
    asm.mov(stride, word(entry, STRIDE));
    asm.vpxor(SUM, SUM, SUM);
    asm.vpxor(MAGNITUDE, MAGNITUDE, MAGNITUDE);
    asm.mov(runsLeft, word(block, RUNS));
    Label nextRun = asm.here();
    Label tail = new Label();
    Label behind = new Label();
    asm.mov(lanesLeft, word(block, WHOLE_LANES));
    asm.test(lanesLeft, lanesLeft);
    asm.jz(tail);
    Label nextLane = asm.here();
    load(asm, from, words);
    lane(asm, to, words);
    asm.add(to, stride);
    asm.add(from, words ? Short.BYTES : Integer.BYTES);
    asm.dec(lanesLeft);
    asm.jnz(nextLane);
    asm.bind(tail);
    asm.test(mask, mask);
    asm.jz(behind);
    asm.mov(Gp64.RAX, word(block, TAIL_AT));
    asm.add(Gp64.RAX, from);
    load(asm, Gp64.RAX, words);
    asm.and(Gp64.RAX, mask);
    lane(asm, to, words);
    asm.add(to, stride);
    asm.add(from, word(block, TAIL_BYTES));
    asm.bind(behind);
    asm.dec(runsLeft);
    asm.jnz(nextRun);
    asm.vmovd(Address.at(entry, Long.BYTES * SUMS), SUM);
    asm.vmovd(Address.at(entry, Long.BYTES * SUMS + Integer.BYTES), MAGNITUDE);
    asm.add(entry, Long.BYTES * ENTRY);
    asm.dec(channelsLeft);
    asm.jnz(nextChannel);
    asm.pop(Gp64.RBX);
    asm.vzeroupper();
    asm.ret();
    return asm;
  }

  private static void load(Assembler asm, Gp64 from, boolean words) {
    if (words) {
      asm.movzx16(Gp64.RAX, Address.at(from));
    } else {
      asm.mov32(Gp64.RAX, Address.at(from));
    }
  }

  /** Stores the bytes of a lane, which are in rax, and adds them up. */
  private static void lane(Assembler asm, Gp64 to, boolean words) {
    if (words) {
      asm.mov16(Address.at(to), Gp64.RAX);
    } else {
      asm.mov32(Address.at(to), Gp64.RAX);
    }
    asm.vmovd(WEIGHTS, Gp64.RAX);
    asm.vpxor(TEMP, WEIGHTS, FLIP);
    asm.vpsadbw(TEMP, TEMP, ZERO);
    asm.vpaddq(SUM, SUM, TEMP);
    asm.vpabsb(WEIGHTS, WEIGHTS);
    asm.vpsadbw(WEIGHTS, WEIGHTS, ZERO);
    asm.vpaddq(MAGNITUDE, MAGNITUDE, WEIGHTS);
  }

  private static Address word(Gp64 base, int index) {
    return Address.at(base, Long.BYTES * index);
  }
}
