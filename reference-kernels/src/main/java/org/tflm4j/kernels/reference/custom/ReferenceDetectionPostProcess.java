/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.custom;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.DetectionPostProcess;
import org.tflm4j.api.op.DetectionPostProcess.Fast;
import org.tflm4j.api.op.DetectionPostProcess.Regular;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code micro/kernels/detection_postprocess.cc}. */
final class ReferenceDetectionPostProcess implements Kernel {
  // Scratch buffers
  private static final int BOXES = 0;
  private static final int SCORES = 1;
  private static final int SORTED = 2;
  private static final int MERGE = 3;
  private static final int SELECTED = 4;
  private static final int BEST_SCORES = 5;
  private static final int BEST_PLACES = 6;

  private final DetectionPostProcess op;
  private final NonMaxSuppression suppression;
  private final int selectionLimit;

  ReferenceDetectionPostProcess(DetectionPostProcess op) {
    this.op = op;
    this.suppression =
        new NonMaxSuppression(op.boxes(), op.scoreThreshold(), op.overlapThreshold());
    this.selectionLimit =
        Math.min(
            op.boxes(),
            switch (op.suppression()) {
              case Regular(int detectionsPerClass) -> detectionsPerClass;
              case Fast _ -> op.maxDetections();
            });
  }

  @Override
  public KernelMemory memory() {
    int perBox = 4 * op.boxes();
    int selected = 4 * selectionLimit;
    int best = 4 * op.maxDetections();
    return switch (op.suppression()) {
      case Regular _ ->
          KernelMemory.scratch(4 * perBox, perBox, perBox, perBox, selected, best, best);
      case Fast _ -> KernelMemory.scratch(4 * perBox, perBox, perBox, perBox, selected);
    };
  }

  @Override
  public void eval(KernelContext context) {
    decode(context);
    for (int i = 0; i <= DetectionPostProcess.NUM_DETECTIONS; i++) {
      Tensor output = context.output(i);
      Arrays.fill(output.data(), output.offset(), output.offset() + output.byteSize(), (byte) 0);
    }
    int detections =
        switch (op.suppression()) {
          case Regular _ -> suppressRegular(context);
          case Fast(int classesPerBox) -> suppressFast(context, classesPerBox);
        };
    context.output(DetectionPostProcess.NUM_DETECTIONS).setFloat32At(0, detections);
  }

  /** Decodes all boxes: from centers and sizes relative to the anchors to corners. */
  private void decode(KernelContext context) {
    Tensor encodings = context.input(DetectionPostProcess.BOX_ENCODINGS);
    Tensor anchors = context.input(DetectionPostProcess.ANCHORS);
    for (int box = 0; box < op.boxes(); box++) {
      int encoding = box * op.boxStride();
      double anchorHeight = anchors.float32At(4 * box + 2);
      double anchorWidth = anchors.float32At(4 * box + 3);
      double y = encodings.float32At(encoding) / (double) op.yScale();
      double x = encodings.float32At(encoding + 1) / (double) op.xScale();
      double height = Math.exp(encodings.float32At(encoding + 2) / (double) op.hScale());
      double width = Math.exp(encodings.float32At(encoding + 3) / (double) op.wScale());
      float centerY = (float) (y * anchorHeight + anchors.float32At(4 * box));
      float centerX = (float) (x * anchorWidth + anchors.float32At(4 * box + 1));
      float halfHeight = (float) (0.5 * height * anchorHeight);
      float halfWidth = (float) (0.5 * width * anchorWidth);
      float top = centerY - halfHeight;
      float left = centerX - halfWidth;
      float bottom = centerY + halfHeight;
      float right = centerX + halfWidth;
      if (top >= bottom || left >= right) {
        throw new KernelException(
            "box "
                + box
                + " has no area: rows "
                + top
                + " to "
                + bottom
                + ", columns "
                + left
                + " to "
                + right);
      }
      int at = context.scratchOffset(BOXES) + 16 * box;
      LittleEndian.putFloat(context.arena(), at, top);
      LittleEndian.putFloat(context.arena(), at + 4, left);
      LittleEndian.putFloat(context.arena(), at + 8, bottom);
      LittleEndian.putFloat(context.arena(), at + 12, right);
    }
  }

