/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.model;

/** Where an operator comes from. */
public enum Provenance {
  /** TensorFlow Lite Micro has it: what runs here runs on a device. */
  TFLM,
  /** TensorFlow Lite has it, TensorFlow Lite Micro has not. */
  TENSORFLOW_LITE,
  /** The application registered it itself. */
  APPLICATION
}
