/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Native peers, compiled in the Maven profile {@code peers} only. Imports the benchmarks and the
 * bindings of TensorFlow Lite.
 */
package org.tflm4j.jmh.peers;
