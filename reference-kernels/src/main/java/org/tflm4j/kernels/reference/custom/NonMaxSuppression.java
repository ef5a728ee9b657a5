/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.custom;

import org.tflm4j.api.tensor.LittleEndian;

/**
 * Picks boxes by descending score and drops those that overlap a picked one. Mirrors {@code
 * NonMaxSuppressionSingleClassHelper} of {@code micro/kernels/detection_postprocess.cc}. All its
 * data lies in the arena; positions are in bytes.
 */
final class NonMaxSuppression {
  private final int boxes;
  private final float scoreThreshold;
  private final float overlapThreshold;

  NonMaxSuppression(int boxes, float scoreThreshold, float overlapThreshold) {
    this.boxes = boxes;
    this.scoreThreshold = scoreThreshold;
    this.overlapThreshold = overlapThreshold;
  }

  /**
   * Picks boxes.
   *
   * @param boxesAt decoded boxes, FLOAT32 [boxes, 4]: ymin, xmin, ymax, xmax
   * @param scoresAt their scores, FLOAT32 [boxes]
   * @param sortedAt a buffer of an INT32 per box
   * @param mergeAt another such buffer
   * @param selectedAt where the indices of the picked boxes go, INT32
   * @param limit how many to pick at most
   * @return how many were picked
   */
  int select(
      byte[] arena,
      int boxesAt,
      int scoresAt,
      int sortedAt,
      int mergeAt,
      int selectedAt,
      int limit) {
    int candidates = 0;
    for (int box = 0; box < boxes; box++) {
      if (LittleEndian.getFloat(arena, scoresAt + 4 * box) >= scoreThreshold) {
        LittleEndian.putInt(arena, sortedAt + 4 * candidates++, box);
      }
    }
    sort(arena, scoresAt, sortedAt, mergeAt, candidates);
    int selected = 0;
    while (candidates > 0 && selected < limit) {
      int best = LittleEndian.getInt(arena, sortedAt);
      LittleEndian.putInt(arena, selectedAt + 4 * selected++, best);
      int kept = 0;
      for (int i = 1; i < candidates; i++) {
        int box = LittleEndian.getInt(arena, sortedAt + 4 * i);
        if (!(overlap(arena, boxesAt + 16 * best, boxesAt + 16 * box) > overlapThreshold)) {
          LittleEndian.putInt(arena, sortedAt + 4 * kept++, box);
        }
      }
      candidates = kept;
    }
    return selected;
  }

  /** Sorts by descending score, stable: merges runs of doubling lengths. */
  private static void sort(byte[] arena, int scoresAt, int sortedAt, int mergeAt, int count) {
    for (int run = 1; run > 0 && run < count; run *= 2) {
      for (int start = 0; start < count - run; start += 2 * run) {
        int end = Math.min(start + 2 * run, count);
        int left = start;
        int right = start + run;
        for (int i = start; i < end; i++) {
          boolean takeRight =
              left >= start + run
                  || (right < end
                      && score(arena, scoresAt, sortedAt + 4 * right)
                          > score(arena, scoresAt, sortedAt + 4 * left));
          int from = takeRight ? right++ : left++;
          LittleEndian.putInt(
              arena, mergeAt + 4 * i, LittleEndian.getInt(arena, sortedAt + 4 * from));
        }
        System.arraycopy(
            arena, mergeAt + 4 * start, arena, sortedAt + 4 * start, 4 * (end - start));
      }
    }
  }

  private static float score(byte[] arena, int scoresAt, int indexAt) {
    return LittleEndian.getFloat(arena, scoresAt + 4 * LittleEndian.getInt(arena, indexAt));
  }

  /** Returns the intersection over the union of two boxes, 0 where one has no area. */
  private static float overlap(byte[] arena, int box, int other) {
    float top = LittleEndian.getFloat(arena, box);
    float left = LittleEndian.getFloat(arena, box + 4);
    float bottom = LittleEndian.getFloat(arena, box + 8);
    float right = LittleEndian.getFloat(arena, box + 12);
    float otherTop = LittleEndian.getFloat(arena, other);
    float otherLeft = LittleEndian.getFloat(arena, other + 4);
    float otherBottom = LittleEndian.getFloat(arena, other + 8);
    float otherRight = LittleEndian.getFloat(arena, other + 12);
    float area = (bottom - top) * (right - left);
    float otherArea = (otherBottom - otherTop) * (otherRight - otherLeft);
    if (area <= 0 || otherArea <= 0) {
      return 0;
    }
    float height = min(bottom, otherBottom) - max(top, otherTop);
    float width = min(right, otherRight) - max(left, otherLeft);
    float intersection = max(height, 0) * max(width, 0);
    return intersection / (area + otherArea - intersection);
  }

  /** C++'s max, which differs from Java's where one is NaN. */
  private static float max(float a, float b) {
    return a < b ? b : a;
  }

  private static float min(float a, float b) {
    return b < a ? b : a;
  }
}
