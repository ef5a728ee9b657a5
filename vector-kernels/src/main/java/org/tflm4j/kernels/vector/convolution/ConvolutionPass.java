/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.Window;

/**
 * A part of the window of a convolution that is summed up in float registers; the whole window
 * where that is exact.
 *
 * @param tile computes the part
 * @param filterDepth where the part begins in the depth of the filter
 */
record ConvolutionPass(ConvolutionTile tile, int filterDepth) {
  /**
   * Plans the passes.
   *
   * @param groupDepth input channels of a group
   */
  static ConvolutionPass[] of(
      WidenedWindow widened, Window window, int groups, int groupDepth, SummationPlan summation) {
    int[] pixels = widened.pixels();
    int[] taps = widened.taps();
    if (summation.atOnce()) {
      // The taps of a filter row lie side by side if there is nothing between them.
      boolean contiguous =
          groups == 1 && (window.dilationWidth() == 1 || window.filterWidth() == 1);
      int tapsOfRun = contiguous ? window.filterWidth() : 1;
      int[] runs = new int[taps.length / tapsOfRun];
      for (int run = 0; run < runs.length; run++) {
        runs[run] = taps[run * tapsOfRun];
      }
      ConvolutionTile tile = new ConvolutionTile(pixels, runs, tapsOfRun * groupDepth);
      return new ConvolutionPass[] {new ConvolutionPass(tile, 0)};
    }
    List<ConvolutionPass> passes = new ArrayList<>();
    for (int tap = 0; tap < taps.length; tap++) {
      for (int k = 0; k < groupDepth; k += summation.products()) {
        int[] runs = {taps[tap] + k};
        int length = Math.min(summation.products(), groupDepth - k);
        passes.add(
            new ConvolutionPass(new ConvolutionTile(pixels, runs, length), tap * groupDepth + k));
      }
    }
    return passes.toArray(ConvolutionPass[]::new);
  }

  long heldBytes() {
    return (long) Integer.BYTES * (tile.pixels().length + tile.runs().length);
  }
}
