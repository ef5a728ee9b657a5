/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.model;

/**
 * The builtin options of an operator by field number of their table; every field is its default
 * where it is absent. A field that cannot be read is a {@link ModelException}.
 */
public interface OperatorOptions {
  /** The options of an operator for which the file has none at all. */
  OperatorOptions NONE =
      new OperatorOptions() {
        @Override
        public boolean isPresent() {
          return false;
        }

        @Override
        public boolean has(int field) {
          return false;
        }

        @Override
        public int int8(int field, int defaultValue) {
          return defaultValue;
        }

        @Override
        public boolean bool(int field, boolean defaultValue) {
          return defaultValue;
        }

        @Override
        public int int32(int field, int defaultValue) {
          return defaultValue;
        }

        @Override
        public float float32(int field, float defaultValue) {
          return defaultValue;
        }

        @Override
        public int[] int32s(int field) {
          return new int[0];
        }

        @Override
        public String string(int field) {
          return "";
        }
      };

  /** Returns false if the file has no options at all for the operator. */
  default boolean isPresent() {
    return true;
  }

  /** Returns true if the file has a value for the field. */
  boolean has(int field);

  int int8(int field, int defaultValue);

  boolean bool(int field, boolean defaultValue);

  int int32(int field, int defaultValue);

  float float32(int field, float defaultValue);

  /** Returns a vector of int32, empty where it is absent. */
  int[] int32s(int field);

  /** Returns a string, empty where it is absent. */
  String string(int field);
}
