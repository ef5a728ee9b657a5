/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/** Prints the values of output tensors. */
public final class TensorPrinter {
  /** Tensors with at most this many elements are printed in full. */
  private static final int FULL = 16;

  private static final int HEAD = 8;
  private static final int TAIL = 4;
  private static final int TOP = 5;

  private final PrintWriter out;
  private final Labels labels;

  /** Creates a printer that names classes by {@code labels}. */
  public TensorPrinter(PrintWriter out, Labels labels) {
    this.out = out;
    this.labels = labels;
  }

  /** Returns the name, type, shape and quantization of a tensor. */
  public static String describe(Tensor tensor) {
    Quantization quantization = tensor.quantization();
    return (tensor.name().isEmpty() ? "" : "\"" + tensor.name() + "\" ")
        + tensor.type()
        + tensor.shape()
        + (quantization.isPresent() ? ", " + quantization : "");
  }

  /** Prints the values of a tensor, each line with {@code indent} before it. */
  public void print(Tensor tensor, String indent) {
    int count = tensor.elementCount();
    boolean quantized = tensor.quantization().isPresent();
    if (count == 1 && quantized) {
      String element = Long.toString(tensor.integerAt(0));
      line(indent, "real", Numbers.real(tensor.realAt(0)) + " (quantized " + element + ")");
    } else if (tensor.type() == TensorType.FLOAT32) {
      line(indent, "real", values(count, i -> Numbers.real(tensor.float32At(i))));
    } else if (quantized) {
      line(indent, "quantized", values(count, i -> Long.toString(tensor.integerAt(i))));
      line(indent, "real", values(count, i -> Numbers.real(tensor.realAt(i))));
    } else {
      line(indent, "integer", values(count, i -> Long.toString(tensor.integerAt(i))));
    }
    if (count > FULL) {
      line(indent, "range", range(tensor));
    }
    if (hasClasses(tensor)) {
      line(indent, "top", top(tensor));
    }
  }

  private void line(String indent, String what, String values) {
    out.println(indent + what + " ".repeat(Math.max(11 - what.length(), 1)) + values);
  }

  private static String values(int count, IntFunction<String> value) {
    if (count <= FULL) {
      return join(0, count, value);
    }
    return "%s ... %s (%s values)"
        .formatted(join(0, HEAD, value), join(count - TAIL, count, value), Numbers.count(count));
  }

  private static String join(int from, int to, IntFunction<String> value) {
    return IntStream.range(from, to).mapToObj(value).collect(Collectors.joining(" "));
  }

  private static String range(Tensor tensor) {
    var statistics =
        IntStream.range(0, tensor.elementCount()).mapToDouble(tensor::realAt).summaryStatistics();
    return "%s to %s, mean %s"
        .formatted(
            Numbers.real(statistics.getMin()),
            Numbers.real(statistics.getMax()),
            Numbers.real(statistics.getAverage()));
  }

  /** True for one row of scores: [1, classes]. */
  private static boolean hasClasses(Tensor tensor) {
    return tensor.shape().rank() == 2
        && tensor.shape().dimension(0) == 1
        && tensor.elementCount() > 1
        && (tensor.type() == TensorType.FLOAT32 || tensor.quantization().isPresent());
  }

  private String top(Tensor tensor) {
    int classes = tensor.elementCount();
    return IntStream.range(0, classes)
        .boxed()
        // Equal scores keep the order of the classes, as the sort is stable.
        .sorted(Comparator.comparing(tensor::realAt, Comparator.reverseOrder()))
        .limit(TOP)
        .map(i -> labels.name(i, classes) + " (" + Numbers.real(tensor.realAt(i)) + ")")
        .collect(Collectors.joining(", "));
  }
}
