/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import com.google.flatbuffers.ArrayReadWriteBuf;
import com.google.flatbuffers.FlexBuffers;
import java.util.Arrays;
import java.util.function.Function;
import org.tflm4j.interpreter.model.ModelException;

/**
 * The flexbuffer map that holds a custom operator's options. Like TFLM's {@code FlexbufferWrapper}
 * it can be read by position in the alphabetical order of the keys; reading by key is the safer
 * way.
 */
public final class CustomOptions {
  private final String operator;
  private final byte[] bytes;
  private final FlexBuffers.Map map;

  CustomOptions(String operator, byte[] bytes) {
    this.operator = operator;
    this.bytes = bytes;
    this.map =
        bytes.length == 0 ? null : guard("is not a flexbuffer map", bytes, CustomOptions::root);
  }

  private static FlexBuffers.Map root(byte[] bytes) {
    FlexBuffers.Reference root = FlexBuffers.getRoot(new ArrayReadWriteBuf(bytes, bytes.length));
    if (!root.isMap()) {
      throw new IllegalArgumentException("the root is not a map");
    }
    return root.asMap();
  }

  /** Returns false if the file has no options for the operator. */
  public boolean isPresent() {
    return map != null;
  }

  /** Returns a copy of the raw bytes, empty where the operator has none. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the number of keys. */
  public int size() {
    return map == null ? 0 : guard("cannot be counted", map, FlexBuffers.Map::size);
  }

  /** Returns whether the map has a key. */
  public boolean has(String key) {
    return map != null && !value(key).isNull();
  }

  public int int32(String key, int defaultValue) {
    return has(key) ? guard(key, value(key), FlexBuffers.Reference::asInt) : defaultValue;
  }

  public float float32(String key, float defaultValue) {
    return has(key) ? guard(key, value(key), r -> (float) r.asFloat()) : defaultValue;
  }

  public boolean bool(String key, boolean defaultValue) {
    return has(key) ? guard(key, value(key), FlexBuffers.Reference::asBoolean) : defaultValue;
  }

  private FlexBuffers.Reference value(String key) {
    return guard(key, map, m -> m.get(key));
  }

  /**
   * Reads with FlatBuffers, which checks nothing: whatever it throws on broken bytes becomes the
   * one exception.
   */
  private <T, R> R guard(String what, T from, Function<T, R> read) {
    try {
      return read.apply(from);
    } catch (RuntimeException e) {
      throw new ModelException(
          operator
              + ": its custom options ("
              + bytes.length
              + " bytes, "
              + Arrays.toString(Arrays.copyOf(bytes, Math.min(bytes.length, 16)))
              + (bytes.length > 16 ? "…" : "")
              + ") cannot be read: "
              + what,
          e);
    }
  }
}
