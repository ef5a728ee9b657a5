/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Shape;

class BroadcastTest {
  @Test
  void walksEveryElementByItsCoordinates() {
    for (int seed = 0; seed < 2000; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      int[] output = random.ints(random.nextInt(7), 1, 5).toArray();
      Shape[] inputs = {Shape.of(output), repeated(random, output), repeated(random, output)};
      assertWalk("seed " + seed, Broadcast.of(Shape.of(output), inputs), Shape.of(output), inputs);
    }
  }

  @Test
  void repeatsOneInput() {
    for (int seed = 0; seed < 500; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      int[] output = random.ints(random.nextInt(6), 1, 5).toArray();
      Shape input = repeated(random, output);
      assertWalk("seed " + seed, Broadcast.to(Shape.of(output), input), Shape.of(output), input);
    }
  }

  /** Returns the shape with some axes set to 1 and some in front left out. */
  private static Shape repeated(RandomGenerator random, int[] output) {
    int[] shape = output.clone();
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = random.nextBoolean() ? 1 : shape[axis];
    }
    int kept = random.nextInt(shape.length + 1);
    return Shape.of(java.util.Arrays.copyOfRange(shape, shape.length - kept, shape.length));
  }

  private static void assertWalk(String what, Broadcast broadcast, Shape output, Shape... inputs) {
    assertThat(broadcast.elementCount()).as(what).isEqualTo(output.elementCount());
    for (int element = 0; element < output.elementCount(); element++) {
      int row = element / broadcast.rowLength();
      int place = element % broadcast.rowLength();
      for (int i = 0; i < inputs.length; i++) {
        assertThat(broadcast.rowStart(i, row) + place * broadcast.rowStep(i))
            .as("%s: input %d of %s at element %d", what, i, broadcast, element)
            .isEqualTo(expected(output, inputs[i].extendedTo(output.rank()), element));
      }
    }
  }

  private static int expected(Shape output, Shape input, int element) {
    int index = 0;
    int stride = 1;
    int rest = element;
    for (int axis = output.rank() - 1; axis >= 0; axis--) {
      int coordinate = rest % output.dimension(axis);
      rest /= output.dimension(axis);
      index += (input.dimension(axis) == 1 ? 0 : coordinate) * stride;
      stride *= input.dimension(axis);
    }
    return index;
  }

  @Test
  void takesInputsOfOneShapeInASingleRow() {
    Broadcast broadcast = Broadcast.of(Shape.of(6, 2), Shape.of(1, 3, 4), Shape.of(3, 4));
    assertThat(broadcast.rows()).isEqualTo(1);
    assertThat(broadcast.rowLength()).isEqualTo(12);
    assertThat(broadcast.isDense()).isTrue();
  }

  @Test
  void takesAScalarInASingleRow() {
    Broadcast broadcast = Broadcast.of(Shape.of(2, 3, 4), Shape.of(2, 3, 4), Shape.SCALAR);
    assertThat(broadcast.rows()).isEqualTo(1);
    assertThat(broadcast.rowStep(1)).isZero();
    assertThat(broadcast.isDense()).isFalse();
  }

  @Test
  void hasNoElementsWhereTheOutputIsEmpty() {
    Broadcast broadcast = Broadcast.of(Shape.of(3, 0), Shape.of(3, 1), Shape.of(0));
    assertThat(broadcast.elementCount()).isZero();
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Broadcast.of(Shape.of(3, 4), Shape.of(3, 4), Shape.of(3)))
        .withMessage("shapes [[3, 4], [3]] do not broadcast to [3, 4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Broadcast.of(Shape.of(5), Shape.of(1), Shape.of(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Broadcast.of(Shape.of(0), Shape.of(0), Shape.of(5)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Broadcast.to(Shape.of(3, 4), Shape.of(3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Broadcast.to(Shape.of(4), Shape.of(1, 4)));
  }
}
