/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

/**
 * How input files are turned into tensors.
 *
 * @param pixelRange the real numbers of black and white, null for the default of the tensor
 * @param hop samples or numbers from one window of a file to the next, 0 for the window's length
 */
public record InputOptions(PixelRange pixelRange, int hop) {}
