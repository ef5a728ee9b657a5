/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A growing buffer of code with labels. Encoding runs while the JVM still interprets, so that it is
 * plain stores to an array.
 */
public abstract sealed class CodeBuffer permits InstructionEncoder {
  /** More than any instruction (15 bytes) takes. */
  private static final int MAX_INSTRUCTION_BYTES = 16;

  /** The longest NOPs that Intel recommends, by length. */
  private static final byte[][] NOPS = {
    {},
    {(byte) 0x90},
    {0x66, (byte) 0x90},
    {0x0F, 0x1F, 0x00},
    {0x0F, 0x1F, 0x40, 0x00},
    {0x0F, 0x1F, 0x44, 0x00, 0x00},
    {0x66, 0x0F, 0x1F, 0x44, 0x00, 0x00},
    {0x0F, 0x1F, (byte) 0x80, 0x00, 0x00, 0x00, 0x00},
    {0x0F, 0x1F, (byte) 0x84, 0x00, 0x00, 0x00, 0x00, 0x00},
    {0x66, 0x0F, 0x1F, (byte) 0x84, 0x00, 0x00, 0x00, 0x00, 0x00},
  };

  byte[] bytes = new byte[4096];
  int position;

  /** References to labels that are not bound. */
  private int openReferences;

  private final List<CodeMark> marks = new ArrayList<>();

  CodeBuffer() {}

  /** Makes room for one instruction, so that {@link #put} needs no check. */
  final void reserve() {
    if (bytes.length - position < MAX_INSTRUCTION_BYTES) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }

  /** Appends the low byte of {@code value}. */
  final void put(int value) {
    bytes[position++] = (byte) value;
  }

  /** Appends 32 bits, little-endian. */
  final void putInt(int value) {
    byte[] target = bytes;
    int at = position;
    target[at] = (byte) value;
    target[at + 1] = (byte) (value >> 8);
    target[at + 2] = (byte) (value >> 16);
    target[at + 3] = (byte) (value >> 24);
    position = at + 4;
  }

  /**
   * Appends the 32-bit distance to a label from the end of this instruction, now or when the label
   * is bound.
   *
   * @param displacement added to the label's place
   * @param bytesBehind how many bytes of the instruction follow the field
   */
  final void putDistance(Label label, int displacement, int bytesBehind) {
    int addend = displacement - (position + 4 + bytesBehind);
    if (label.isBound()) {
      putInt(label.position() + addend);
    } else {
      label.addReference(position);
      openReferences++;
      putInt(addend);
    }
  }

  /** Returns the number of bytes so far: the offset of what comes next. */
  public final int position() {
    return position;
  }

  /** Binds a label to this place. */
  public final void bind(Label label) {
    label.bind(position);
    for (int i = 0; i < label.referenceCount(); i++) {
      int field = label.reference(i);
      int addend =
          (bytes[field] & 0xFF)
              | (bytes[field + 1] & 0xFF) << 8
              | (bytes[field + 2] & 0xFF) << 16
              | bytes[field + 3] << 24;
      int end = position;
      position = field;
      putInt(addend + end);
      position = end;
    }
    openReferences -= label.referenceCount();
  }

  /** Returns a new label bound to this place: the head of a loop. */
  public final Label here() {
    Label label = new Label();
    bind(label);
    return label;
  }

  /**
   * Names what begins at this place, for listings.
   *
   * @param what a text, or a record (a tile, a tail) that says it
   */
  public final void mark(Object what) {
    marks.add(new CodeMark(position, what));
  }

  /** Returns the names of places, in the order of the code. */
  public final List<CodeMark> marks() {
    return List.copyOf(marks);
  }

  /** Appends NOPs until the offset is a multiple of {@code alignment}, a power of two. */
  public final void align(int alignment) {
    int padding = -position & (alignment - 1);
    while (padding > 0) {
      byte[] nop = NOPS[Math.min(padding, NOPS.length - 1)];
      data(nop);
      padding -= nop.length;
    }
  }

  /** Appends bytes as they are: constants behind the code. */
  public final void data(byte[] constants) {
    if (bytes.length - position < constants.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + constants.length);
    }
    System.arraycopy(constants, 0, bytes, position, constants.length);
    position += constants.length;
  }

  /** Appends 32 bits, little-endian: a constant behind the code. */
  public final void dataInt(int value) {
    reserve();
    putInt(value);
  }

  /** Appends 64 bits, little-endian: a constant behind the code. */
  public final void dataLong(long value) {
    reserve();
    putInt((int) value);
    putInt((int) (value >> 32));
  }

  /**
   * Returns a copy of the code.
   *
   * @throws IllegalStateException if a label is used that was never bound
   */
  public final byte[] toByteArray() {
    if (openReferences > 0) {
      throw new IllegalStateException(openReferences + " references to labels that are not bound");
    }
    return Arrays.copyOf(bytes, position);
  }
}
