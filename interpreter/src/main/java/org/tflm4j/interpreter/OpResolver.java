/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Provenance;
import org.tflm4j.interpreter.prepare.OpPreparer;

/**
 * The operators that an application registers: only those that its models need, as with TFLM's
 * {@code MicroMutableOpResolver}, or {@link #all()}. Immutable and safe for use by many threads.
 */
public final class OpResolver {
  private static final OpResolver ALL = operators(provenance -> true);
  private static final OpResolver TFLM = operators(Provenance.TFLM::equals);

  private final Map<BuiltinOperator, Registration> builtins;
  private final Map<String, Registration> customs;

  private OpResolver(
      Map<BuiltinOperator, Registration> builtins, Map<String, Registration> customs) {
    this.builtins = new EnumMap<>(BuiltinOperator.class);
    this.builtins.putAll(builtins);
    this.customs = Map.copyOf(customs);
  }

  /** Makes the kernel of an application's own operator. */
  @FunctionalInterface
  public interface KernelFactory {
    /** Returns the kernel for a prepared operator; called once per operator and model. */
    Kernel create(KernelRequest request);
  }

  /**
   * How an operator is prepared, and who makes its kernel.
   *
   * @param preparer checks the operator and makes its record
   * @param kernels makes the kernel of an application's own operator; null where the providers are
   *     asked
   * @param provenance where the operator comes from
   */
  public record Registration(OpPreparer preparer, KernelFactory kernels, Provenance provenance) {
    /** Requires a preparer and a provenance. */
    public Registration {
      Objects.requireNonNull(preparer, "preparer");
      Objects.requireNonNull(provenance, "provenance");
    }
  }

  /** Returns a resolver with every operator that TFLM4J has. */
  public static OpResolver all() {
    return ALL;
  }

  /** Returns a resolver with every operator that TensorFlow Lite Micro has, and no other. */
  public static OpResolver tflm() {
    return TFLM;
  }

  private static OpResolver operators(Predicate<Provenance> provenances) {
    Builder builder = new Builder();
    OperatorFamilies.preparers().builtinOperators().stream()
        .filter(operator -> provenances.test(OperatorFamilies.preparers().provenance(operator)))
        .forEach(builder::add);
    OperatorFamilies.preparers().customOperators().stream()
        .filter(name -> provenances.test(OperatorFamilies.preparers().provenance(name)))
        .forEach(builder::addKnownCustom);
    return builder.build();
  }

  /** Returns a builder without operators. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the registration of an operator, empty where it was not registered. */
  public Optional<Registration> find(OperatorNode node) {
    return Optional.ofNullable(
        node.code() == BuiltinOperator.CUSTOM
            ? customs.get(node.customName())
            : builtins.get(node.code()));
  }

  /** Returns the builtin operators that were registered. */
  public Set<BuiltinOperator> builtinOperators() {
    return Collections.unmodifiableSet(builtins.keySet());
  }

  /** Returns the names of the custom operators that were registered. */
  public Set<String> customOperators() {
    return customs.keySet();
  }

  /** Returns where an operator with this name comes from, empty where it was not registered. */
  public Optional<Provenance> provenance(String name) {
    return Optional.ofNullable(customs.get(name))
        .or(() ->
            builtins.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst())
        .map(Registration::provenance);
  }

  /** Returns true if an operator with this name, builtin or custom, was registered. */
  public boolean knows(String name) {
    return customs.containsKey(name)
        || builtins.keySet().stream().anyMatch(operator -> operator.name().equals(name));
  }

  /** Collects operators; registering one twice is allowed, the later registration counts. */
  public static final class Builder {
    private final Map<BuiltinOperator, Registration> builtins =
        new EnumMap<>(BuiltinOperator.class);
    private final Map<String, Registration> customs = new HashMap<>();

    private Builder() {}

    public OpResolver build() {
      return new OpResolver(builtins, customs);
    }

    /** Registers everything that {@link OpResolver#all()} has. */
    public Builder addAll() {
      builtins.putAll(ALL.builtins);
      customs.putAll(ALL.customs);
      return this;
    }

    /**
     * Registers an operator of the application's own.
     *
     * @param name the custom operator's name in the model
     * @param preparer checks the operator and makes its record
     * @param kernels makes its kernel from the record
     */
    public Builder addCustom(String name, OpPreparer preparer, KernelFactory kernels) {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(preparer, "preparer");
      Objects.requireNonNull(kernels, "kernels");
      customs.put(name, new Registration(preparer, kernels, Provenance.APPLICATION));
      return this;
    }

