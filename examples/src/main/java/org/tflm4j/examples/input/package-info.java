/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** What the examples read: sounds and images. */
package org.tflm4j.examples.input;
