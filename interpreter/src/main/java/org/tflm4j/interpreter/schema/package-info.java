/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The TensorFlow Lite flatbuffer format, schema version 3: checked access to its tables and the
 * graph they describe. Imports {@code api.tensor} and flatbuffers-java.
 */
package org.tflm4j.interpreter.schema;