    /**
     * Registers a builtin operator.
     *
     * @throws IllegalArgumentException if TFLM4J does not have it
     */
    public Builder add(BuiltinOperator operator) {
      OpPreparer preparer = OperatorFamilies.preparers().of(operator);
      if (preparer == null) {
        throw new IllegalArgumentException(
            "there is no kernel for the builtin operator " + operator);
      }
      builtins.put(
          operator,
          new Registration(preparer, null, OperatorFamilies.preparers().provenance(operator)));
      return this;
    }

    /**
     * Registers a builtin operator of the format with an implementation of the application's own:
     * one that TFLM4J does not have, or another one in its place.
     *
     * @param operator the operator, which counts as TensorFlow Lite's where TFLM4J does not have it
     * @param preparer checks the operator and makes its record
     * @param kernels makes its kernel from the record
     * @throws IllegalArgumentException for {@link BuiltinOperator#CUSTOM}, which is no operator
     */
    public Builder add(BuiltinOperator operator, OpPreparer preparer, KernelFactory kernels) {
      Objects.requireNonNull(preparer, "preparer");
      Objects.requireNonNull(kernels, "kernels");
      if (operator == BuiltinOperator.CUSTOM) {
        throw new IllegalArgumentException("a custom operator is registered by its name");
      }
      // TFLM4J has all that TFLM has.
      Provenance provenance =
          OperatorFamilies.preparers().of(operator) == null
              ? Provenance.TENSORFLOW_LITE
              : OperatorFamilies.preparers().provenance(operator);
      builtins.put(operator, new Registration(preparer, kernels, provenance));
      return this;
    }

    private Builder addKnownCustom(String name) {
      OpPreparer preparer = OperatorFamilies.preparers().of(name);
      if (preparer == null) {
        throw new IllegalArgumentException("there is no kernel for the custom operator " + name);
      }
      customs.put(
          name, new Registration(preparer, null, OperatorFamilies.preparers().provenance(name)));
      return this;
    }

    /** Registers ABS. */
    public Builder addAbs() {
      return add(BuiltinOperator.ABS);
    }

    /** Registers ADD. */
    public Builder addAdd() {
      return add(BuiltinOperator.ADD);
    }

    /** Registers ADD_N. */
    public Builder addAddN() {
      return add(BuiltinOperator.ADD_N);
    }

    /** Registers ARG_MAX. */
    public Builder addArgMax() {
      return add(BuiltinOperator.ARG_MAX);
    }

    /** Registers ARG_MIN. */
    public Builder addArgMin() {
      return add(BuiltinOperator.ARG_MIN);
    }

    /** Registers ASSIGN_VARIABLE. */
    public Builder addAssignVariable() {
      return add(BuiltinOperator.ASSIGN_VARIABLE);
    }

    /** Registers AVERAGE_POOL_2D. */
    public Builder addAveragePool2D() {
      return add(BuiltinOperator.AVERAGE_POOL_2D);
    }

    /** Registers BATCH_MATMUL. */
    public Builder addBatchMatMul() {
      return add(BuiltinOperator.BATCH_MATMUL);
    }

    /** Registers BATCH_TO_SPACE_ND. */
    public Builder addBatchToSpaceNd() {
      return add(BuiltinOperator.BATCH_TO_SPACE_ND);
    }

    /** Registers BROADCAST_ARGS. */
    public Builder addBroadcastArgs() {
      return add(BuiltinOperator.BROADCAST_ARGS);
    }

    /** Registers BROADCAST_TO. */
    public Builder addBroadcastTo() {
      return add(BuiltinOperator.BROADCAST_TO);
    }

    /** Registers CALL_ONCE. */
    public Builder addCallOnce() {
      return add(BuiltinOperator.CALL_ONCE);
    }

    /** Registers CAST. */
    public Builder addCast() {
      return add(BuiltinOperator.CAST);
    }

    /** Registers CEIL. */
    public Builder addCeil() {
      return add(BuiltinOperator.CEIL);
    }

    /** Registers the custom operator CIRCULAR_BUFFER. */
    public Builder addCircularBuffer() {
      return addKnownCustom("CIRCULAR_BUFFER");
    }

    /** Registers CONCATENATION. */
    public Builder addConcatenation() {
      return add(BuiltinOperator.CONCATENATION);
    }

    /** Registers CONV_2D. */
    public Builder addConv2D() {
      return add(BuiltinOperator.CONV_2D);
    }

    /** Registers COS. */
    public Builder addCos() {
      return add(BuiltinOperator.COS);
    }

    /** Registers CUMSUM. */
    public Builder addCumSum() {
      return add(BuiltinOperator.CUMSUM);
    }

