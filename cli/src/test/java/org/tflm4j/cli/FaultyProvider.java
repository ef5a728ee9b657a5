/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.util.function.Supplier;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.spi.Availability;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/**
 * A provider whose RELU of FLOAT32 is wrong where the input is above 2, and whose RELU in place is
 * wrong everywhere; for an output with the name {@link #THROWS} it throws. Available only within
 * {@link #during}.
 */
public final class FaultyProvider implements KernelProvider {
  static final String NAME = "faulty";

  /** The beginning of an output's name with which RELU throws. */
  static final String THROWS = "throws";

  private static final ThreadLocal<Boolean> AVAILABLE = ThreadLocal.withInitial(() -> false);

  /** Runs a command that can ask for the provider. */
  static Execution during(Supplier<Execution> command) {
    AVAILABLE.set(true);
    try {
      return command.get();
    } finally {
      AVAILABLE.remove();
    }
  }

  /** Returns a model whose only operator is a RELU that throws. */
  static byte[] relu() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", TensorType.FLOAT32, 1, 4).index();
    int y = graph.tensor(THROWS, TensorType.FLOAT32, 1, 4).index();
    graph.operator(BuiltinOperator.RELU, new int[] {x}, y).inputs(x).outputs(y);
    return model.build();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int priority() {
    return 1;
  }

  @Override
  public Availability availability() {
    return AVAILABLE.get()
        ? Availability.AVAILABLE
        : Availability.unavailable("it is for tests", "run one of them");
  }

  @Override
  public KernelAnswer kernelFor(KernelRequest request) {
    if (!(request.op() instanceof Relu)) {
      return KernelAnswer.declined("only RELU");
    }
    return KernelAnswer.of(
        request.output(0).name().startsWith("in place")
            ? new WrongInPlace()
            : FaultyProvider::eval);
  }

  private static void eval(KernelContext context) {
    if (context.output(0).name().startsWith(THROWS)) {
      throw new IllegalStateException("it is for tests");
    }
    for (int i = 0; i < context.input(0).elementCount(); i++) {
      float x = context.input(0).float32At(i);
      context.output(0).setFloat32At(i, x > 2 ? x + 0.5f : Math.max(x, 0));
    }
  }

  /** Says that it may run in place, but reads elements after it has written to their places. */
  private static final class WrongInPlace implements org.tflm4j.api.kernel.InPlaceKernel {
    @Override
    public void eval(KernelContext context) {
      int count = context.input(0).elementCount();
      for (int i = 0; i < count; i++) {
        context.output(0).setFloat32At(i, 0);
      }
      for (int i = 0; i < count; i++) {
        context.output(0).setFloat32At(i, Math.max(context.input(0).float32At(i), 0));
      }
    }
  }
}
