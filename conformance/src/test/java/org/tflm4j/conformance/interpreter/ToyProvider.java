/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.UnaryMath;
import org.tflm4j.api.spi.Follower;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.KernelProviders;

/** A provider of tests, which answers as it is told and remembers what it was asked. */
final class ToyProvider implements KernelProvider {
  private final Function<KernelRequest, KernelAnswer> answer;

  /** Every request, in order. */
  final List<KernelRequest> requests = new ArrayList<>();

  ToyProvider(Function<KernelRequest, KernelAnswer> answer) {
    this.answer = answer;
  }

  /** Returns this provider with the reference kernels behind it. */
  List<KernelProvider> chain() {
    List<KernelProvider> chain = new ArrayList<>(List.of(this));
    chain.addAll(KernelProviders.load().named("reference"));
    return chain;
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public int priority() {
    return 1000;
  }

  @Override
  public KernelAnswer kernelFor(KernelRequest request) {
    requests.add(request);
    return answer.apply(request);
  }

  /** Takes as many NEG in a row as there are, as one kernel that writes what must be written. */
  static KernelAnswer fuseNegations(KernelRequest request) {
    int operators = negations(request);
    if (operators == 0) {
      return KernelAnswer.declined("only NEG");
    }
    List<TensorSpec> unwritten = new ArrayList<>();
    for (TensorSpec output : outputs(request, operators)) {
      if (request.mayVanish(output, operators)) {
        unwritten.add(output);
      }
    }
    return KernelAnswer.fused(new Negations(operators), operators, unwritten);
  }

  /** Returns how many NEG in a row a request begins with, each reading what the last one wrote. */
  static int negations(KernelRequest request) {
    if (!isNegation(request.op())) {
      return 0;
    }
    int operators = 1;
    TensorSpec last = request.output(0);
    for (Follower follower : request.followers()) {
      if (!isNegation(follower.op()) || follower.input(0).index() != last.index()) {
        break;
      }
      last = follower.output(0);
      operators++;
    }
    return operators;
  }

  private static boolean isNegation(Object op) {
    return op instanceof UnaryMath math && math.name().equals("NEG");
  }

  /** Returns the outputs of the first operators. */
  static List<TensorSpec> outputs(KernelRequest request, int operators) {
    List<TensorSpec> outputs = new ArrayList<>(request.outputs());
    request.followers().subList(0, operators - 1).forEach(f -> outputs.addAll(f.outputs()));
    return outputs;
  }

  /** Negates as often as there are operators; writes the tensors that have memory. */
  record Negations(int operators) implements Kernel {
    @Override
    public void eval(KernelContext context) {
      for (int i = 0; i < context.input(0).elementCount(); i++) {
        float value = context.input(0).float32At(i);
        for (int operator = 0; operator < operators; operator++) {
          value = -value;
          if (context.output(operator) != null) {
            context.output(operator).setFloat32At(i, value);
          }
        }
      }
    }
  }
}