    /** Registers the custom operator TFLM_DECODE. */
    public Builder addDecode() {
      return addKnownCustom("TFLM_DECODE");
    }

    /** Registers the custom operator SignalDelay. */
    public Builder addDelay() {
      return addKnownCustom("SignalDelay");
    }

    /** Registers DEPTH_TO_SPACE. */
    public Builder addDepthToSpace() {
      return add(BuiltinOperator.DEPTH_TO_SPACE);
    }

    /** Registers DEPTHWISE_CONV_2D. */
    public Builder addDepthwiseConv2D() {
      return add(BuiltinOperator.DEPTHWISE_CONV_2D);
    }

    /** Registers DEQUANTIZE. */
    public Builder addDequantize() {
      return add(BuiltinOperator.DEQUANTIZE);
    }

    /** Registers the custom operator TFLite_Detection_PostProcess. */
    public Builder addDetectionPostprocess() {
      return addKnownCustom("TFLite_Detection_PostProcess");
    }

    /** Registers DIV. */
    public Builder addDiv() {
      return add(BuiltinOperator.DIV);
    }

    /** Registers DYNAMIC_UPDATE_SLICE. */
    public Builder addDynamicUpdateSlice() {
      return add(BuiltinOperator.DYNAMIC_UPDATE_SLICE);
    }

    /** Registers ELU. */
    public Builder addElu() {
      return add(BuiltinOperator.ELU);
    }

    /** Registers EMBEDDING_LOOKUP. */
    public Builder addEmbeddingLookup() {
      return add(BuiltinOperator.EMBEDDING_LOOKUP);
    }

    /** Registers the custom operator SignalEnergy. */
    public Builder addEnergy() {
      return addKnownCustom("SignalEnergy");
    }

    /** Registers EQUAL. */
    public Builder addEqual() {
      return add(BuiltinOperator.EQUAL);
    }

    /** Registers EXP. */
    public Builder addExp() {
      return add(BuiltinOperator.EXP);
    }

    /** Registers EXPAND_DIMS. */
    public Builder addExpandDims() {
      return add(BuiltinOperator.EXPAND_DIMS);
    }

    /** Registers the custom operator SignalFftAutoScale. */
    public Builder addFftAutoScale() {
      return addKnownCustom("SignalFftAutoScale");
    }

    /** Registers FILL. */
    public Builder addFill() {
      return add(BuiltinOperator.FILL);
    }

    /** Registers the custom operator SignalFilterBank. */
    public Builder addFilterBank() {
      return addKnownCustom("SignalFilterBank");
    }

    /** Registers the custom operator SignalFilterBankLog. */
    public Builder addFilterBankLog() {
      return addKnownCustom("SignalFilterBankLog");
    }

    /** Registers the custom operator SignalFilterBankSpectralSubtraction. */
    public Builder addFilterBankSpectralSubtraction() {
      return addKnownCustom("SignalFilterBankSpectralSubtraction");
    }

    /** Registers the custom operator SignalFilterBankSquareRoot. */
    public Builder addFilterBankSquareRoot() {
      return addKnownCustom("SignalFilterBankSquareRoot");
    }

    /** Registers FLOOR. */
    public Builder addFloor() {
      return add(BuiltinOperator.FLOOR);
    }

    /** Registers FLOOR_DIV. */
    public Builder addFloorDiv() {
      return add(BuiltinOperator.FLOOR_DIV);
    }

    /** Registers FLOOR_MOD. */
    public Builder addFloorMod() {
      return add(BuiltinOperator.FLOOR_MOD);
    }

    /** Registers the custom operator SignalFramer. */
    public Builder addFramer() {
      return addKnownCustom("SignalFramer");
    }

    /** Registers FULLY_CONNECTED. */
    public Builder addFullyConnected() {
      return add(BuiltinOperator.FULLY_CONNECTED);
    }

    /** Registers GATHER. */
    public Builder addGather() {
      return add(BuiltinOperator.GATHER);
    }

    /** Registers GATHER_ND. */
    public Builder addGatherNd() {
      return add(BuiltinOperator.GATHER_ND);
    }

    /** Registers GREATER. */
    public Builder addGreater() {
      return add(BuiltinOperator.GREATER);
    }

    /** Registers GREATER_EQUAL. */
    public Builder addGreaterEqual() {
      return add(BuiltinOperator.GREATER_EQUAL);
    }

    /** Registers HARD_SWISH. */
    public Builder addHardSwish() {
      return add(BuiltinOperator.HARD_SWISH);
    }

    /** Registers IF. */
    public Builder addIf() {
      return add(BuiltinOperator.IF);
    }