  /** Suppresses by the best class of each box and reports the best classes of those that stay. */
  private int suppressFast(KernelContext context, int classesPerBox) {
    Tensor scores = context.input(DetectionPostProcess.CLASS_PREDICTIONS);
    for (int box = 0; box < op.boxes(); box++) {
      int best = bestClass(scores, firstScore(box));
      putScore(context, box, scores.float32At(firstScore(box) + best));
    }
    int selected = select(context);
    int detections = 0;
    for (int i = 0; i < selected; i++) {
      int box = selected(context, i);
      int next = bestClass(scores, firstScore(box));
      for (int column = 0; column < classesPerBox; column++) {
        int row = classesPerBox * detections++ + column;
        put(context, row, box, next, scores.float32At(firstScore(box) + next));
        next = nextClass(scores, firstScore(box), next);
      }
    }
    return detections;
  }

  /** Suppresses within each class and keeps the best of all classes, equals in their order. */
  private int suppressRegular(KernelContext context) {
    Tensor scores = context.input(DetectionPostProcess.CLASS_PREDICTIONS);
    byte[] arena = context.arena();
    int bestScores = context.scratchOffset(BEST_SCORES);
    int bestPlaces = context.scratchOffset(BEST_PLACES);
    int count = 0;
    for (int c = 0; c < op.classes(); c++) {
      for (int box = 0; box < op.boxes(); box++) {
        putScore(context, box, scores.float32At(firstScore(box) + c));
      }
      int selected = select(context);
      for (int i = 0; i < selected; i++) {
        int place = firstScore(selected(context, i)) + c;
        float score = scores.float32At(place);
        int row = count;
        while (row > 0 && score > LittleEndian.getFloat(arena, bestScores + 4 * (row - 1))) {
          row--;
        }
        if (row == op.maxDetections()) {
          continue;
        }
        count = Math.min(count + 1, op.maxDetections());
        int moved = 4 * (count - 1 - row);
        System.arraycopy(arena, bestScores + 4 * row, arena, bestScores + 4 * row + 4, moved);
        System.arraycopy(arena, bestPlaces + 4 * row, arena, bestPlaces + 4 * row + 4, moved);
        LittleEndian.putFloat(arena, bestScores + 4 * row, score);
        LittleEndian.putInt(arena, bestPlaces + 4 * row, place);
      }
    }
    for (int row = 0; row < count; row++) {
      int place = LittleEndian.getInt(arena, bestPlaces + 4 * row);
      int box = place / op.scoreStride();
      float score = LittleEndian.getFloat(arena, bestScores + 4 * row);
      put(context, row, box, place - firstScore(box), score);
    }
    return count;
  }

  private int firstScore(int box) {
    return box * op.scoreStride() + op.labelOffset();
  }

  private static void putScore(KernelContext context, int box, float score) {
    LittleEndian.putFloat(context.arena(), context.scratchOffset(SCORES) + 4 * box, score);
  }

  private int select(KernelContext context) {
    return suppression.select(
        context.arena(),
        context.scratchOffset(BOXES),
        context.scratchOffset(SCORES),
        context.scratchOffset(SORTED),
        context.scratchOffset(MERGE),
        context.scratchOffset(SELECTED),
        selectionLimit);
  }

  private static int selected(KernelContext context, int i) {
    return LittleEndian.getInt(context.arena(), context.scratchOffset(SELECTED) + 4 * i);
  }

  /** Returns the class with the highest score, the first of equals. */
  private int bestClass(Tensor scores, int first) {
    int best = 0;
    for (int c = 1; c < op.classes(); c++) {
      if (scores.float32At(first + c) > scores.float32At(first + best)) {
        best = c;
      }
    }
    return best;
  }

  /** Returns the class that follows in the order of scores, equals by number. */
  private int nextClass(Tensor scores, int first, int previous) {
    int next = previous;
    for (int c = 0; c < op.classes(); c++) {
      if (before(scores, first, previous, c)
          && (next == previous || before(scores, first, c, next))) {
        next = c;
      }
    }
    return next;
  }

  private static boolean before(Tensor scores, int first, int c, int other) {
    float score = scores.float32At(first + c);
    float otherScore = scores.float32At(first + other);
    return score > otherScore || (!(otherScore > score) && c < other);
  }

  private static void put(KernelContext context, int row, int box, int detectedClass, float score) {
    Tensor boxes = context.output(DetectionPostProcess.DETECTION_BOXES);
    System.arraycopy(
        context.arena(),
        context.scratchOffset(BOXES) + 16 * box,
        boxes.data(),
        boxes.offset() + 16 * row,
        16);
    context.output(DetectionPostProcess.DETECTION_CLASSES).setFloat32At(row, detectedClass);
    context.output(DetectionPostProcess.DETECTION_SCORES).setFloat32At(row, score);
  }
}
