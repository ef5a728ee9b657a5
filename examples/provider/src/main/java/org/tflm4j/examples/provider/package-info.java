/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** A small kernel provider: what docs/kernel-provider.md tells about. */
package org.tflm4j.examples.provider;
