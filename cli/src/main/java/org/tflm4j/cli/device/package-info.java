/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The arena that a model takes on a device that runs TensorFlow Lite Micro: the sizes of TFLM's
 * structs for a width of pointers, allocated in TFLM's order. {@link
 * org.tflm4j.cli.device.DeviceArena} has the rule. Imports {@code api} and {@code interpreter}.
 */
package org.tflm4j.cli.device;