    /** Registers the custom operator SignalIrfft. */
    public Builder addIrfft() {
      return addKnownCustom("SignalIrfft");
    }

    /** Registers L2_NORMALIZATION. */
    public Builder addL2Normalization() {
      return add(BuiltinOperator.L2_NORMALIZATION);
    }

    /** Registers L2_POOL_2D. */
    public Builder addL2Pool2D() {
      return add(BuiltinOperator.L2_POOL_2D);
    }

    /** Registers LEAKY_RELU. */
    public Builder addLeakyRelu() {
      return add(BuiltinOperator.LEAKY_RELU);
    }

    /** Registers LESS. */
    public Builder addLess() {
      return add(BuiltinOperator.LESS);
    }

    /** Registers LESS_EQUAL. */
    public Builder addLessEqual() {
      return add(BuiltinOperator.LESS_EQUAL);
    }

    /** Registers LOG. */
    public Builder addLog() {
      return add(BuiltinOperator.LOG);
    }

    /** Registers LOG_SOFTMAX. */
    public Builder addLogSoftmax() {
      return add(BuiltinOperator.LOG_SOFTMAX);
    }

    /** Registers LOGICAL_AND. */
    public Builder addLogicalAnd() {
      return add(BuiltinOperator.LOGICAL_AND);
    }

    /** Registers LOGICAL_NOT. */
    public Builder addLogicalNot() {
      return add(BuiltinOperator.LOGICAL_NOT);
    }

    /** Registers LOGICAL_OR. */
    public Builder addLogicalOr() {
      return add(BuiltinOperator.LOGICAL_OR);
    }

    /** Registers LOGISTIC. */
    public Builder addLogistic() {
      return add(BuiltinOperator.LOGISTIC);
    }

    /** Registers MAX_POOL_2D. */
    public Builder addMaxPool2D() {
      return add(BuiltinOperator.MAX_POOL_2D);
    }

    /** Registers MAXIMUM. */
    public Builder addMaximum() {
      return add(BuiltinOperator.MAXIMUM);
    }

    /** Registers MEAN. */
    public Builder addMean() {
      return add(BuiltinOperator.MEAN);
    }

    /** Registers MINIMUM. */
    public Builder addMinimum() {
      return add(BuiltinOperator.MINIMUM);
    }

    /** Registers MIRROR_PAD. */
    public Builder addMirrorPad() {
      return add(BuiltinOperator.MIRROR_PAD);
    }

    /** Registers MUL. */
    public Builder addMul() {
      return add(BuiltinOperator.MUL);
    }

    /** Registers NEG. */
    public Builder addNeg() {
      return add(BuiltinOperator.NEG);
    }

    /** Registers NOT_EQUAL. */
    public Builder addNotEqual() {
      return add(BuiltinOperator.NOT_EQUAL);
    }

    /** Registers the custom operator SignalOverlapAdd. */
    public Builder addOverlapAdd() {
      return addKnownCustom("SignalOverlapAdd");
    }

    /** Registers the custom operator SignalPCAN. */
    public Builder addPCAN() {
      return addKnownCustom("SignalPCAN");
    }

    /** Registers PACK. */
    public Builder addPack() {
      return add(BuiltinOperator.PACK);
    }

    /** Registers PAD. */
    public Builder addPad() {
      return add(BuiltinOperator.PAD);
    }

    /** Registers PADV2. */
    public Builder addPadV2() {
      return add(BuiltinOperator.PADV2);
    }

    /** Registers PRELU. */
    public Builder addPrelu() {
      return add(BuiltinOperator.PRELU);
    }

    /** Registers QUANTIZE. */
    public Builder addQuantize() {
      return add(BuiltinOperator.QUANTIZE);
    }

    /** Registers READ_VARIABLE. */
    public Builder addReadVariable() {
      return add(BuiltinOperator.READ_VARIABLE);
    }

    /** Registers REDUCE_ALL. */
    public Builder addReduceAll() {
      return add(BuiltinOperator.REDUCE_ALL);
    }

    /** Registers REDUCE_MAX. */
    public Builder addReduceMax() {
      return add(BuiltinOperator.REDUCE_MAX);
    }

    /** Registers REDUCE_MIN. */
    public Builder addReduceMin() {
      return add(BuiltinOperator.REDUCE_MIN);
    }

    /** Registers RELU. */
    public Builder addRelu() {
      return add(BuiltinOperator.RELU);
    }

    /** Registers RELU6. */
    public Builder addRelu6() {
      return add(BuiltinOperator.RELU6);
    }

    /** Registers RESHAPE. */
    public Builder addReshape() {
      return add(BuiltinOperator.RESHAPE);
    }

