/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * How a filter or pooling window moves over an image: output pixel (y, x) sees input rows {@code y
 * * strideHeight - paddingTop + filterY * dilationHeight} for {@code 0 <= filterY < filterHeight},
 * and columns likewise. Taps outside the image count as the input's zero point (real zero).
 *
 * @param strideHeight at least 1, in pixels
 * @param dilationHeight at least 1, in pixels
 * @param paddingTop rows of padding above the image
 * @param paddingLeft columns of padding left of the image
 */
public record Window(
    int filterHeight,
    int filterWidth,
    int strideHeight,
    int strideWidth,
    int dilationHeight,
    int dilationWidth,
    int paddingTop,
    int paddingLeft) {}
