/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.OperatorOptions;
import org.tflm4j.interpreter.model.Subgraph;

/**
 * What an {@link OpPreparer} gets: one operator, its tensors and its options. The {@code
 * require...} methods refuse a bad operator with a message that names the operator, the tensor and
 * the values.
 */
public final class PrepareContext {
  private final List<Subgraph> subgraphs;
  private final OperatorNode node;
  private final TensorSpec[] tensors;

  /**
   * Creates the context of one operator.
   *
   * @param subgraphs all subgraphs of the model
   * @param node the operator
   * @param tensors the tensors of its subgraph; outputs whose shape an operator sets are replaced
   *     here
   */
  public PrepareContext(List<Subgraph> subgraphs, OperatorNode node, TensorSpec[] tensors) {
    this.subgraphs = subgraphs;
    this.node = node;
    this.tensors = tensors;
  }

  public OperatorNode node() {
    return node;
  }

  /** Returns the subgraphs of the model, for control flow. */
  public List<Subgraph> subgraphs() {
    return subgraphs;
  }

  /** Returns the operator's builtin options. */
  public OperatorOptions options() {
    return node.options();
  }

  /** Returns the operator's options from the second union of the format. */
  public OperatorOptions options2() {
    return node.options2();
  }

  /** Returns the options of a custom operator. */
  public CustomOptions customOptions() {
    return customOptions(node);
  }

  /** Returns the options of another custom operator of the model. */
  public CustomOptions customOptions(OperatorNode other) {
    var data = other.customOptions();
    return new CustomOptions(other.label(), data == null ? new byte[0] : data.toByteArray());
  }

  public int inputCount() {
    return node.inputs().size();
  }

  public int outputCount() {
    return node.outputs().size();
  }

  /** Returns true if the operator has input {@code index} and it is not absent. */
  public boolean hasInput(int index) {
    return index < node.inputs().size() && node.inputs().get(index) >= 0;
  }

  /** Returns input {@code index}, which must be present. */
  public TensorSpec input(int index) {
    if (!hasInput(index)) {
      throw fail("input " + index + " is missing");
    }
    return tensors[node.inputs().get(index)];
  }

  /** Returns input {@code index}, or null where it is absent. */
  public TensorSpec optionalInput(int index) {
    return hasInput(index) ? tensors[node.inputs().get(index)] : null;
  }

  public TensorSpec output(int index) {
    if (index >= node.outputs().size()) {
      throw fail("output " + index + " is missing");
    }
    return tensors[node.outputs().get(index)];
  }

  /** Returns intermediate tensor {@code index}, which must be present. */
  public TensorSpec intermediate(int index) {
    if (index >= node.intermediates().size() || node.intermediates().get(index) < 0) {
      throw fail("intermediate tensor " + index + " is missing");
    }
    return tensors[node.intermediates().get(index)];
  }

  /**
   * Sets the shape of an output, which later operators see. Earlier ones have been prepared with
   * the shape in the file, so the shape of a tensor that they use must not change.
   */
  public void setOutputShape(int index, Shape shape) {
    TensorSpec output = output(index);
    require(
        output.shape().equals(shape) || !isUsedBefore(index),
        output + " gets the shape " + shape + " here, but is used before with another");
    tensors[node.outputs().get(index)] = output.withShape(shape);
  }

  private boolean isUsedBefore(int output) {
    Subgraph subgraph = subgraphs.get(node.subgraph());
    int tensor = node.outputs().get(output);
    return subgraph.inputs().contains(tensor)
        || node.outputs().stream().limit(output).anyMatch(earlier -> earlier == tensor)
        || subgraph.operators().subList(0, node.index()).stream()
            .anyMatch(
                earlier -> earlier.inputs().contains(tensor) || earlier.outputs().contains(tensor));
  }

  /** Returns the exception for this operator: its label, then the problem. */
  public ModelException fail(String problem) {
    return new ModelException(ModelProblem.of(Kind.OPERATOR, node, problem));
  }

  private ModelException failForTypes(String problem) {
    return new ModelException(ModelProblem.of(Kind.TYPES, node, problem));
  }

