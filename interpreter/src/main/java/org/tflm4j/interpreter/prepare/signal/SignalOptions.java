/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.signal;

import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.CustomOptions;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** The options of an operator of the signal library; all but flags are required. */
final class SignalOptions {
  private final PrepareContext context;
  private final CustomOptions options;

  SignalOptions(PrepareContext context) {
    this.context = context;
    this.options = context.customOptions();
  }

  /** Returns an option from {@code min} to {@code max}. */
  int int32(String key, int min, int max) {
    int value = int32(key);
    context.require(
        value >= min && value <= max,
        "the option " + key + " is " + value + ", must be from " + min + " to " + max);
    return value;
  }

  /** Returns an option. */
  int int32(String key) {
    context.require(options.has(key), "the option " + key + " is missing");
    return options.int32(key, 0);
  }

  /** Returns a flag, false where it is absent. */
  boolean bool(String key) {
    return options.bool(key, false);
  }

  /** Refuses the operator unless its option T is the code of the tensor's type. */
  void requireTypeOf(TensorSpec tensor) {
    int code = int32("T");
    context.require(
        code == tensor.type().code(),
        "the option T is " + code + ", but " + tensor + " has the type " + tensor.type().code());
  }
}
