/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import java.util.List;
import org.tflm4j.api.tensor.BitString;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;

/**
 * TFLM_DECODE: expands compressed constants. Mirrors {@code micro/kernels/decode.cc} and the {@code
 * decode_state} files beside it.
 *
 * <p>Tensors: inputs 2i and 2i + 1, constants, hold the codes and the ancillary data of output i.
 * Ancillary data: byte 0 is the format (0 look-up table, 1 Huffman, 2 pruned), byte 1 the version
 * 1, byte 4 the format's version 1, bytes 5 and 6 its parameters; from byte {@link #HEADER_BYTES}
 * on lies the table.
 *
 * <p>Types of the outputs: BOOL, FLOAT32, INT8, INT16, INT32, INT64; Huffman only INT8, and INT16
 * with entries of 32 bits. Channels are the slices that an output has quantization scales for,
 * along its first or last axis; below, an output is [outerSize, channels, innerSize].
 *
 * <p>TFLM checks neither the size of the codes nor that they stay within their table. Both are
 * checked here when the operator is prepared. Custom formats and memory for decompression outside
 * the arena are not supported.
 *
 * @param encodings one for each output
 */
public record Decode(List<Encoding> encodings) implements Op {
  /** Bytes in front of the table in the ancillary data. */
  public static final int HEADER_BYTES = 16;

  /** Returns which input holds the codes of an output. */
  public static int codesInput(int output) {
    return 2 * output;
  }

  /** Returns which input holds the ancillary data of an output. */
  public static int ancillaryInput(int output) {
    return 2 * output + 1;
  }

  /** Copies the list. */
  public Decode {
    encodings = List.copyOf(encodings);
  }

  /** Returns the table in the ancillary data, which has a header. */
  public static ConstantBytes table(ConstantBytes ancillary) {
    return new ConstantBytes(
        ancillary.bytes(), ancillary.offset() + HEADER_BYTES, ancillary.length() - HEADER_BYTES);
  }

  @Override
  public String name() {
    return "TFLM_DECODE";
  }

  /** How one output is compressed. */
  public sealed interface Encoding {}

  /**
   * Every element is an index into its channel's table of values. The codes are a row of indices.
   *
   * @param tableStride values from one channel's table to the next
   * @param indexBits bits of an index, from 1 to 7
   */
  public record LookupTable(
      int outerSize, int channels, int innerSize, int tableStride, int indexBits)
      implements Encoding {
    /** Returns the place of an element's value in the table. */
    public int place(ConstantBytes codes, int element, int channel) {
      return channel * tableStride + BitString.get(codes, (long) element * indexBits, indexBits);
    }
  }

  /**
   * A bit for every element says whether it is the next one of the table (1) or has been pruned
   * (0); then it is its channel's zero point.
   *
   * @param zeroPoints one per channel, 0 unless the output is INT8
   */
  public record Pruned(int outerSize, int innerSize, List<Byte> zeroPoints) implements Encoding {
    /** Copies the list. */
    public Pruned {
      zeroPoints = List.copyOf(zeroPoints);
    }
  }

  /**
   * Every element is a Huffman codeword. A codeword is looked up some bits at a time. An entry of
   * the table has, from the top, a bit that says that the symbol is found, a field of 4 bits, and
   * the value. Found: the value is the symbol, and the field says how many of the bits last looked
   * up belong to the codeword, which has at least one. Not found: the field plus 1 is the number of
   * bits to look up next, and the value plus these bits is the distance to the next entry.
   *
   * @param wideEntries true for entries of 32 bits, false for 16
   * @param initialBits bits to look up first, from 1 to 16
   */
  public record Huffman(int elements, boolean wideEntries, int initialBits) implements Encoding {
    /** Answer of {@link #decode} where the way leads out of the codes or the table. */
    public static final long INVALID = -1;

    private static final int SYMBOL_BITS = 16;

    /**
     * Decodes the codeword at a position.
     *
     * @param position the codeword's first bit
     * @return the next position and the symbol, see {@link #nextPosition} and {@link #symbol}, or
     *     {@link #INVALID}
     */
    public long decode(ConstantBytes codes, ConstantBytes table, long position) {
      int entryBytes = wideEntries ? 4 : 2;
      int valueBits = 8 * entryBytes - 5;
      long end = 8L * codes.length();
      int lastEntry = table.length() / entryBytes - 1;
      int bits = initialBits;
      long next = position;
      long index = 0;
      // Every turn takes at least one bit, so the end of the codes ends the loop.
      while (next <= end) {
        index += BitString.get(codes, next, bits);
        next += bits;
        if (index > lastEntry) {
          return INVALID;
        }
        int at = table.offset() + (int) index * entryBytes;
        int entry =
            wideEntries
                ? LittleEndian.getInt(table.bytes(), at)
                : LittleEndian.getShort(table.bytes(), at);
        int field = entry >>> valueBits & 0xF;
        if ((entry >>> valueBits & 0x10) != 0) {
          next -= Math.max(bits - field, 0);
          return next <= end && next > position ? next << SYMBOL_BITS | (entry & 0xFFFF) : INVALID;
        }
        bits = field + 1;
        index += entry & ((1 << valueBits) - 1);
      }
      return INVALID;
    }

    /** Returns where the codeword behind a decoded one begins. */
    public static long nextPosition(long decoded) {
      return decoded >> SYMBOL_BITS;
    }

    /** Returns the symbol, of which the output takes the lowest bits that its type has. */
    public static int symbol(long decoded) {
      return (int) decoded & 0xFFFF;
    }
  }
}
