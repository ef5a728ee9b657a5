/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * Writes a trained network as a full-integer INT8 model, quantized as TensorFlow Lite's converter
 * does: activations span what calibration saw; weights are symmetric, with a scale for each output
 * channel of a convolution and one for a fully connected layer; biases are INT32 with the product
 * of both scales; a SOFTMAX of 256 steps is behind the last layer.
 */
public final class QuantizedNetwork {
  /** Pixel / 255, so that INT8 is pixel - 128. */
  private static final Quantization PIXELS = Quantization.of(1 / 255f, Byte.MIN_VALUE);

  private static final Quantization PROBABILITIES = Quantization.of(1 / 256f, Byte.MIN_VALUE);

  /** The values of the fields padding and fused_activation_function. */
  private static final int SAME = 0;

  private static final int VALID = 1;
  private static final int NO_ACTIVATION = 0;
  private static final int RELU = 1;

  private final Network network;
  private final GraphBuilder graph;

  /** The output of the layer that was written last, and its quantization. */
  private int last;

  private Quantization lastQuantization = PIXELS;

  private QuantizedNetwork(Network network, GraphBuilder graph) {
    this.network = network;
    this.graph = graph;
  }

  /**
   * Quantizes a network.
   *
   * @param calibration batches of images like those that the model will see
   * @param description the free text in the file
   * @return the bytes of the {@code .tflite} file
   */
  public static byte[] write(Network network, List<byte[][]> calibration, String description) {
    ModelBuilder model = new ModelBuilder().description(description);
    new QuantizedNetwork(network, model.graph()).write(calibrate(network, calibration));
    return model.build();
  }

  /** Returns the range of every layer's outputs. */
  private static List<ActivationRange> calibrate(Network network, List<byte[][]> calibration) {
    List<ActivationRange> ranges = new ArrayList<>();
    network.layers().forEach(layer -> ranges.add(new ActivationRange()));
    for (byte[][] batch : calibration) {
      network.forward(batch);
      for (int i = 0; i < ranges.size(); i++) {
        for (float value : network.layers().get(i).outputs) {
          ranges.get(i).include(value);
        }
      }
    }
    return ranges;
  }

  private void write(List<ActivationRange> ranges) {
    int size = network.layers().getFirst().window.inputSize();
    int input =
        graph.tensor("image", TensorType.INT8, 1, size, size, 1).quantization(PIXELS).index();
    last = input;
    for (int i = 0; i < ranges.size(); i++) {
      switch (network.layers().get(i)) {
        case Convolution layer -> write(layer, "layer" + i, ranges.get(i).int8());
        case MaxPooling layer -> write(layer, "layer" + i);
      }
    }
    int classes = network.layers().getLast().outputChannels;
    int output =
        graph
            .tensor("probabilities", TensorType.INT8, 1, classes)
            .quantization(PROBABILITIES)
            .index();
    // SoftmaxOptions: 0 beta
    graph.operator(
        BuiltinOperator.SOFTMAX,
        OptionsBuilder.of(OptionsType.SOFTMAX).float32(0, 1),
        new int[] {last},
        output);
    graph.inputs(input).outputs(output);
  }

  // Pool2DOptions: 0 padding, 1 stride_w, 2 stride_h, 3 filter_width, 4 filter_height
  private void write(MaxPooling layer, String name) {
    int output = output(layer, name, lastQuantization);
    OptionsBuilder options =
        OptionsBuilder.of(OptionsType.POOL_2D)
            .int8(0, VALID)
            .int32(1, layer.window.stride())
            .int32(2, layer.window.stride())
            .int32(3, layer.window.size())
            .int32(4, layer.window.size());
    graph.operator(BuiltinOperator.MAX_POOL_2D, options, new int[] {last}, output);
    last = output;
  }

