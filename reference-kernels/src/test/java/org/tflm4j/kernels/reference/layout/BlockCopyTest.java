/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.api.tensor.Shape;

class BlockCopyTest {
  private static final int DRAWS = 400;

  /** A block of a larger tensor: sizes, and steps along each dimension, some of them backwards. */
  private record Layout(int[] counts, int[] steps, int[] strides, int first, int elements) {
    static Layout draw(SplittableRandom random, int[] counts) {
      int rank = counts.length;
      int[] steps = new int[rank];
      int[] strides = new int[rank];
      int first = 0;
      int elements = 1;
      for (int axis = rank - 1; axis >= 0; axis--) {
        steps[axis] = random.nextInt(3) > 0 ? 1 : random.nextInt(1, 3);
        int dimension = counts[axis] * steps[axis] + (random.nextInt(3) > 0 ? 0 : 2);
        boolean backwards = random.nextInt(4) == 0 && counts[axis] > 0;
        strides[axis] = (backwards ? -1 : 1) * steps[axis] * elements;
        first += backwards ? (counts[axis] - 1) * steps[axis] * elements : 0;
        elements *= Math.max(dimension, 1);
      }
      return new Layout(counts, steps, strides, first, elements);
    }

    List<Integer> strideList() {
      List<Integer> list = new ArrayList<>();
      for (int stride : strides) {
        list.add(stride);
      }
      return list;
    }

    int index(int[] coordinates) {
      int index = first;
      for (int axis = 0; axis < coordinates.length; axis++) {
        index += coordinates[axis] * strides[axis];
      }
      return index;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void equalsACopyByElement(int elementBytes) {
    for (int seed = 0; seed < DRAWS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] counts = random.ints(random.nextInt(7), 1, 5).toArray();
      if (counts.length > 0 && random.nextInt(20) == 0) {
        counts[random.nextInt(counts.length)] = 0;
      }
      Shape shape = Shape.of(counts);
      Layout from = Layout.draw(random, counts);
      Layout to = Layout.draw(random, counts);
      byte[] source = new byte[(from.elements() + 1) * elementBytes];
      random.nextBytes(source);
      byte[] expected = new byte[(to.elements() + 1) * elementBytes];
      random.nextBytes(expected);
      byte[] copied = expected.clone();

      for (int element = 0; element < shape.elementCount(); element++) {
        int[] coordinates = coordinates(counts, element);
        System.arraycopy(
            source,
            (1 + from.index(coordinates)) * elementBytes,
            expected,
            (1 + to.index(coordinates)) * elementBytes,
            elementBytes);
      }
      new BlockCopy(shape, from.strideList(), to.strideList(), elementBytes)
          .copy(source, (1 + from.first()) * elementBytes, copied, (1 + to.first()) * elementBytes);

      assertThat(copied).as("seed %d, %s", seed, shape).isEqualTo(expected);
    }
  }

  private static int[] coordinates(int[] counts, int element) {
    int[] coordinates = new int[counts.length];
    int remaining = element;
    for (int axis = counts.length - 1; axis >= 0; axis--) {
      coordinates[axis] = remaining % counts[axis];
      remaining /= counts[axis];
    }
    return coordinates;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 1000, 4097, 10_001})
  void repeatsAnElement(int count) {
    for (int elementBytes : new int[] {1, 2, 3, 4, 8}) {
      byte[] element = {9, 1, 2, 3, 4, 5, 6, 7, 8};
      byte[] filled = new byte[count * elementBytes + 2];

      ElementFill.fill(element, 1, elementBytes, filled, 1, count * elementBytes);

      byte[] expected = new byte[filled.length];
      for (int i = 0; i < count * elementBytes; i++) {
        expected[1 + i] = element[1 + i % elementBytes];
      }
      assertThat(Arrays.mismatch(filled, expected)).as("%d bytes", elementBytes).isEqualTo(-1);
    }
  }
}
