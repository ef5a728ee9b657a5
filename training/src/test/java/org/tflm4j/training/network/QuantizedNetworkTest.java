/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

class QuantizedNetworkTest {
  @Test
  void theModelAnswersAlmostAsTheNetworkDoes() {
    Random random = new Random(3);
    Network network =
        new Network(12, random)
            .convolution(3, 2, 6)
            .depthwise(3)
            .convolution(1, 1, 8)
            .maxPooling(2)
            .fullyConnected(4);
    byte[][] images = new byte[Network.BATCH][144];
    for (byte[] image : images) {
      random.nextBytes(image);
    }

    byte[] model = QuantizedNetwork.write(network, List.<byte[][]>of(images), "random weights");

    Interpreter interpreter = Interpreter.builder(Model.of(model), OpResolver.all()).build();
    float[] logits = network.forward(images);
    for (int i = 0; i < Network.BATCH; i++) {
      for (int pixel = 0; pixel < 144; pixel++) {
        interpreter.input(0).setInt8At(pixel, (byte) (images[i][pixel] ^ 0x80));
      }
      interpreter.invoke();
      double sum = 0;
      for (int c = 0; c < 4; c++) {
        sum += Math.exp(logits[c * Network.BATCH + i]);
      }
      for (int c = 0; c < 4; c++) {
        assertThat((double) interpreter.output(0).realAt(c))
            .isCloseTo(Math.exp(logits[c * Network.BATCH + i]) / sum, within(0.04));
      }
    }
  }
}
