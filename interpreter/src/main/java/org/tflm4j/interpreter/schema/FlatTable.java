/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.schema;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.OperatorOptions;

/**
 * A flatbuffer table whose every read is checked against the bounds of the file, so that no bytes
 * whatsoever lead to anything but a {@link ModelException}. Fields are addressed by their number in
 * the schema; an absent field reads as its default.
 *
 * <p>The work and memory that a file can cause are bounded, too: tables and vectors may be shared,
 * but those read altogether are limited in proportion to the size of the file.
 */
public final class FlatTable implements OperatorOptions {
  /**
   * Elements that may be read per byte of the file; a file without shared vectors needs at most
   * one.
   */
  private static final int READS_PER_BYTE = 16;

  /**
   * Elements that a table counts for. A table takes some ten bytes in the file at least, so a file
   * without shared tables needs a fraction of what it may read.
   */
  private static final int READS_PER_TABLE = 64;

  /** What may be read of any file, however small. */
  private static final int MIN_READS = 1 << 16;

  private final ByteBuffer bb;
  private final int position;
  private final Raw table = new Raw();
  private final String name;
  private final Budget budget;

  /** The library's table, which looks up fields in the vtable. */
  private static final class Raw extends Table {
    private void reset(int position, ByteBuffer file) {
      __reset(position, file);
    }

    private int offset(int vtableOffset) {
      return __offset(vtableOffset) & 0xFFFF;
    }
  }

  private static final class Budget {
    private long left;

    private Budget(long left) {
      this.left = left;
    }
  }

  private FlatTable(ByteBuffer file, int position, String name, Budget budget) {
    this.bb = file;
    this.position = position;
    this.name = name;
    this.budget = budget;
    if (position < 4 || position > file.limit() - 4) {
      throw new ModelException(
          name
              + ": its position "
              + position
              + " lies outside the file of "
              + file.limit()
              + " bytes");
    }
    long vtable = (long) position - file.getInt(position);
    if (vtable < 0 || vtable > file.limit() - 4) {
      throw new ModelException(
          name
              + ": its vtable position "
              + vtable
              + " lies outside the file of "
              + file.limit()
              + " bytes");
    }
    int vtableSize = file.getShort((int) vtable) & 0xFFFF;
    if (vtableSize < 4 || (vtableSize & 1) != 0 || vtable + vtableSize > file.limit()) {
      throw new ModelException(name + ": its vtable size " + vtableSize + " is not possible");
    }
    table.reset(position, file);
  }

  /** Returns the root table of a little-endian buffer, called {@code name} in messages. */
  public static FlatTable root(ByteBuffer file, String name) {
    if (file.limit() < 8) {
      throw new ModelException(name + ": a file of " + file.limit() + " bytes is too small");
    }
    return new FlatTable(
        file,
        file.getInt(0),
        name,
        new Budget(Math.max(MIN_READS, (long) file.limit() * READS_PER_BYTE)));
  }

  /** Returns the name used in messages, for example {@code operator 3}. */
  public String name() {
    return name;
  }

  /** Returns the position of this table in the file. */
  public int position() {
    return position;
  }

  @Override
  public boolean has(int field) {
    return at(field, 1) != 0;
  }

  @Override
  public int int8(int field, int defaultValue) {
    int at = at(field, 1);
    return at == 0 ? defaultValue : bb.get(at);
  }

  @Override
  public boolean bool(int field, boolean defaultValue) {
    return int8(field, defaultValue ? 1 : 0) != 0;
  }

  @Override
  public int int32(int field, int defaultValue) {
    int at = at(field, 4);
    return at == 0 ? defaultValue : bb.getInt(at);
  }

  public long int64(int field, long defaultValue) {
    int at = at(field, 8);
    return at == 0 ? defaultValue : bb.getLong(at);
  }

  @Override
  public float float32(int field, float defaultValue) {
    int at = at(field, 4);
    return at == 0 ? defaultValue : bb.getFloat(at);
  }

