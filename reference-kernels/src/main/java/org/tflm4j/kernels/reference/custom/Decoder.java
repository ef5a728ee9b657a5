/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.custom;

import org.tflm4j.api.op.Decode.Encoding;
import org.tflm4j.api.op.Decode.Huffman;
import org.tflm4j.api.op.Decode.LookupTable;
import org.tflm4j.api.op.Decode.Pruned;
import org.tflm4j.api.tensor.BitString;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;

/** Expands the codes of one output of TFLM_DECODE. */
@FunctionalInterface
interface Decoder {
  /** Writes all elements of the output, which begins at {@code outputAt}, in bytes. */
  void decode(byte[] output, int outputAt);

  /** Moves one element. */
  @FunctionalInterface
  interface Move {
    void move(byte[] from, int fromAt, byte[] to, int toAt);

    /** Returns the move of elements of 1, 2, 4 or 8 bytes. */
    static Move of(int bytes) {
      return switch (bytes) {
        case 1 -> (from, fromAt, to, toAt) -> to[toAt] = from[fromAt];
        case 2 ->
            (from, fromAt, to, toAt) ->
                LittleEndian.putShort(to, toAt, LittleEndian.getShort(from, fromAt));
        case 4 ->
            (from, fromAt, to, toAt) ->
                LittleEndian.putInt(to, toAt, LittleEndian.getInt(from, fromAt));
        case 8 ->
            (from, fromAt, to, toAt) ->
                LittleEndian.putLong(to, toAt, LittleEndian.getLong(from, fromAt));
        default -> throw new IllegalArgumentException("elements of " + bytes + " bytes");
      };
    }
  }

  /**
   * Returns the decoder of an output.
   *
   * @param bytes bytes of an element of the output
   */
  static Decoder of(Encoding encoding, ConstantBytes codes, ConstantBytes table, int bytes) {
    Move move = Move.of(bytes);
    return switch (encoding) {
      case LookupTable lookup ->
          (output, outputAt) -> lookUp(lookup, codes, table, bytes, move, output, outputAt);
      case Pruned pruned -> {
        byte[] zeros = new byte[pruned.zeroPoints().size() * bytes];
        for (int channel = 0; channel < pruned.zeroPoints().size(); channel++) {
          // Only INT8 has zero points other than 0.
          zeros[channel * bytes] = pruned.zeroPoints().get(channel);
        }
        yield (output, outputAt) ->
            restore(pruned, zeros, codes, table, bytes, move, output, outputAt);
      }
      case Huffman huffman ->
          (output, outputAt) -> expand(huffman, codes, table, bytes, output, outputAt);
    };
  }

  /** Mirrors {@code decode_state_lut.cc}. */
  private static void lookUp(
      LookupTable encoding,
      ConstantBytes codes,
      ConstantBytes table,
      int bytes,
      Move move,
      byte[] output,
      int outputAt) {
    int element = 0;
    for (int outer = 0; outer < encoding.outerSize(); outer++) {
      for (int channel = 0; channel < encoding.channels(); channel++) {
        for (int inner = 0; inner < encoding.innerSize(); inner++) {
          int valueAt = table.offset() + bytes * encoding.place(codes, element, channel);
          move.move(table.bytes(), valueAt, output, outputAt + bytes * element++);
        }
      }
    }
  }

  /** Mirrors {@code decode_state_prune.cc}. */
  private static void restore(
      Pruned encoding,
      byte[] zeros,
      ConstantBytes codes,
      ConstantBytes table,
      int bytes,
      Move move,
      byte[] output,
      int outputAt) {
    int element = 0;
    int valueAt = table.offset();
    for (int outer = 0; outer < encoding.outerSize(); outer++) {
      for (int zeroAt = 0; zeroAt < zeros.length; zeroAt += bytes) {
        for (int inner = 0; inner < encoding.innerSize(); inner++) {
          boolean kept = BitString.get(codes, element, 1) == 1;
          int at = outputAt + bytes * element++;
          if (kept) {
            move.move(table.bytes(), valueAt, output, at);
            valueAt += bytes;
          } else {
            move.move(zeros, zeroAt, output, at);
          }
        }
      }
    }
  }

  /** Mirrors {@code decode_state_huffman.cc}. */
  private static void expand(
      Huffman encoding,
      ConstantBytes codes,
      ConstantBytes table,
      int bytes,
      byte[] output,
      int outputAt) {
    long position = 0;
    int end = outputAt + bytes * encoding.elements();
    for (int at = outputAt; at < end; at += bytes) {
      long decoded = encoding.decode(codes, table, position);
      position = Huffman.nextPosition(decoded);
      int symbol = Huffman.symbol(decoded);
      if (bytes == 2) {
        LittleEndian.putShort(output, at, (short) symbol);
      } else {
        output[at] = (byte) symbol;
      }
    }
  }
}
