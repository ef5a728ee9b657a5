/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.model;

import java.util.Objects;

/**
 * One reason why a model cannot be run, and what to do about it.
 *
 * @param subgraph index of the subgraph, -1 where the problem belongs to none
 * @param operator index of the operator in its subgraph, -1 where the problem belongs to none
 * @param operatorName name of the operator, empty where the problem belongs to none
 * @param message what is wrong, with the table or operator, the tensor and the values
 * @param remedy what to do about it
 */
public record ModelProblem(
    Kind kind, int subgraph, int operator, String operatorName, String message, String remedy) {

  /** The classes of problems. */
  public enum Kind {
    /** The bytes are no model, or a broken one. */
    FILE("the file is broken or no .tflite file: copy it again, or convert the model again", false),
    /** An index points nowhere. */
    INDEX("the file is broken: convert the model again, and do not change it by hand", false),
    /** The format has it, TFLM has not. */
    FORMAT("convert the model without it", true),
    /** TFLM has no such operator. */
    MISSING_OPERATOR(
        "TensorFlow Lite Micro does not have it; convert the model without it, or register it with"
            + " OpResolver.Builder.addCustom if it is your own",
        true),
    /** The application did not register the operator. */
    UNREGISTERED_OPERATOR("add it to the OpResolver, or use OpResolver.all()", true),
    /** Activations in float, weights in integers: dynamic range quantization. */
    HYBRID_TYPES(
        "the weights are quantized and the activations are not (dynamic range quantization), which"
            + " TensorFlow Lite Micro does not run: set the converter's representative_dataset and"
            + " target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8] for an int8"
            + " model, or leave its optimizations unset for a float model",
        true),
    /** Weights in half precision. */
    FLOAT16_TYPES(
        "TensorFlow Lite Micro has no float16 kernels: leave the converter's"
            + " target_spec.supported_types without tf.float16",
        true),
    /** The quantization of TensorFlow 1. */
    UINT8_TYPES(
        "uint8 is the quantization of TensorFlow 1, which TensorFlow Lite Micro does not run:"
            + " quantize the float model to int8 after training, with the converter's"
            + " representative_dataset, inference_input_type = tf.int8 and inference_output_type ="
            + " tf.int8",
        true),
    /** Types that the operator does not take. */
    TYPES(
        "convert the model to one of the supported types, for example all of it to int8 or to"
            + " float32, or cast the tensor before the operator",
        true),
    /** A shape that is known only at run time. */
    DYNAMIC_SHAPE(
        "fix every dimension before converting, for example with tf.keras.Input(batch_shape=(1,"
            + " ...)) or a concrete function whose input signature has no None",
        true),
    /** Tensors and options of an operator do not go together. */
    OPERATOR(
        "the tensors or options of the operator contradict each other or go beyond TensorFlow Lite"
            + " Micro: convert the model again with a current converter",
        false),
    /** The graph uses tensors or subgraphs in a way that has no meaning. */
    GRAPH("the graph is broken: convert the model again, and do not change it by hand", false),
    /** The operator is fine, but nobody computes it. */
    NO_KERNEL(
        "put tflm4j-reference-kernels on the path, which has kernels for all operators", true),
    /** The model needs more than there can be. */
    SIZE("make the model or its inputs smaller", true),
    /** Metadata of the model do not fit it. */
    METADATA("remove the metadata, or make them again for this very model", true),
    /** An operator met values that it cannot compute with. */
    VALUES("look at the inputs of the model that lead there", false);

    private final String remedy;
    private final boolean specific;

    Kind(String remedy, boolean specific) {
      this.remedy = remedy;
      this.specific = specific;
    }

    /** Returns what to do about problems of this kind. */
    public String remedy() {
      return remedy;
    }
  }

  /** Requires everything to be there. */
  public ModelProblem {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(operatorName, "operatorName");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remedy, "remedy");
  }

  /** Returns a problem of the file as a whole. */
  public static ModelProblem of(Kind kind, String message) {
    return new ModelProblem(kind, -1, -1, "", message, kind.remedy);
  }

  /** Returns a problem of an operator; the message begins with its label. */
  public static ModelProblem of(Kind kind, OperatorNode node, String problem) {
    return new ModelProblem(
        kind,
        node.subgraph(),
        node.index(),
        node.name(),
        node.label() + ": " + problem,
        kind.remedy);
  }

  /** Returns the same problem as one of another kind, with the remedy of that. */
  public ModelProblem as(Kind otherKind) {
    return new ModelProblem(otherKind, subgraph, operator, operatorName, message, otherKind.remedy);
  }

  /** Returns the same problem at an operator, where it does not belong to one yet. */
  public ModelProblem at(OperatorNode node) {
    return operator >= 0
        ? this
        : new ModelProblem(kind, node.subgraph(), node.index(), node.name(), message, remedy);
  }

  /** Returns the same problem with the name of the file in front of the message. */
  public ModelProblem in(String file) {
    return new ModelProblem(kind, subgraph, operator, operatorName, file + ": " + message, remedy);
  }

  /** Returns the same problem with words of its own on what to do. */
  public ModelProblem withRemedy(String words) {
    return new ModelProblem(kind, subgraph, operator, operatorName, message, words);
  }

  /** Returns the message, with the remedy where it says more than that the model is broken. */
  @Override
  public String toString() {
    return kind.specific ? message + "; " + remedy : message;
  }
}
