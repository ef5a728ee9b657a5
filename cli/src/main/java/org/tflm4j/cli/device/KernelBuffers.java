/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.BatchMatMul;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.Decode;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.DetectionPostProcess;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.MirrorPad;
import org.tflm4j.api.op.Reduction;
import org.tflm4j.api.op.SignalRfft;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/**
 * The buffers that TFLM's reference kernel of an operator requests when it is prepared: persistent
 * ones ({@code AllocatePersistentBuffer}) and scratch ({@code RequestScratchBufferInArena}).
 * Mirrors {@code Init} and {@code Prepare} of {@code micro/kernels} and {@code
 * signal/micro/kernels}.
 */
final class KernelBuffers {
  /** A {@code TfLiteIntArray}: its size, then its elements. */
  private static final int INT_BYTES = 4;

  /** Entries of TFLM's table of a function of 16 bits. */
  private static final int TABLE_ENTRIES = 513;

  private final DeviceProfile profile;
  private final OperatorTensors operator;
  private final List<Long> persistent = new ArrayList<>();
  private final List<Long> scratch = new ArrayList<>();

  private KernelBuffers(DeviceProfile profile, OperatorTensors operator) {
    this.profile = profile;
    this.operator = operator;
  }

  /** Computes the buffers of an operator. */
  static KernelBuffers of(DeviceProfile profile, OperatorTensors operator) {
    KernelBuffers buffers = new KernelBuffers(profile, operator);
    TflmStructs.find("data." + operator.name()).ifPresent(buffers::struct);
    buffers.request();
    return buffers;
  }

  /** Returns the sizes of the persistent buffers, in bytes. */
  List<Long> persistent() {
    return persistent;
  }

  /** Returns the sizes of the scratch buffers, in bytes. */
  List<Long> scratch() {
    return scratch;
  }

  private void struct(StructLayout layout) {
    persistent.add((long) layout.size(profile));
  }

  private void struct(String name) {
    struct(TflmStructs.of(name));
  }

  private void request() {
    switch (operator.name()) {
      case "CONV_2D" -> convolution(0, operator.input(Conv2D.FILTER));
      case "DEPTHWISE_CONV_2D" -> convolution(3, operator.input(DepthwiseConv2D.FILTER));
      case "TRANSPOSE_CONV" -> transposeConv();
      case "FULLY_CONNECTED" -> fullyConnected();
      case "BATCH_MATMUL" -> batchMatMul((BatchMatMul) operator.op());
      case "SVDF" -> svdf((Svdf) operator.op());
      case "UNIDIRECTIONAL_SEQUENCE_LSTM" -> lstm((UnidirectionalSequenceLstm) operator.op());
      case "MEAN", "SUM", "REDUCE_MAX", "REDUCE_MIN", "REDUCE_ALL" ->
          reduction((Reduction) operator.op());
      case "SOFTMAX" -> softmax();
      case "ADD_N" -> {
        structOfInt8();
        scratch.add((long) profile.pointerBytes() * operator.inputCount());
      }
      case "CUMSUM", "LOG_SOFTMAX" -> structOfInt8();
      case "DEPTH_TO_SPACE", "SPACE_TO_DEPTH", "GATHER", "GATHER_ND", "L2_POOL_2D" ->
          outputDimensions();
      case "EMBEDDING_LOOKUP" -> {
        outputDimensions();
        struct("late.EMBEDDING_LOOKUP");
      }
      case "MIRROR_PAD" -> {
        long dimensions = (long) INT_BYTES * operator.input(MirrorPad.INPUT).shape().rank();
        scratch.add(dimensions);
        scratch.add(dimensions);
      }
      case "TFLM_DECODE" -> decode((Decode) operator.op());
      case "TFLite_Detection_PostProcess" -> detection((DetectionPostProcess) operator.op());
      case "SignalRfft" ->
          scratch.add(
              operator
                  .output(SignalRfft.OUTPUT)
                  .type()
                  .bytesFor(((SignalRfft) operator.op()).fftLength()));
      default -> {}
    }
    SignalBuffers.persistent(profile, operator, persistent);
  }

  private void convolution(int channelDimension, TensorSpec filter) {
    perChannel(filter.shape().dimension(channelDimension));
    unpackedFilter(filter);
  }

  private void transposeConv() {
    perChannel(operator.input(TransposeConv.FILTER).shape().dimension(0));
    TensorType type = operator.input(TransposeConv.INPUT).type();
    TensorSpec bias = operator.input(TransposeConv.BIAS);
    long sums = operator.output(TransposeConv.OUTPUT).elementCount();
    if (type == INT8) {
      scratch.add(INT_BYTES * sums);
    } else if (type == INT16) {
      scratch.add(Long.BYTES * sums);
      if (bias != null && bias.type() == INT16) {
        scratch.add((long) Long.BYTES * bias.elementCount());
      }
    }
  }

