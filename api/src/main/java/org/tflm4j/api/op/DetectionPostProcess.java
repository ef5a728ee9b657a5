/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * TFLite_Detection_PostProcess: decodes the boxes of a single-shot detector, drops those that
 * overlap one with a higher score, and returns the best. Mirrors {@code
 * micro/kernels/detection_postprocess.cc}.
 *
 * <p>Tensors, all FLOAT32: box encodings [1, boxes, boxStride], the first four of each are y, x, h,
 * w; scores [1, boxes, scoreStride], with a background class in front if scoreStride is classes +
 * 1; anchors [boxes, 4] as y, x, h, w (centers and sizes). Outputs: boxes [1, n, 4] as ymin, xmin,
 * ymax, xmax; classes [1, n]; scores [1, n]; the number of detections [1].
 *
 * <p>Regular suppression treats every class on its own and fills {@code maxDetections} rows. Fast
 * suppression looks at the best class of each box; a box fills {@code classesPerBox} rows, and row
 * c of the i-th box is {@code classesPerBox * (classesPerBox * i + c) + c}, as in TFLM. Rows that
 * TFLM does not write are 0 here.
 *
 * <p>A decoded box whose sides are not longer than 0 is refused when the operator runs.
 *
 * @param boxStride elements of a box encoding, at least 4
 * @param scoreStride scores of a box
 * @param classes classes without background, scoreStride or one less
 * @param maxDetections limit of detections; of boxes with fast suppression
 * @param scoreThreshold boxes with smaller scores do not count
 * @param overlapThreshold intersection over union above which the box with the smaller score goes,
 *     above 0 and at most 1
 * @param yScale divides the encodings' y; xScale, hScale and wScale likewise
 */
public record DetectionPostProcess(
    int boxes,
    int boxStride,
    int scoreStride,
    int classes,
    int maxDetections,
    Suppression suppression,
    float scoreThreshold,
    float overlapThreshold,
    float yScale,
    float xScale,
    float hScale,
    float wScale)
    implements Op {
  /** Input: the box encodings. */
  public static final int BOX_ENCODINGS = 0;

  /** Input: the scores of the classes. */
  public static final int CLASS_PREDICTIONS = 1;

  /** Input: the anchors. */
  public static final int ANCHORS = 2;

  /** Output: the boxes. */
  public static final int DETECTION_BOXES = 0;

  /** Output: the classes. */
  public static final int DETECTION_CLASSES = 1;

  /** Output: the scores. */
  public static final int DETECTION_SCORES = 2;

  /** Output: the number of detections. */
  public static final int NUM_DETECTIONS = 3;

  /** How boxes that overlap are suppressed. */
  public sealed interface Suppression {}

  /**
   * Every class on its own.
   *
   * @param detectionsPerClass limit of boxes per class, at least 1
   */
  public record Regular(int detectionsPerClass) implements Suppression {}

  /**
   * By the best class of each box.
   *
   * @param classesPerBox classes reported for a box, from 1 to classes
   */
  public record Fast(int classesPerBox) implements Suppression {}

  /** Returns the place of the first class's score among the scores of a box. */
  public int labelOffset() {
    return scoreStride - classes;
  }

  /** Returns the rows that the outputs need. */
  public long rows() {
    return switch (suppression) {
      case Regular _ -> maxDetections;
      case Fast(int classesPerBox) ->
          (long) classesPerBox * classesPerBox * Math.min(boxes, maxDetections);
    };
  }

  @Override
  public String name() {
    return "TFLite_Detection_PostProcess";
  }
}