  @Override
  public String string(int field) {
    Span span = bytes(field);
    if (span == null) {
      return "";
    }
    spend(span.length());
    byte[] chars = new byte[span.length()];
    bb.get(span.offset(), chars);
    return new String(chars, StandardCharsets.UTF_8);
  }

  /** A vector of bytes within the file. */
  public record Span(int offset, int length) {}

  /** Returns where a vector of bytes lies, null where it is absent. */
  public Span bytes(int field) {
    return vector(field, 1);
  }

  @Override
  public int[] int32s(int field) {
    Span span = vector(field, 4);
    if (span == null) {
      return new int[0];
    }
    spend(span.length());
    int[] values = new int[span.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bb.getInt(span.offset() + 4 * i);
    }
    return values;
  }

  /** Returns a vector of int64, empty where it is absent. */
  public long[] int64s(int field) {
    Span span = vector(field, 8);
    if (span == null) {
      return new long[0];
    }
    spend(span.length());
    long[] values = new long[span.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bb.getLong(span.offset() + 8 * i);
    }
    return values;
  }

  /** Returns a vector of float32, empty where it is absent. */
  public float[] float32s(int field) {
    Span span = vector(field, 4);
    if (span == null) {
      return new float[0];
    }
    spend(span.length());
    float[] values = new float[span.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bb.getFloat(span.offset() + 4 * i);
    }
    return values;
  }

  /** Returns the number of elements of a vector of tables. */
  public int tableCount(int field) {
    Span span = vector(field, 4);
    return span == null ? 0 : span.length();
  }

  /**
   * Returns element {@code index} of a vector of tables, called {@code "tableName index"} in
   * messages.
   */
  public FlatTable table(int field, int index, String tableName) {
    spend(READS_PER_TABLE);
    Span span = vector(field, 4);
    int at = span.offset() + 4 * java.util.Objects.checkIndex(index, span.length());
    return new FlatTable(bb, target(at), tableName + " " + index, budget);
  }

  /** Returns a table, null where it is absent. */
  public FlatTable table(int field, String tableName) {
    int at = at(field, 4);
    if (at == 0) {
      return null;
    }
    spend(READS_PER_TABLE);
    return new FlatTable(bb, target(at), tableName + " of " + name, budget);
  }

  private Span vector(int field, int elementBytes) {
    int at = at(field, 4);
    if (at == 0) {
      return null;
    }
    int start = target(at);
    if (start < 0 || start > bb.limit() - 4) {
      throw new ModelException(
          name
              + ", field "
              + field
              + ": its vector starts at "
              + start
              + ", outside the file of "
              + bb.limit()
              + " bytes");
    }
    long length = bb.getInt(start) & 0xFFFF_FFFFL;
    if (start + 4 + length * elementBytes > bb.limit()) {
      throw new ModelException(
          name
              + ", field "
              + field
              + ": its vector of "
              + length
              + " elements reaches beyond the file of "
              + bb.limit()
              + " bytes");
    }
    return new Span(start + 4, (int) length);
  }

  /**
   * Follows the unsigned offset at {@code at}; the result may be anything and is checked by the
   * caller.
   */
  private int target(int at) {
    long target = at + (bb.getInt(at) & 0xFFFF_FFFFL);
    return target > Integer.MAX_VALUE ? -1 : (int) target;
  }

  private int at(int field, int width) {
    int relative = table.offset(4 + 2 * field);
    if (relative == 0) {
      return 0;
    }
    if (relative > bb.limit() - width - position) {
      throw new ModelException(
          name
              + ", field "
              + field
              + ": its position "
              + ((long) position + relative)
              + " lies outside the file of "
              + bb.limit()
              + " bytes");
    }
    return position + relative;
  }

  private void spend(int elements) {
    budget.left -= elements;
    if (budget.left < 0) {
      throw new ModelException(
          name
              + ": the tables and vectors of this file overlap so often that they hold more than "
              + READS_PER_BYTE
              + " elements per byte");
    }
  }
}