  /** Refuses the operator with {@code problem} unless {@code condition} holds. */
  public void require(boolean condition, String problem) {
    if (!condition) {
      throw fail(problem);
    }
  }

  public void requireInputCount(int count) {
    requireInputCount(count, count);
  }

  public void requireInputCount(int min, int max) {
    if (inputCount() < min || inputCount() > max) {
      throw fail(
          inputCount()
              + " inputs, needs "
              + (min == max ? "" + min : "from " + min + " to " + max));
    }
  }

  public void requireOutputCount(int count) {
    require(outputCount() == count, outputCount() + " outputs, needs " + count);
  }

  /** Refuses the operator unless {@code tensor} has one of {@code types}. */
  public void requireType(TensorSpec tensor, TensorType... types) {
    for (TensorType type : types) {
      if (tensor.type() == type) {
        return;
      }
    }
    String known = Arrays.stream(types).map(TensorType::name).collect(Collectors.joining(", "));
    throw failForTypes(tensor + " has type " + tensor.type() + ", supported: " + known);
  }

  public void requireSameType(TensorSpec tensor, TensorSpec other) {
    if (tensor.type() != other.type()) {
      throw failForTypes(tensor + " and " + other + " have different types; both must be the same");
    }
  }

  public void requireSameShape(TensorSpec tensor, TensorSpec other) {
    require(
        tensor.shape().equals(other.shape()),
        tensor + " and " + other + " have different shapes; both must be the same");
  }

  public void requireSameElementCount(TensorSpec tensor, TensorSpec other) {
    require(
        tensor.elementCount() == other.elementCount(),
        tensor + " and " + other + " have different numbers of elements");
  }

  public void requireShape(TensorSpec tensor, Shape shape) {
    require(tensor.shape().equals(shape), tensor + " needs the shape " + shape);
  }

  public void requireRank(TensorSpec tensor, int rank) {
    requireRank(tensor, rank, rank);
  }

  public void requireRank(TensorSpec tensor, int min, int max) {
    int rank = tensor.shape().rank();
    if (rank < min || rank > max) {
      throw fail(
          tensor + " has rank " + rank + ", needs " + (min == max ? "" + min : min + " to " + max));
    }
  }

  public void requireConstant(TensorSpec tensor) {
    require(tensor.isConstant(), tensor + " must be a constant of the model");
  }