  private void write(Convolution layer, String name, Quantization quantization) {
    float[] scales = weightScales(layer);
    int outputs = layer.outputChannels;
    byte[] weights = new byte[outputs * layer.fanIn];
    int[] biases = new int[outputs];
    float[] biasScales = new float[scales.length];
    for (int output = 0; output < outputs; output++) {
      int slice = scales.length == 1 ? 0 : output;
      for (int w = 0; w < layer.fanIn; w++) {
        // A depthwise filter is 1 x row x column x channel, the others output x row x column x
        // input.
        int at =
            layer.kind == Convolution.Kind.DEPTHWISE
                ? w * outputs + output
                : output * layer.fanIn + w;
        weights[at] = (byte) Math.round(layer.weight(output, w) / scales[slice]);
      }
      biasScales[slice] = lastQuantization.scale() * scales[slice];
      biases[output] = Math.toIntExact(Math.round((double) layer.bias(output) / biasScales[slice]));
    }
    int filter =
        graph
            .tensor(name + "/weights", TensorType.INT8, filterShape(layer))
            .quantization(Quantization.of(scales, new int[0], quantizedDimension(layer)))
            .data(weights)
            .index();
    int bias =
        graph
            .tensor(name + "/bias", TensorType.INT32, outputs)
            .quantization(Quantization.of(biasScales, new int[0], 0))
            .data(biases)
            .index();
    int output = output(layer, name, quantization);
    graph.operator(operator(layer), options(layer), new int[] {last, filter, bias}, output);
    last = output;
    lastQuantization = quantization;
  }

  /** The largest weight becomes 127. */
  private static float[] weightScales(Convolution layer) {
    boolean perChannel = layer.kind != Convolution.Kind.FULLY_CONNECTED;
    float[] scales = new float[perChannel ? layer.outputChannels : 1];
    for (int output = 0; output < layer.outputChannels; output++) {
      int slice = perChannel ? output : 0;
      for (int w = 0; w < layer.fanIn; w++) {
        scales[slice] = Math.max(scales[slice], Math.abs(layer.weight(output, w)) / Byte.MAX_VALUE);
      }
    }
    return scales;
  }

  private int output(Layer layer, String name, Quantization quantization) {
    int size = layer.window.outputSize();
    int[] shape =
        layer instanceof Convolution convolution
                && convolution.kind == Convolution.Kind.FULLY_CONNECTED
            ? new int[] {1, layer.outputChannels}
            : new int[] {1, size, size, layer.outputChannels};
    return graph.tensor(name, TensorType.INT8, shape).quantization(quantization).index();
  }

  private static int[] filterShape(Convolution layer) {
    int size = layer.window.size();
    return switch (layer.kind) {
      case CONVOLUTION -> new int[] {layer.outputChannels, size, size, layer.inputChannels};
      case DEPTHWISE -> new int[] {1, size, size, layer.outputChannels};
      case FULLY_CONNECTED -> new int[] {layer.outputChannels, layer.fanIn};
    };
  }

  private static int quantizedDimension(Convolution layer) {
    return layer.kind == Convolution.Kind.DEPTHWISE ? 3 : 0;
  }

  private static BuiltinOperator operator(Convolution layer) {
    return switch (layer.kind) {
      case CONVOLUTION -> BuiltinOperator.CONV_2D;
      case DEPTHWISE -> BuiltinOperator.DEPTHWISE_CONV_2D;
      case FULLY_CONNECTED -> BuiltinOperator.FULLY_CONNECTED;
    };
  }

  // Conv2DOptions: 0 padding, 1 stride_w, 2 stride_h, 3 fused_activation_function
  // DepthwiseConv2DOptions: 3 depth_multiplier, 4 fused_activation_function
  // FullyConnectedOptions: 0 fused_activation_function
  private static OptionsBuilder options(Convolution layer) {
    int activation = layer.relu ? RELU : NO_ACTIVATION;
    int stride = layer.window.stride();
    return switch (layer.kind) {
      case CONVOLUTION ->
          OptionsBuilder.of(OptionsType.CONV_2D)
              .int8(0, SAME)
              .int32(1, stride)
              .int32(2, stride)
              .int8(3, activation);
      case DEPTHWISE ->
          OptionsBuilder.of(OptionsType.DEPTHWISE_CONV_2D)
              .int8(0, SAME)
              .int32(1, stride)
              .int32(2, stride)
              .int32(3, 1)
              .int8(4, activation);
      case FULLY_CONNECTED -> OptionsBuilder.of(OptionsType.FULLY_CONNECTED).int8(0, activation);
    };
  }
}
