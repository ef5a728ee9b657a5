/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.custom;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;

import org.tflm4j.api.op.DetectionPostProcess;
import org.tflm4j.api.op.DetectionPostProcess.Fast;
import org.tflm4j.api.op.DetectionPostProcess.Regular;
import org.tflm4j.api.op.DetectionPostProcess.Suppression;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.CustomOptions;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares TFLite_Detection_PostProcess. Mirrors {@code micro/kernels/detection_postprocess.cc}.
 */
final class PrepareDetectionPostProcess {
  static final String NAME = "TFLite_Detection_PostProcess";

  private static final int BOX_COORDINATES = 4;
  private static final int DEFAULT_DETECTIONS_PER_CLASS = 100;

  private PrepareDetectionPostProcess() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(3);
    context.requireOutputCount(4);
    TensorSpec encodings = context.input(DetectionPostProcess.BOX_ENCODINGS);
    TensorSpec scores = context.input(DetectionPostProcess.CLASS_PREDICTIONS);
    TensorSpec anchors = context.input(DetectionPostProcess.ANCHORS);
    for (int i = 0; i < 3; i++) {
      context.requireType(context.input(i), FLOAT32);
    }
    for (int i = 0; i < 4; i++) {
      context.requireType(context.output(i), FLOAT32);
    }
    context.requireRank(encodings, 3);
    context.requireRank(scores, 3);
    int boxes = encodings.shape().dimension(1);
    int scoreStride = scores.shape().dimension(2);
    context.require(
        encodings.shape().dimension(0) == 1
            && encodings.shape().dimension(2) >= BOX_COORDINATES
            && encodings.elementCount() <= Integer.MAX_VALUE / 4,
        encodings + " needs the shape [1, boxes, 4 or more] and less than 2^31 bytes");
    context.require(
        scores.shape().dimension(0) == 1 && scores.shape().dimension(1) == boxes,
        scores + " needs the shape [1, " + boxes + ", classes]");
    context.requireShape(anchors, Shape.of(boxes, BOX_COORDINATES));

    DetectionPostProcess op = options(context, boxes, encodings.shape().dimension(2), scoreStride);
    requireOptions(context, op);
    requireElements(
        context, context.output(DetectionPostProcess.DETECTION_BOXES), BOX_COORDINATES * op.rows());
    requireElements(context, context.output(DetectionPostProcess.DETECTION_CLASSES), op.rows());
    requireElements(context, context.output(DetectionPostProcess.DETECTION_SCORES), op.rows());
    requireElements(context, context.output(DetectionPostProcess.NUM_DETECTIONS), 1);
    return op;
  }

  private static DetectionPostProcess options(
      PrepareContext context, int boxes, int boxStride, int scoreStride) {
    CustomOptions options = context.customOptions();
    context.require(options.isPresent(), "it needs custom options");
    int classes = options.int32("num_classes", 0);
    return new DetectionPostProcess(
        boxes,
        boxStride,
        scoreStride,
        classes,
        options.int32("max_detections", 0),
        suppression(options, classes),
        options.float32("nms_score_threshold", 0),
        options.float32("nms_iou_threshold", 0),
        options.float32("y_scale", 0),
        options.float32("x_scale", 0),
        options.float32("h_scale", 0),
        options.float32("w_scale", 0));
  }

  private static Suppression suppression(CustomOptions options, int classes) {
    return options.bool("use_regular_nms", false)
        ? new Regular(options.int32("detections_per_class", DEFAULT_DETECTIONS_PER_CLASS))
        : new Fast(Math.min(options.int32("max_classes_per_detection", 0), classes));
  }

  private static void requireOptions(PrepareContext context, DetectionPostProcess op) {
    context.require(
        op.classes() > 0 && (op.labelOffset() == 0 || op.labelOffset() == 1),
        "num_classes "
            + op.classes()
            + " does not fit the "
            + op.scoreStride()
            + " scores of a box, with or without background");
    context.require(op.maxDetections() >= 0, "max_detections is " + op.maxDetections());
    context.require(
        op.overlapThreshold() > 0 && op.overlapThreshold() <= 1,
        "nms_iou_threshold is " + op.overlapThreshold() + ", must be above 0 and at most 1");
    switch (op.suppression()) {
      case Regular(int detectionsPerClass) ->
          context.require(
              detectionsPerClass > 0,
              "detections_per_class is " + detectionsPerClass + ", must be at least 1");
      case Fast(int classesPerBox) ->
          context.require(classesPerBox > 0, "max_classes_per_detection is missing or less than 1");
    }
    context.require(
        op.yScale() != 0 && op.xScale() != 0 && op.hScale() != 0 && op.wScale() != 0,
        "one of y_scale, x_scale, h_scale and w_scale is missing or 0");
  }

  private static void requireElements(PrepareContext context, TensorSpec output, long elements) {
    context.require(
        output.elementCount() >= elements, output + " needs at least " + elements + " elements");
  }
}