  /**
   * Returns an axis counted from the front.
   *
   * @param axis from -rank to rank - 1
   */
  public int requireAxis(int axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw fail("axis " + axis + " is outside the range of " + -rank + " to " + (rank - 1));
    }
    return axis < 0 ? axis + rank : axis;
  }

  /** Returns the axis, counted from the front, that a constant INT32 of one element holds. */
  public int constantAxis(TensorSpec tensor, int rank) {
    requireType(tensor, TensorType.INT32);
    requireElementCount(tensor, 1);
    return requireAxis(constantInts(tensor)[0], rank);
  }

  /** Returns the quantization of {@code tensor}, which must have one scale, finite and above 0. */
  public Quantization requireQuantized(TensorSpec tensor) {
    Quantization quantization = tensor.quantization();
    require(quantization.isPresent(), tensor + " has no quantization scale");
    require(
        quantization.scale() > 0 && Float.isFinite(quantization.scale()),
        tensor
            + " has the quantization scale "
            + quantization.scale()
            + ", needs a finite one above 0");
    return quantization;
  }

  /**
   * Returns the fixed-point form of a real multiplier. A product or quotient of extreme scales that
   * is no finite number is refused.
   */
  public QuantizedMultiplier multiplier(double real) {
    require(
        Double.isFinite(real),
        "the scales of its tensors multiply to " + real + ", which is not a finite number");
    return QuantizedMultiplier.of(real);
  }

  /** Returns the values of a constant INT32 or INT64 tensor, which must fit 32 bits. */
  public int[] constantInts(TensorSpec tensor) {
    requireConstant(tensor);
    requireType(tensor, TensorType.INT32, TensorType.INT64);
    ConstantBytes data = ConstantBytes.of(tensor);
    int[] values = new int[tensor.elementCount()];
    for (int i = 0; i < values.length; i++) {
      if (tensor.type() == TensorType.INT32) {
        values[i] = LittleEndian.getInt(data.bytes(), data.offset() + 4 * i);
      } else {
        long value = LittleEndian.getLong(data.bytes(), data.offset() + 8 * i);
        values[i] = (int) value;
        require(values[i] == value, tensor + " holds " + value + ", which does not fit 32 bits");
      }
    }
    return values;
  }

  /** Returns a constant as a tensor over the bytes of the model, to read elements of any type. */
  public Tensor constantTensor(TensorSpec tensor) {
    requireConstant(tensor);
    return Tensor.ofConstant(tensor);
  }

  /**
   * Returns the shape with these dimensions, which the preparer has computed; refuses dimensions
   * that are no shape.
   *
   * @param what whose shape it is, for the message
   */
  public Shape shape(String what, long... dimensions) {
    try {
      return Shape.of(Arrays.stream(dimensions).mapToInt(Math::toIntExact).toArray());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw fail(
          what + " cannot have the shape " + Arrays.toString(dimensions) + ": " + e.getMessage());
    }
  }

  /** Refuses the operator unless {@code tensor} has {@code count} elements. */
  public void requireElementCount(TensorSpec tensor, int count) {
    require(
        tensor.elementCount() == count,
        tensor + " has " + tensor.elementCount() + " elements, needs " + count);
  }

  /** Refuses the operator if there is a {@code problem}; null means that there is none. */
  public void requireNone(String problem) {
    if (problem != null) {
      throw fail(problem);
    }
  }

  /**
   * Returns the range of a fused activation function on real numbers. Mirrors {@code
   * CalculateActivationRange} of {@code kernels/kernel_util.h}.
   *
   * @param function code of the format's ActivationFunctionType: 0 none, 1 RELU, 2 RELU_N1_TO_1, 3
   *     RELU6; others are refused
   */
  public RealRange realActivation(int function) {
    return switch (function) {
      case 0 -> new RealRange(-Float.MAX_VALUE, Float.MAX_VALUE);
      case 1 -> new RealRange(0, Float.MAX_VALUE);
      case 2 -> new RealRange(-1, 1);
      case 3 -> new RealRange(0, 6);
      default -> throw fail("the fused activation function " + function + " is not supported");
    };
  }

  /**
   * Returns the range of a fused activation function on the quantized values of {@code output}.
   * Mirrors {@code CalculateActivationRangeQuantized} of {@code kernels/kernel_util.cc}.
   *
   * @param function code of the format's ActivationFunctionType, see {@link #realActivation}
   * @param output of a type without quantization, values are real numbers cut to integers
   */
  public IntegerRange integerActivation(int function, TensorSpec output) {
    RealRange real = realActivation(function);
    int min;
    int max;
    switch (output.type()) {
      case INT8 -> {
        min = Byte.MIN_VALUE;
        max = Byte.MAX_VALUE;
      }
      case UINT8 -> {
        min = 0;
        max = 255;
      }
      case INT16 -> {
        min = Short.MIN_VALUE;
        max = Short.MAX_VALUE;
      }
      default -> {
        return new IntegerRange(
            function == 0 ? Integer.MIN_VALUE : (int) real.min(),
            function == 0 || function == 1 ? Integer.MAX_VALUE : (int) real.max());
      }
    }
    if (function != 0) {
      min = Math.max(min, quantize(output, real.min()));
    }
    if (function > 1) {
      max = Math.min(max, quantize(output, real.max()));
    }
    return new IntegerRange(min, max);
  }

  private int quantize(TensorSpec output, float value) {
    Quantization quantization = requireQuantized(output);
    double rounded = Math.copySign(Math.floor(Math.abs(value / quantization.scale()) + 0.5), value);
    require(
        Math.abs(rounded) <= Integer.MAX_VALUE,
        output + ": " + value + " cannot be quantized with " + quantization);
    return quantization.zeroPoint() + (int) rounded;
  }
}
