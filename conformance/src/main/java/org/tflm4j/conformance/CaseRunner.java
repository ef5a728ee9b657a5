/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.InvokeStatus;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.PreparedOperator;
import org.tflm4j.interpreter.schema.ModelException;
import org.tflm4j.interpreter.schema.Subgraph;

/** Runs cases on a provider and compares. */
public final class CaseRunner {
  private final String provider;
  private final List<KernelProvider> chain;

  /**
   * Creates a runner.
   *
   * @param provider name of the provider, for the results
   * @param chain the provider, with its fallback behind it
   */
  public CaseRunner(String provider, List<KernelProvider> chain) {
    this.provider = provider;
    this.chain = List.copyOf(chain);
  }

  /** Runs one case; any exception becomes its failure. */
  public CaseResult run(ConformanceCase conformanceCase) {
    try {
      return conformanceCase.mustBeRefused()
          ? runRefusal(conformanceCase)
          : runPositive(conformanceCase);
    } catch (ModelException | ArenaTooSmallException e) {
      return failed(conformanceCase, "refused: " + e.getMessage());
    } catch (IOException | RuntimeException | LinkageError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return failed(conformanceCase, e + (trace.length == 0 ? "" : " at " + trace[0]));
    }
  }

  private CaseResult failed(ConformanceCase conformanceCase, String failure) {
    return new CaseResult(conformanceCase, provider, failure, -1, 0);
  }

  private CaseResult result(
      ConformanceCase conformanceCase, Interpreter interpreter, String failure) {
    int own = 0;
    for (Subgraph subgraph : interpreter.model().subgraphs()) {
      for (PreparedOperator operator : interpreter.operators(subgraph.index())) {
        own += operator.provider().equals(provider) ? 1 : 0;
      }
    }
    return new CaseResult(
        conformanceCase, provider, failure, interpreter.memory().nonPersistentBytes(), own);
  }

  /**
   * Creates an interpreter with an arena of {@code arenaBytes}. For 0 the arena is exactly as large
   * as the model needs and full of garbage, so that nothing can rely on zeros or on room behind its
   * tensors.
   */
  private Interpreter interpreter(ConformanceCase conformanceCase, int arenaBytes)
      throws IOException {
    Model model = Model.of(Files.readAllBytes(conformanceCase.model()));
    Interpreter.Builder builder = Interpreter.builder(model, OpResolver.all()).providers(chain);
    if (arenaBytes > 0) {
      return builder.arena(new byte[arenaBytes]).build();
    }
    byte[] arena = new byte[Math.toIntExact(builder.build().memory().arenaBytes())];
    new SplittableRandom(arena.length).nextBytes(arena);
    return builder.arena(arena).build();
  }

  /**
   * Expects the model to be refused when the interpreter is created. If it comes with an input, it
   * may also be refused when it runs, because of the values.
   *
   * <p>TFLM keeps its bookkeeping in the arena and TFLM4J does not, so a model that TFLM refuses
   * only for its arena may fit here. Then an arena one byte smaller than it needs must be refused.
   */
  private CaseResult runRefusal(ConformanceCase conformanceCase) throws IOException {
    int arenaBytes = conformanceCase.arenaBytes();
    if (conformanceCase.refusedForArena()) {
      long needed = interpreter(conformanceCase, 0).memory().arenaBytes();
      arenaBytes = Math.toIntExact(Math.min(arenaBytes, needed - 1));
    }
    try {
      Interpreter interpreter = interpreter(conformanceCase, arenaBytes);
      if (conformanceCase.input() != null) {
        feed(interpreter, Files.readAllBytes(conformanceCase.input()), 0);
        interpreter.invoke();
      }
      return result(conformanceCase, interpreter, "must be refused, but was accepted");
    } catch (ModelException | ArenaTooSmallException e) {
      String operator = conformanceCase.refusedOperator();
      boolean named = operator == null || e.getMessage().contains(operator);
      String failure =
          named ? null : "the message does not name " + operator + ": " + e.getMessage();
      return new CaseResult(conformanceCase, provider, failure, -1, 0);
    }
  }

