/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tflm4j.training.network.Convolution.Kind;

/** Layers one behind the other that tell classes of square images apart. */
public final class Network {
  /** Images that a step of training takes. */
  public static final int BATCH = Layer.BATCH;

  private final List<Layer> layers = new ArrayList<>();
  private final Random random;
  private final int inputSize;
  private float[] inputs = new float[0];

  /**
   * Creates a network without layers.
   *
   * @param inputSize height and width of the images, which have one channel
   * @param random where the initial weights come from
   */
  public Network(int inputSize, Random random) {
    this.inputSize = inputSize;
    this.random = random;
  }

  /** Adds a convolution with a ReLU behind it. */
  public Network convolution(int size, int stride, int outputChannels) {
    Window window = Window.same(size(), size, stride);
    layers.add(new Convolution(Kind.CONVOLUTION, window, channels(), outputChannels, true, random));
    return this;
  }

  /** Adds a depthwise convolution with a ReLU behind it. */
  public Network depthwise(int size) {
    Window window = Window.same(size(), size, 1);
    layers.add(new Convolution(Kind.DEPTHWISE, window, channels(), channels(), true, random));
    return this;
  }

  /** Adds a pooling that keeps the largest of each window. */
  public Network maxPooling(int size) {
    layers.add(new MaxPooling(Window.valid(size(), size, size), channels()));
    return this;
  }

  /** Adds the layer that gives a logit for each class. */
  public Network fullyConnected(int classes) {
    Window window = Window.valid(size(), size(), 1);
    layers.add(new Convolution(Kind.FULLY_CONNECTED, window, channels(), classes, false, random));
    return this;
  }

  private int size() {
    return layers.isEmpty() ? inputSize : layers.getLast().window.outputSize();
  }

  private int channels() {
    return layers.isEmpty() ? 1 : layers.getLast().outputChannels;
  }

  List<Layer> layers() {
    return layers;
  }

  /**
   * Computes the logits of a batch.
   *
   * @param images {@link #BATCH} images of grey levels 0 to 255, row by row
   * @return class by class, the images innermost; overwritten by the next call
   */
  float[] forward(byte[][] images) {
    int pixels = inputSize * inputSize;
    if (inputs.length == 0) {
      inputs = new float[pixels * BATCH];
    }
    for (int i = 0; i < BATCH; i++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        inputs[pixel * BATCH + i] = Byte.toUnsignedInt(images[i][pixel]) / 255f;
      }
    }
    float[] values = inputs;
    for (Layer layer : layers) {
      layer.forward(values);
      values = layer.outputs;
    }
    return values;
  }

  /**
   * Learns from one batch.
   *
   * @param images {@link #BATCH} images of grey levels 0 to 255, row by row
   * @param classes what each of them is
   * @param step 1 for the first step
   * @return the mean cross-entropy before this step
   */
  public double train(byte[][] images, int[] classes, double rate, int step) {
    double loss = accumulateGradients(images, classes);
    layers.forEach(layer -> layer.step(rate, step));
    return loss;
  }

  /** Adds up the gradients of the mean cross-entropy, and returns it. */
  double accumulateGradients(byte[][] images, int[] classes) {
    float[] logits = forward(images);
    float[] gradients = new float[logits.length];
    double loss = 0;
    for (int i = 0; i < BATCH; i++) {
      loss += crossEntropy(logits, i, classes[i], gradients);
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).backward(i == 0 ? inputs : layers.get(i - 1).outputs, gradients);
      gradients = layers.get(i).inputGradients;
    }
    return loss / BATCH;
  }

  /** Returns the cross-entropy of one image and writes its gradients by the logits. */
  private static double crossEntropy(float[] logits, int image, int expected, float[] gradients) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int at = image; at < logits.length; at += BATCH) {
      largest = Math.max(largest, logits[at]);
    }
    double sum = 0;
    for (int at = image; at < logits.length; at += BATCH) {
      sum += StrictMath.exp(logits[at] - largest);
    }
    for (int at = image; at < logits.length; at += BATCH) {
      double probability = StrictMath.exp(logits[at] - largest) / sum;
      gradients[at] = (float) ((probability - (at / BATCH == expected ? 1 : 0)) / BATCH);
    }
    return StrictMath.log(sum) + largest - logits[expected * BATCH + image];
  }
}
