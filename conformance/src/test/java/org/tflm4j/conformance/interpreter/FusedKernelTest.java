/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.ArenaBuffer;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.TicksProfiler;
import org.tflm4j.interpreter.graph.KernelOrigin;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Kernels that compute several operators: what they are offered, and what becomes of the plan. */
class FusedKernelTest {
  private static final int N = 24;
  private static final int BYTES = Float.BYTES * N;

  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder main = model.graph();
  private final ToyProvider toy = new ToyProvider(ToyProvider::fuseNegations);

  private int tensor(String name) {
    return main.tensor(name, FLOAT32, N).index();
  }

  private int neg(int input, String output) {
    int index = tensor(output);
    main.operator(BuiltinOperator.NEG, new int[] {input}, index);
    return index;
  }

  /** x, then so many NEG in a row; returns the tensors. */
  private int[] chain(int length) {
    int[] tensors = new int[length + 1];
    tensors[0] = tensor("x");
    for (int i = 0; i < length; i++) {
      tensors[i + 1] = neg(tensors[i], "y" + i);
    }
    return tensors;
  }

  private Interpreter.Builder builder(ToyProvider provider) {
    return Interpreter.builder(Model.of(model.build()), OpResolver.all())
        .providers(provider.chain());
  }

  private static void invoke(Interpreter interpreter) {
    for (int i = 0; i < N; i++) {
      interpreter.input(0).setFloat32At(i, i - 7.5f);
    }
    interpreter.invoke();
  }

  private static void assertNegated(Interpreter interpreter, int output, int times) {
    for (int i = 0; i < N; i++) {
      float expected = times % 2 == 0 ? i - 7.5f : 7.5f - i;
      assertThat(interpreter.output(output).float32At(i)).isEqualTo(expected);
    }
  }

  @Test
  void aTensorThatIsNotWrittenLeavesThePlan() {
    int[] tensors = chain(3);
    main.inputs(tensors[0]).outputs(tensors[3]);
    Interpreter interpreter = builder(toy).build();
    invoke(interpreter);

    assertNegated(interpreter, 0, 3);
    ScheduledKernel kernel = interpreter.kernels(0).getFirst();
    assertThat(interpreter.kernels(0)).hasSize(1);
    assertThat(kernel.operators()).isEqualTo(interpreter.operators(0));
    assertThat(kernel.label()).isEqualTo("operators 0 to 2 NEG + NEG + NEG");
    assertThat(kernel.origin()).isEqualTo(new KernelOrigin.Provider("toy"));
    assertThat(kernel.unwritten()).extracting(TensorSpec::name).containsExactly("y0", "y1");
    assertThat(interpreter.kernel(0, 2)).isSameAs(kernel);
    assertThat(interpreter.arenaBuffers())
        .extracting(ArenaBuffer::index)
        .containsExactly(tensors[0], tensors[3]);
    // Both are in use while the kernel runs.
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(2 * BYTES);
  }

  @Test
  void aTensorThatOthersReadStays() {
    int[] tensors = chain(3);
    int other = neg(tensors[1], "other");
    main.inputs(tensors[0]).outputs(tensors[3], other);
    Interpreter interpreter = builder(toy).build();
    invoke(interpreter);

    assertThat(interpreter.kernels(0)).hasSize(2);
    assertThat(interpreter.kernels(0).getFirst().unwritten())
        .extracting(TensorSpec::name)
        .containsExactly("y1");
    assertNegated(interpreter, 0, 3);
    assertNegated(interpreter, 1, 2);
  }

  @Test
  void anOutputOfTheModelStays() {
    int[] tensors = chain(3);
    main.inputs(tensors[0]).outputs(tensors[3], tensors[2]);
    Interpreter interpreter = builder(toy).build();
    invoke(interpreter);

    assertThat(interpreter.kernels(0).getFirst().unwritten())
        .extracting(TensorSpec::name)
        .containsExactly("y0");
    assertNegated(interpreter, 0, 3);
    assertNegated(interpreter, 1, 2);
  }

  @Test
  void aKernelSeesItsOperandsOneOperatorAfterTheOther() {
    int[] tensors = chain(2);
    main.inputs(tensors[0]).outputs(tensors[2]);
    List<String> seen = new ArrayList<>();
    Kernel looking =
        context -> {
          for (int i = 0; i < context.inputCount(); i++) {
            seen.add(String.valueOf(context.input(i) == null ? null : context.input(i).name()));
          }
          for (int i = 0; i < context.outputCount(); i++) {
            seen.add(String.valueOf(context.output(i) == null ? null : context.output(i).name()));
          }
        };
    builder(new ToyProvider(r -> KernelAnswer.fused(looking, 2, r.outputs()))).build().invoke();

    assertThat(seen).containsExactly("x", "null", "null", "y1");
  }

