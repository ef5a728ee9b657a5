/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.custom;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tflm4j.api.op.Decode;
import org.tflm4j.api.op.Decode.Encoding;
import org.tflm4j.api.op.Decode.Huffman;
import org.tflm4j.api.op.Decode.LookupTable;
import org.tflm4j.api.op.Decode.Pruned;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.BitString;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares TFLM_DECODE. Reads all codes once and checks that they stay within their tables. Mirrors
 * {@code micro/kernels/decode.cc} and the {@code Setup} methods of {@code decode_state_lut.cc},
 * {@code decode_state_prune.cc} and {@code decode_state_huffman.cc}.
 */
final class PrepareDecode {
  static final String NAME = "TFLM_DECODE";

  private static final int LOOKUP_TABLE = 0;
  private static final int HUFFMAN = 1;
  private static final int PRUNED = 2;

  private final PrepareContext context;
  private final TensorSpec codesTensor;
  private final TensorSpec ancillaryTensor;
  private final TensorSpec output;
  private final ConstantBytes codes;
  private final ConstantBytes table;

  private PrepareDecode(PrepareContext context, int index) {
    this.context = context;
    this.codesTensor = context.input(Decode.codesInput(index));
    this.ancillaryTensor = context.input(Decode.ancillaryInput(index));
    this.output = context.output(index);
    context.requireConstant(codesTensor);
    context.requireConstant(ancillaryTensor);
    this.codes = ConstantBytes.of(codesTensor);
    context.require(
        ancillaryTensor.constant().length() >= Decode.HEADER_BYTES,
        ancillaryTensor + " needs at least " + Decode.HEADER_BYTES + " bytes");
    this.table = Decode.table(ConstantBytes.of(ancillaryTensor));
  }

  static Op prepare(PrepareContext context) {
    context.require(context.outputCount() > 0, "it has no outputs");
    context.requireInputCount(2 * context.outputCount());
    List<Encoding> encodings = new ArrayList<>();
    for (int i = 0; i < context.outputCount(); i++) {
      encodings.add(new PrepareDecode(context, i).encoding());
    }
    return new Decode(encodings);
  }

  private Encoding encoding() {
    context.require(
        header(1) == 1 && header(4) == 1,
        ancillaryTensor + " has the versions " + header(1) + " and " + header(4) + ", needs 1");
    return switch (header(0)) {
      case LOOKUP_TABLE -> lookupTable();
      case HUFFMAN -> huffman();
      case PRUNED -> pruned();
      default ->
          throw context.fail(
              ancillaryTensor
                  + " has the format "
                  + header(0)
                  + ", supported are 0 (look-up table), 1 (Huffman) and 2 (pruned)");
    };
  }

  private int header(int at) {
    ConstantBytes ancillary = ConstantBytes.of(ancillaryTensor);
    return ancillary.bytes()[ancillary.offset() + at] & 0xFF;
  }

  private Encoding lookupTable() {
    context.requireType(output, BOOL, FLOAT32, INT8, INT16, INT32, INT64);
    int indexBits = header(5) & 7;
    context.require(indexBits > 0, ancillaryTensor + " has indices of 0 bits");
    requireCodes(indexBits);
    int channels = channels();
    int perChannel = elementsPerChannel(channels);
    boolean last = channelsLast();
    LookupTable encoding =
        new LookupTable(
            last ? perChannel : 1, channels, last ? 1 : perChannel, header(6), indexBits);
    int values = table.length() / output.type().bytes();
    context.require(
        (channels - 1L) * encoding.tableStride() <= values,
        ancillaryTensor + " has no room for " + channels + " tables in its " + values + " values");
    for (int element = 0; element < output.elementCount(); element++) {
      int channel = last ? element % channels : element / perChannel;
      int place = encoding.place(codes, element, channel);
      context.require(
          place < values,
          "element "
              + element
              + " of "
              + codesTensor
              + " is the value "
              + place
              + " of the table in "
              + ancillaryTensor
              + ", which has "
              + values);
    }
    return encoding;
  }

  private Encoding pruned() {
    context.requireType(output, BOOL, FLOAT32, INT8, INT16, INT32, INT64);
    requireCodes(1);
    List<Byte> zeroPoints = zeroPoints();
    int kept = 0;
    for (int element = 0; element < output.elementCount(); element++) {
      kept += BitString.get(codes, element, 1);
    }
    context.require(
        (long) kept * output.type().bytes() <= table.length(),
        ancillaryTensor + " needs " + kept + " elements of " + output.type() + " in its table");
    int perChannel = elementsPerChannel(zeroPoints.size());
    boolean last = channelsLast();
    return new Pruned(last ? perChannel : 1, last ? 1 : perChannel, zeroPoints);
  }

  /** Returns the zero point of each channel, a single one where they do not matter. */
  private List<Byte> zeroPoints() {
    Quantization quantization = output.quantization();
    List<Byte> zeroPoints = new ArrayList<>();
    for (int channel = 0; channel < channels(); channel++) {
      int zeroPoint = quantization.isPresent() ? quantization.zeroPoint(channel) : 0;
      context.require(
          zeroPoint == 0 || output.type() == INT8,
          output + " has the zero point " + zeroPoint + ", needs 0 where the type is not INT8");
      zeroPoints.add((byte) zeroPoint);
    }
    return Collections.frequency(zeroPoints, (byte) 0) == zeroPoints.size()
        ? List.of((byte) 0)
        : zeroPoints;
  }

  private Encoding huffman() {
    boolean wideEntries = (header(5) & 1) != 0;
    if (wideEntries) {
      context.requireType(output, INT8, INT16);
    } else {
      context.requireType(output, INT8);
    }
    Huffman encoding = new Huffman(output.elementCount(), wideEntries, (header(5) >> 4) + 1);
    long position = 0;
    for (int element = 0; element < output.elementCount(); element++) {
      long decoded = encoding.decode(codes, table, position);
      context.require(
          decoded != Huffman.INVALID,
          "the codeword of element "
              + element
              + " in "
              + codesTensor
              + " leads outside of it or of the table in "
              + ancillaryTensor);
      position = Huffman.nextPosition(decoded);
    }
    return encoding;
  }

  private void requireCodes(int bits) {
    long needed = Math.ceilDiv((long) output.elementCount() * bits, 8L);
    context.require(
        codes.length() >= needed,
        codesTensor + " needs " + needed + " bytes for " + bits + " bits per element of " + output);
  }

  private int channels() {
    return Math.max(output.quantization().scaleCount(), 1);
  }

  private boolean channelsLast() {
    int dimension = output.quantization().quantizedDimension();
    boolean last = channels() > 1 && dimension == output.shape().rank() - 1;
    context.require(
        last || dimension == 0,
        output + " is quantized along dimension " + dimension + ", needs the first or the last");
    return last;
  }

  private int elementsPerChannel(int channels) {
    context.require(
        output.elementCount() % channels == 0,
        output + " has elements that do not divide into its " + channels + " channels");
    return output.elementCount() / channels;
  }
}