  private CaseResult runPositive(ConformanceCase conformanceCase) throws IOException {
    Interpreter interpreter = interpreter(conformanceCase, 0);
    byte[] fed = Files.readAllBytes(conformanceCase.input());
    byte[] expected = Files.readAllBytes(conformanceCase.output());
    String failure = null;
    int inputAt = 0;
    int outputAt = 0;
    for (int frame = 0; frame < conformanceCase.frames() && failure == null; frame++) {
      inputAt = feed(interpreter, fed, inputAt);
      InvokeStatus status = interpreter.invoke();
      failure = compareStatus(conformanceCase, frame, status);
      for (int o = 0; o < interpreter.outputCount() && failure == null; o++) {
        Tensor output = interpreter.output(o);
        failure = compare(conformanceCase, frame, o, output, expected, outputAt);
        outputAt += output.byteSize();
      }
    }
    if (failure == null && (inputAt != fed.length || outputAt != expected.length)) {
      failure =
          "the files hold %d input and %d output bytes, the model took %d and gave %d"
              .formatted(fed.length, expected.length, inputAt, outputAt);
    }
    return result(conformanceCase, interpreter, failure);
  }

  /** Writes the inputs of one invocation and returns where those of the next begin. */
  private static int feed(Interpreter interpreter, byte[] fed, int fedAt) {
    int at = fedAt;
    for (int i = 0; i < interpreter.inputCount(); i++) {
      Tensor input = interpreter.input(i);
      // A constant that is also an input is listed in the file, but cannot be fed.
      if (!input.spec().isConstant()) {
        input.write(Arrays.copyOfRange(fed, at, at + input.byteSize()));
      }
      at += input.byteSize();
    }
    return at;
  }

  private static String compareStatus(
      ConformanceCase conformanceCase, int frame, InvokeStatus status) {
    boolean mustAbort =
        !conformanceCase.abortedFrames().isEmpty() && conformanceCase.abortedFrames().get(frame);
    return mustAbort == (status == InvokeStatus.ABORTED)
        ? null
        : "frame " + frame + ": the invocation was " + status;
  }

  private static String compare(
      ConformanceCase conformanceCase,
      int frame,
      int index,
      Tensor output,
      byte[] expected,
      int at) {
    if (at + output.byteSize() > expected.length) {
      return "output %d, %s, is larger than the expected one: the file has %d bytes left"
          .formatted(index, output, expected.length - at);
    }
    Tensor wanted = new Tensor(withoutConstant(output), expected, at);
    for (int i = 0; i < output.elementCount(); i++) {
      boolean same =
          output.type() == TensorType.FLOAT32
              ? conformanceCase.accepts(output.float32At(i), wanted.float32At(i))
              : output.integerAt(i) == wanted.integerAt(i);
      if (!same) {
        return "frame %d, output %d, %s: element %d %s is %s, expected %s"
            .formatted(
                frame, index, output, i, coordinate(output, i), value(output, i), value(wanted, i));
      }
    }
    return null;
  }

  private static TensorSpec withoutConstant(Tensor tensor) {
    return new TensorSpec(
        tensor.spec().index(),
        tensor.name(),
        tensor.type(),
        tensor.shape(),
        tensor.quantization(),
        false,
        null);
  }

  private static String value(Tensor tensor, int index) {
    return tensor.type() == TensorType.FLOAT32
        ? Float.toString(tensor.float32At(index))
        : Long.toString(tensor.integerAt(index));
  }

  private static String coordinate(Tensor tensor, int index) {
    int rank = tensor.shape().rank();
    int[] coordinate = new int[rank];
    int rest = index;
    for (int axis = rank - 1; axis >= 0; axis--) {
      coordinate[axis] = rest % tensor.shape().dimension(axis);
      rest /= tensor.shape().dimension(axis);
    }
    return Arrays.toString(coordinate);
  }
}
