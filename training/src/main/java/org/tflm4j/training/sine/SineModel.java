/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.sine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.schema.BuiltinOperator;
import org.tflm4j.training.network.ActivationRange;

/**
 * The int8 sine model as a {@code .tflite} file: loads the bundled one and trains others.
 *
 * <p>Quantization is TensorFlow Lite's for full-integer models: INT8 activations with a scale and a
 * zero point that span the values seen over the period, symmetric INT8 weights with one scale for
 * each layer, INT32 biases with the product of both scales.
 */
public final class SineModel {
  /** The seed of the bundled model. */
  public static final long SEED = 4;

  private static final String BUNDLED = "sine_int8.tflite";

  /** Points over the period at which the range of the activations is taken. */
  private static final int CALIBRATION_POINTS = 1001;

  /** FullyConnectedOptions: field 0 fused_activation_function, value 1 RELU. */
  private static final OptionsBuilder RELU =
      OptionsBuilder.of(OptionsType.FULLY_CONNECTED).int8(0, 1);

  private static final OptionsBuilder LINEAR = OptionsBuilder.of(OptionsType.FULLY_CONNECTED);

  private SineModel() {}

  /** Returns the bytes of the bundled model, which is {@code train(SEED)}. */
  public static byte[] bundled() {
    try (InputStream stream = SineModel.class.getResourceAsStream(BUNDLED)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trains a network, quantizes it and returns the bytes of its model. */
  public static byte[] train(long seed) {
    SineNetwork network = SineNetwork.train(seed);
    Quantization[] activations = calibrate(network);
    ModelBuilder model =
        new ModelBuilder()
            .description("TFLM4J sine network, 1-16-16-1, int8; tflm4j train-sine --seed " + seed);
    GraphBuilder graph = model.graph();
    int input = graph.tensor("x", TensorType.INT8, 1, 1).quantization(activations[0]).index();
    int last = input;
    for (int i = 0; i < network.layers().size(); i++) {
      last = add(graph, network.layers().get(i), i, last, activations[i], activations[i + 1]);
    }
    graph.inputs(input).outputs(last);
    return model.build();
  }

  /** Returns the quantization of the input and of every layer's activations. */
  private static Quantization[] calibrate(SineNetwork network) {
    int layers = network.layers().size();
    ActivationRange[] ranges = new ActivationRange[layers + 1];
    Arrays.setAll(ranges, i -> new ActivationRange());
    ranges[0].include(SineNetwork.PERIOD);
    for (int p = 0; p < CALIBRATION_POINTS; p++) {
      network.predict(SineNetwork.PERIOD * p / (CALIBRATION_POINTS - 1));
      for (int i = 0; i < layers; i++) {
        for (double value : network.layers().get(i).activations) {
          ranges[i + 1].include(value);
        }
      }
    }
    return Arrays.stream(ranges).map(ActivationRange::int8).toArray(Quantization[]::new);
  }

  /** Adds a layer; the first one takes x itself, see {@link SineNetwork#INPUT_SCALE}. */
  private static int add(
      GraphBuilder graph,
      DenseLayer layer,
      int index,
      int input,
      Quantization inputQuantization,
      Quantization outputQuantization) {
    double inputScale = index == 0 ? SineNetwork.INPUT_SCALE : 1;
    float weightScale = (float) (layer.weightScale() * inputScale);
    byte[] weights = new byte[layer.outputs * layer.inputs];
    for (int w = 0; w < weights.length; w++) {
      weights[w] = layer.quantizedWeight(w);
    }
    float biasScale = inputQuantization.scale() * weightScale;
    int[] biases = new int[layer.outputs];
    for (int o = 0; o < biases.length; o++) {
      double bias = index == 0 ? layer.bias(o) - layer.weight(o, 0) : layer.bias(o);
      biases[o] = Math.toIntExact(Math.round(bias / biasScale));
    }
    String name = "dense" + index;
    int weightTensor =
        graph
            .tensor(name + "/weights", TensorType.INT8, layer.outputs, layer.inputs)
            .quantization(weightScale, 0)
            .data(weights)
            .index();
    int biasTensor =
        graph
            .tensor(name + "/bias", TensorType.INT32, layer.outputs)
            .quantization(biasScale, 0)
            .data(biases)
            .index();
    int output =
        graph
            .tensor(layer.relu ? name : "y", TensorType.INT8, 1, layer.outputs)
            .quantization(outputQuantization)
            .index();
    graph.operator(
        BuiltinOperator.FULLY_CONNECTED,
        layer.relu ? RELU : LINEAR,
        new int[] {input, weightTensor, biasTensor},
        output);
    return output;
  }
}
