/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.model;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The builtin options of one operator, by field number of their table. */
public final class OptionsBuilder {
  /** Options of an operator that has none. */
  static final OptionsBuilder NONE = new OptionsBuilder(OptionsType.NONE);

  private final OptionsType type;

  /** Byte, Boolean, Integer, Float, int[] or String for each field. */
  private final Map<Integer, Object> fields = new TreeMap<>();

  private OptionsBuilder(OptionsType type) {
    this.type = type;
  }

  /** Returns a table of the given type without fields: all are their defaults. */
  public static OptionsBuilder of(OptionsType type) {
    return new OptionsBuilder(type);
  }

  /** Sets a field of type byte or of an enumeration. */
  public OptionsBuilder int8(int field, int value) {
    fields.put(field, (byte) value);
    return this;
  }

  public OptionsBuilder bool(int field, boolean value) {
    fields.put(field, value);
    return this;
  }

  public OptionsBuilder int32(int field, int value) {
    fields.put(field, value);
    return this;
  }

  public OptionsBuilder float32(int field, float value) {
    fields.put(field, value);
    return this;
  }

  public OptionsBuilder int32s(int field, int... values) {
    fields.put(field, values.clone());
    return this;
  }

  public OptionsBuilder string(int field, String value) {
    fields.put(field, value);
    return this;
  }

  int typeCode() {
    return type.code();
  }

  /** Writes the table and returns its offset, 0 where there is none. */
  int write(FlatBufferBuilder out) {
    if (type == OptionsType.NONE) {
      return 0;
    }
    Map<Integer, Integer> offsets = new TreeMap<>();
    fields.forEach((field, value) -> {
      if (value instanceof int[] values) {
        offsets.put(field, ModelBuilder.int32s(out, values));
      } else if (value instanceof String text) {
        offsets.put(field, out.createString(text));
      }
    });
    int count = fields.isEmpty() ? 0 : ((TreeMap<Integer, Object>) fields).lastKey() + 1;
    out.startTable(count);
    // A field that was set is written, also a 0: the default may be another value.
    fields.forEach((field, value) -> {
      switch (value) {
        case Byte number -> out.addByte(field, number, ~number);
        case Boolean flag -> out.addBoolean(field, flag, !flag);
        case Integer number -> out.addInt(field, number, ~number);
        case Float number -> out.addFloat(field, number, Float.NaN);
        default -> out.addOffset(field, offsets.get(field), 0);
      }
    });
    return out.endTable();
  }
}