  @Test
  void followersEndAtControlFlowAndAtOperatorsOfTheApplication() {
    int[] tensors = chain(2);
    int own = tensor("own");
    main.custom("Own", new byte[0], new int[] {tensors[2]}, own);
    int last = neg(own, "last");
    main.inputs(tensors[0]).outputs(last);
    OpResolver.Builder resolver = OpResolver.builder().addAll();
    Kernel copy =
        context ->
            System.arraycopy(
                context.input(0).data(),
                context.input(0).offset(),
                context.output(0).data(),
                context.output(0).offset(),
                BYTES);
    TestOperators.add(resolver, "Own", copy);
    Interpreter interpreter =
        Interpreter.builder(Model.of(model.build()), resolver.build())
            .providers(toy.chain())
            .build();
    invoke(interpreter);

    assertThat(toy.requests)
        .extracting(request -> request.followers().size())
        .containsExactly(1, 0);
    assertThat(interpreter.kernels(0))
        .extracting(ScheduledKernel::provider)
        .containsExactly("toy", "application", "toy");
    assertNegated(interpreter, 0, 3);
  }

  private static Arguments claim(String reason, Function<KernelRequest, KernelAnswer> answer) {
    return arguments(reason, answer);
  }

  /** Of x, y0, y1, y2 the last two are outputs. */
  private static List<Arguments> wrongClaims() {
    Kernel kernel = new ToyProvider.Negations(3);
    return List.of(
        claim("computes 4 operators", request -> KernelAnswer.fused(kernel, 4, List.of())),
        claim("computes 0 operators", request -> KernelAnswer.fused(kernel, 0, List.of())),
        claim(
            "computes -1 operators",
            request -> KernelAnswer.inSteps(kernel, List.of(2, -1), List.of())),
        claim("computes -1 operators", request -> KernelAnswer.fused(kernel, -1, List.of())),
        claim(
            "does not write tensor 2 \"y1\"",
            request -> KernelAnswer.fused(kernel, 3, ToyProvider.outputs(request, 2))),
        claim(
            "does not write tensor 1 \"y0\"",
            request -> KernelAnswer.fused(kernel, 1, request.outputs())),
        claim(
            "does not write tensor 0 \"x\"",
            request -> KernelAnswer.fused(kernel, 3, request.inputs())),
        claim("kernel is null", request -> KernelAnswer.fused(null, 3, List.of())),
        claim(
            "does not write tensor 1 \"",
            request ->
                KernelAnswer.fused(
                    kernel, 3, List.of(request.output(0).withShape(request.input(0).shape())))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongClaims")
  void aWrongClaimIsRefusedAndTheNextProviderRuns(
      String reason, Function<KernelRequest, KernelAnswer> answer) {
    int[] tensors = chain(3);
    main.inputs(tensors[0]).outputs(tensors[2], tensors[3]);
    ToyProvider wrong =
        new ToyProvider(request ->
            request.followers().size() == 2
                ? answer.apply(request)
                : KernelAnswer.declined("not at the beginning"));
    Interpreter interpreter = builder(wrong).build();
    invoke(interpreter);

    assertThat(interpreter.kernels(0))
        .extracting(ScheduledKernel::provider)
        .containsOnly("reference");
    assertThat(interpreter.kernels(0).getFirst().declined().getFirst())
        .startsWith("toy: it failed: ")
        .contains(reason);
    assertNegated(interpreter, 0, 2);
    assertNegated(interpreter, 1, 3);
  }

  @Test
  void whoWatchesOperatorsOrTensorsSeesAllOfThem() {
    int[] tensors = chain(3);
    main.inputs(tensors[0]).outputs(tensors[3]);
    Model shared = Model.of(model.build());
    TicksProfiler profiler = new TicksProfiler();
    Interpreter fused =
        Interpreter.builder(shared, OpResolver.all()).providers(toy.chain()).build();
    Interpreter profiled =
        Interpreter.builder(shared, OpResolver.all())
            .providers(toy.chain())
            .profiler(profiler)
            .build();
    Interpreter preserving =
        Interpreter.builder(shared, OpResolver.all())
            .providers(toy.chain())
            .preserveAllTensors()
            .build();
    Interpreter separate =
        Interpreter.builder(shared, OpResolver.all())
            .providers(toy.chain())
            .separateOperators()
            .build();
    for (Interpreter interpreter : List.of(fused, profiled, preserving, separate)) {
      invoke(interpreter);
      assertNegated(interpreter, 0, 3);
    }

    assertThat(fused.kernels(0)).hasSize(1);
    assertThat(profiled.kernels(0)).hasSize(3);
    assertThat(separate.kernels(0)).hasSize(3);
    assertThat(profiler.operators()).hasSize(3);
    assertThat(preserving.tensor(0, tensors[2]).float32At(0)).isEqualTo(-7.5f);
    // Asked once with followers and once for each operator alone, whoever came first.
    assertThat(toy.requests)
        .extracting(request -> request.followers().size())
        .containsExactly(2, 0, 0, 0);
  }

  @Test
  void aKernelOfOneOperatorServesWithAndWithoutFollowers() {
    int[] tensors = chain(2);
    main.inputs(tensors[0]).outputs(tensors[2]);
    ToyProvider single = new ToyProvider(request -> KernelAnswer.of(new ToyProvider.Negations(1)));
    Model shared = Model.of(model.build());
    Interpreter together =
        Interpreter.builder(shared, OpResolver.all()).providers(single.chain()).build();
    Interpreter separate =
        Interpreter.builder(shared, OpResolver.all())
            .providers(single.chain())
            .separateOperators()
            .build();

    assertThat(single.requests).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(separate.kernel(0, i).kernel()).isSameAs(together.kernel(0, i).kernel());
      assertThat(separate.kernel(0, i).makeNanos()).isPositive();
    }
  }

  /** Overlaps speak of the outputs of all operators. */
  @Test
  void anOutputOfAFusedKernelMayLieOverAnInput() {
    int[] tensors = chain(2);
    main.inputs(tensors[0]).outputs(tensors[2]);
    ToyProvider inPlace =
        new ToyProvider(request ->
            KernelAnswer.fused(
                new Kernel() {
                  @Override
                  public void eval(KernelContext context) {
                    new ToyProvider.Negations(2).eval(context);
                  }

                  @Override
                  public List<InputOverlap> overlaps() {
                    return List.of(InputOverlap.inPlace(0).ofOutput(1));
                  }
                },
                2,
                request.outputs()));
    Interpreter interpreter = builder(inPlace).build();
    invoke(interpreter);

    assertNegated(interpreter, 0, 2);
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(BYTES);
  }

  /** Four tensors take the places of two, or of one where outputs may lie over inputs. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void operatorsInOrderKeepThePlanOfSingleOnes(boolean inPlace) {
    int[] tensors = chain(4);
    main.inputs(tensors[0]).outputs(tensors[4]);
    ToyProvider inOrder =
        new ToyProvider(request -> KernelAnswer.inOrder(negateInOrder(inPlace), 4));
    Interpreter interpreter = builder(inOrder).build();
    invoke(interpreter);

    assertNegated(interpreter, 0, 4);
    ScheduledKernel kernel = interpreter.kernels(0).getFirst();
    assertThat(kernel.operators()).hasSize(4);
    assertThat(kernel.unwritten()).isEmpty();
    assertThat(interpreter.arenaBuffers())
        .extracting(ArenaBuffer::index)
        .containsExactlyInAnyOrder(tensors[0], tensors[1], tensors[2], tensors[3], tensors[4]);
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(inPlace ? BYTES : 2 * BYTES);
  }

  /** Negates tensor by tensor, as four kernels would. */
  private static Kernel negateInOrder(boolean inPlace) {
    return new Kernel() {
      @Override
      public void eval(KernelContext context) {
        for (int operator = 0; operator < 4; operator++) {
          negate(context.input(operator), context.output(operator));
        }
      }

      @Override
      public List<InputOverlap> overlaps() {
        return inPlace
            ? IntStream.range(0, 4)
                .mapToObj(operator -> InputOverlap.inPlace(operator).ofOutput(operator))
                .toList()
            : List.of();
      }
    };
  }

  /** One operator, two as one, one: the tensor within the middle step has no memory. */
  @Test
  void aKernelMayComputeSomeOfItsOperatorsAsOne() {
    int[] tensors = chain(4);
    main.inputs(tensors[0]).outputs(tensors[4]);
    ToyProvider inSteps =
        new ToyProvider(request ->
            KernelAnswer.inSteps(
                context -> {
                  negate(context.input(0), context.output(0));
                  copy(context.input(1), context.output(2));
                  negate(context.input(3), context.output(3));
                },
                List.of(1, 2, 1),
                request.followers().get(0).outputs()));
    Interpreter interpreter = builder(inSteps).build();
    invoke(interpreter);

    assertNegated(interpreter, 0, 4);
    assertThat(interpreter.kernels(0).getFirst().steps()).containsExactly(1, 2, 1);
    assertThat(interpreter.arenaBuffers())
        .extracting(ArenaBuffer::index)
        .containsExactlyInAnyOrder(tensors[0], tensors[1], tensors[3], tensors[4]);
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(2 * BYTES);
  }

  private static void negate(Tensor from, Tensor to) {
    for (int i = 0; i < N; i++) {
      to.setFloat32At(i, -from.float32At(i));
    }
  }

  private static void copy(Tensor from, Tensor to) {
    for (int i = 0; i < N; i++) {
      to.setFloat32At(i, from.float32At(i));
    }
  }

  @Test
  void fusedKernelsAllocateNothingFromTheFirstInvocationOn() {
    int[] tensors = chain(4);
    main.inputs(tensors[0]).outputs(tensors[4]);
    Interpreter warmUp = builder(toy).build();
    invoke(warmUp);
    Interpreter interpreter = builder(toy).build();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long none = threads.getCurrentThreadAllocatedBytes() - before;
    before = threads.getCurrentThreadAllocatedBytes();
    interpreter.invoke();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isEqualTo(none);
  }
}
