/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Memory planning: who lives when, and at which offset of the arena. Imports {@code schema}. */
package org.tflm4j.interpreter.memory;
