/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/**
 * Tensors as NumPy files, format version 1.0: a header that names type and shape, then the elements
 * in C order, little-endian. Elements smaller than a byte take a byte each; BFLOAT16, which NumPy
 * does not have, becomes FLOAT32, without loss, and the 8-bit floats keep their bits as uint8.
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** The header ends at a multiple of this many bytes from the start of the file. */
  private static final int HEADER_ALIGNMENT = 64;

  private NpyFile() {}

  /** Writes a tensor to a file. */
  public static void write(Path file, Tensor tensor) throws IOException {
    byte[] header = header(dataType(tensor.type()), tensor.shape().toArray());
    byte[] elements = elements(tensor);
    byte[] content = Arrays.copyOf(header, header.length + elements.length);
    System.arraycopy(elements, 0, content, header.length, elements.length);
    Files.write(file, content);
  }

  /**
   * Returns NumPy's name of the type in which elements are written.
   *
   * @throws IllegalArgumentException for types whose elements have no fixed size
   */
  public static String dataType(TensorType type) {
    return switch (type) {
      case FLOAT32, BFLOAT16 -> "<f4";
      case FLOAT16 -> "<f2";
      case FLOAT64 -> "<f8";
      case COMPLEX64 -> "<c8";
      case COMPLEX128 -> "<c16";
      case BOOL -> "|b1";
      case INT8, INT4, INT2 -> "|i1";
      case UINT8, UINT4, FLOAT8_E4M3FN, FLOAT8_E5M2 -> "|u1";
      case INT16 -> "<i2";
      case UINT16 -> "<u2";
      case INT32, RESOURCE -> "<i4";
      case UINT32 -> "<u4";
      case INT64 -> "<i8";
      case UINT64 -> "<u8";
      case STRING, VARIANT ->
          throw new IllegalArgumentException(type + " has no elements of a fixed size");
    };
  }

  private static byte[] header(String dataType, int[] shape) {
    String dimensions =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(dataType, dimensions, shape.length == 1 ? "," : "");
    int prefix = MAGIC.length + 2;
    int length = Math.ceilDiv(prefix + dictionary.length() + 1, HEADER_ALIGNMENT);
    byte[] header = new byte[length * HEADER_ALIGNMENT];
    Arrays.fill(header, (byte) ' ');
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    int rest = header.length - prefix;
    header[MAGIC.length] = (byte) rest;
    header[MAGIC.length + 1] = (byte) (rest >> 8);
    byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, header, prefix, text.length);
    header[header.length - 1] = '\n';
    return header;
  }

  private static byte[] elements(Tensor tensor) {
    byte[] bytes = tensor.toByteArray();
    return switch (tensor.type()) {
      case INT4 -> unpack(bytes, tensor.elementCount(), 4, true);
      case UINT4 -> unpack(bytes, tensor.elementCount(), 4, false);
      case INT2 -> unpack(bytes, tensor.elementCount(), 2, true);
      case BFLOAT16 -> widen(bytes);
      default -> bytes;
    };
  }

  /** Gives each element a byte of its own; the first one lies in the lowest bits. */
  private static byte[] unpack(byte[] packed, int count, int bits, boolean signed) {
    byte[] elements = new byte[count];
    int perByte = 8 / bits;
    for (int i = 0; i < count; i++) {
      int left = packed[i / perByte] << (32 - bits - i % perByte * bits);
      elements[i] = (byte) (signed ? left >> (32 - bits) : left >>> (32 - bits));
    }
    return elements;
  }

  /** A BFLOAT16 is the upper half of a FLOAT32. */
  private static byte[] widen(byte[] halves) {
    byte[] floats = new byte[2 * halves.length];
    for (int i = 0; i < halves.length; i += 2) {
      floats[2 * i + 2] = halves[i];
      floats[2 * i + 3] = halves[i + 1];
    }
    return floats;
  }
}