  private void fullyConnected() {
    TensorSpec filter = operator.input(FullyConnected.FILTER);
    if (operator.input(FullyConnected.INPUT).type() != FLOAT32
        && filter.quantization().scaleCount() > 1) {
      perChannel(filter.quantization().scaleCount());
    }
    unpackedFilter(filter);
  }

  /** Multipliers and shifts. */
  private void perChannel(int channels) {
    persistent.add((long) INT_BYTES * channels);
    persistent.add((long) INT_BYTES * channels);
  }

  private void unpackedFilter(TensorSpec filter) {
    if (filter.type() == INT4) {
      scratch.add((long) filter.elementCount());
    }
  }

  private void batchMatMul(BatchMatMul op) {
    if (operator.input(BatchMatMul.LHS).type() != FLOAT32) {
      struct("quantized.BATCH_MATMUL");
    }
    if (op.lhsTransposed()) {
      transposed(operator.input(BatchMatMul.LHS));
    }
    if (!op.rhsTransposed()) {
      transposed(operator.input(BatchMatMul.RHS));
    }
    outputDimensions();
  }

  private void transposed(TensorSpec tensor) {
    struct("eval_tensor");
    dimensions(tensor);
    persistent.add(tensor.byteSize());
  }

  /** A copy of the output's dimensions, which Prepare writes. */
  private void outputDimensions() {
    dimensions(operator.output(0));
  }

  private void dimensions(TensorSpec tensor) {
    persistent.add((long) INT_BYTES * (1 + tensor.shape().rank()));
  }

  private void structOfInt8() {
    if (operator.output(0).type() == INT8) {
      struct("int8." + operator.name());
    }
  }

  private void softmax() {
    if (operator.input(Softmax.INPUT).type() == INT16) {
      persistent.add((long) Short.BYTES * TABLE_ENTRIES);
      persistent.add((long) Short.BYTES * TABLE_ENTRIES);
    }
  }

  private void svdf(Svdf op) {
    scratch.add((long) INT_BYTES * op.batches() * op.filters());
    switch (op.numerics()) {
      case Svdf.Real _ -> {}
      case Svdf.Quantized _ -> scratch.add((long) INT_BYTES * op.batches() * op.units());
    }
  }

  private void lstm(UnidirectionalSequenceLstm op) {
    TensorType cellState = operator.input(UnidirectionalSequenceLstm.CELL_STATE).type();
    for (int gate = 0; gate < UnidirectionalSequenceLstm.GATES; gate++) {
      scratch.add(cellState.bytesFor((long) op.batches() * op.stateDepth()));
    }
  }

  private void reduction(Reduction op) {
    if (op.numerics() instanceof Reduction.QuantizedSum) {
      scratch.add((long) INT_BYTES * operator.output(Reduction.OUTPUT).elementCount());
    }
    scratch.add((long) INT_BYTES * operator.input(Reduction.INPUT).shape().rank());
    scratch.add((long) INT_BYTES * operator.input(Reduction.AXES).elementCount());
  }

  private void decode(Decode op) {
    persistent.add((long) profile.pointerBytes() * op.encodings().size());
    for (Decode.Encoding encoding : op.encodings()) {
      switch (encoding) {
        case Decode.LookupTable table -> struct("decode.lookup_table");
        case Decode.Huffman huffman -> struct("decode.huffman");
        case Decode.Pruned pruned -> {
          struct("decode.pruned");
          List<Byte> zeroPoints = pruned.zeroPoints();
          if (zeroPoints.size() > 1 && zeroPoints.stream().anyMatch(zero -> zero != 0)) {
            persistent.add((long) zeroPoints.size());
          }
        }
      }
    }
  }

  private void detection(DetectionPostProcess op) {
    long boxes = op.boxes();
    long perBox = INT_BYTES * boxes;
    scratch.add(boxes); // active candidates
    scratch.add(4 * perBox); // decoded boxes
    scratch.add(perBox * op.scoreStride()); // scores
    scratch.add(perBox); // scores of a class
    scratch.add(perBox); // scores above the threshold
    scratch.add(perBox * op.maxDetections()); // scores after suppression
    scratch.add(perBox * op.maxDetections()); // sorted scores
    scratch.add(perBox); // indices above the threshold
    scratch.add(perBox * op.maxDetections()); // sorted indices
    scratch.add(perBox * Math.max(op.classes(), op.maxDetections())); // order of the sort
    scratch.add(perBox * Math.min(op.boxes(), op.maxDetections())); // selected
  }
}