    /** Registers RESIZE_BILINEAR. */
    public Builder addResizeBilinear() {
      return add(BuiltinOperator.RESIZE_BILINEAR);
    }

    /** Registers RESIZE_NEAREST_NEIGHBOR. */
    public Builder addResizeNearestNeighbor() {
      return add(BuiltinOperator.RESIZE_NEAREST_NEIGHBOR);
    }

    /** Registers REVERSE_V2. */
    public Builder addReverseV2() {
      return add(BuiltinOperator.REVERSE_V2);
    }

    /** Registers the custom operator SignalRfft. */
    public Builder addRfft() {
      return addKnownCustom("SignalRfft");
    }

    /** Registers ROUND. */
    public Builder addRound() {
      return add(BuiltinOperator.ROUND);
    }

    /** Registers RSQRT. */
    public Builder addRsqrt() {
      return add(BuiltinOperator.RSQRT);
    }

    /** Registers SELECT_V2. */
    public Builder addSelectV2() {
      return add(BuiltinOperator.SELECT_V2);
    }

    /** Registers SHAPE. */
    public Builder addShape() {
      return add(BuiltinOperator.SHAPE);
    }

    /** Registers SIN. */
    public Builder addSin() {
      return add(BuiltinOperator.SIN);
    }

    /** Registers SLICE. */
    public Builder addSlice() {
      return add(BuiltinOperator.SLICE);
    }

    /** Registers SOFTMAX. */
    public Builder addSoftmax() {
      return add(BuiltinOperator.SOFTMAX);
    }

    /** Registers SPACE_TO_BATCH_ND. */
    public Builder addSpaceToBatchNd() {
      return add(BuiltinOperator.SPACE_TO_BATCH_ND);
    }

    /** Registers SPACE_TO_DEPTH. */
    public Builder addSpaceToDepth() {
      return add(BuiltinOperator.SPACE_TO_DEPTH);
    }

    /** Registers SPLIT. */
    public Builder addSplit() {
      return add(BuiltinOperator.SPLIT);
    }

    /** Registers SPLIT_V. */
    public Builder addSplitV() {
      return add(BuiltinOperator.SPLIT_V);
    }

    /** Registers SQRT. */
    public Builder addSqrt() {
      return add(BuiltinOperator.SQRT);
    }

    /** Registers SQUARE. */
    public Builder addSquare() {
      return add(BuiltinOperator.SQUARE);
    }

    /** Registers SQUARED_DIFFERENCE. */
    public Builder addSquaredDifference() {
      return add(BuiltinOperator.SQUARED_DIFFERENCE);
    }

    /** Registers SQUEEZE. */
    public Builder addSqueeze() {
      return add(BuiltinOperator.SQUEEZE);
    }

    /** Registers the custom operator SignalStacker. */
    public Builder addStacker() {
      return addKnownCustom("SignalStacker");
    }

    /** Registers STRIDED_SLICE. */
    public Builder addStridedSlice() {
      return add(BuiltinOperator.STRIDED_SLICE);
    }

    /** Registers SUB. */
    public Builder addSub() {
      return add(BuiltinOperator.SUB);
    }

    /** Registers SUM. */
    public Builder addSum() {
      return add(BuiltinOperator.SUM);
    }

    /** Registers SVDF. */
    public Builder addSvdf() {
      return add(BuiltinOperator.SVDF);
    }

    /** Registers TANH. */
    public Builder addTanh() {
      return add(BuiltinOperator.TANH);
    }

    /** Registers TRANSPOSE. */
    public Builder addTranspose() {
      return add(BuiltinOperator.TRANSPOSE);
    }

    /** Registers TRANSPOSE_CONV. */
    public Builder addTransposeConv() {
      return add(BuiltinOperator.TRANSPOSE_CONV);
    }

    /** Registers UNIDIRECTIONAL_SEQUENCE_LSTM. */
    public Builder addUnidirectionalSequenceLSTM() {
      return add(BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM);
    }

    /** Registers UNPACK. */
    public Builder addUnpack() {
      return add(BuiltinOperator.UNPACK);
    }

    /** Registers VAR_HANDLE. */
    public Builder addVarHandle() {
      return add(BuiltinOperator.VAR_HANDLE);
    }

    /** Registers WHILE. */
    public Builder addWhile() {
      return add(BuiltinOperator.WHILE);
    }

    /** Registers the custom operator SignalWindow. */
    public Builder addWindow() {
      return addKnownCustom("SignalWindow");
    }

    /** Registers ZEROS_LIKE. */
    public Builder addZerosLike() {
      return add(BuiltinOperator.ZEROS_LIKE);
    }
  }
}
