/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.interpreter.KernelProviders;

/** The kit catches providers that break the contract, each in one way. */
class FaultyProvidersTest {
  private static final KernelProvider REFERENCE =
      KernelProviders.load().named("reference").getFirst();

  private static final int STATE = 4;

  private static final String CHAINS = "operators in a row, INT8";

  /** The reference kernels, changed. */
  private record Changed(UnaryOperator<Kernel> change) implements KernelProvider {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public KernelAnswer kernelFor(KernelRequest request) {
      return REFERENCE.kernelFor(request) instanceof KernelAnswer.Accepted answer
          ? KernelAnswer.of(change.apply(answer.kernel()))
          : KernelAnswer.declined("the reference has no kernel");
    }
  }

  /** A kernel with memory of its own that does something beside its work. */
  private record Doing(
      Kernel kernel,
      KernelMemory memory,
      List<InputOverlap> overlaps,
      BiConsumer<Kernel, KernelContext> eval,
      BiConsumer<Kernel, KernelContext> initialize)
      implements Kernel {
    @Override
    public void eval(KernelContext context) {
      eval.accept(kernel, context);
    }

    @Override
    public void initialize(KernelContext context) {
      initialize.accept(kernel, context);
    }
  }

  private static UnaryOperator<Kernel> asking(
      KernelMemory memory, BiConsumer<Kernel, KernelContext> eval) {
    return kernel -> new Doing(kernel, memory, List.of(), eval, Kernel::initialize);
  }

  private static UnaryOperator<Kernel> evaluating(BiConsumer<Kernel, KernelContext> eval) {
    return kernel ->
        new Doing(kernel, kernel.memory(), kernel.overlaps(), eval, Kernel::initialize);
  }

  private static UnaryOperator<Kernel> overlapping(BiConsumer<Kernel, KernelContext> eval) {
    return kernel ->
        new Doing(
            kernel, kernel.memory(), List.of(InputOverlap.inPlace(0)), eval, Kernel::initialize);
  }

  private static void spoil(Tensor tensor) {
    tensor.data()[tensor.offset()] = (byte) (tensor.data()[tensor.offset()] ^ 1);
  }

  /** Counts up in a persistent buffer and takes its first value for granted. */
  private static UnaryOperator<Kernel> counting(int first) {
    return kernel ->
        new Doing(
            kernel,
            KernelMemory.persistent(1),
            List.of(),
            (correct, context) -> {
              correct.eval(context);
              if (add(context, 1) < first) {
                spoil(context.output(0));
              }
            },
            (correct, context) -> add(context, 7));
  }

  /** Adds to a persistent byte and returns what it was. */
  private static byte add(KernelContext context, int number) {
    int at = context.persistentOffset(0);
    byte before = context.arena()[at];
    context.arena()[at] = (byte) (before + number);
    return before;
  }

  private static Arguments fault(
      String name, String operator, UnaryOperator<Kernel> change, String message) {
    return arguments(name, operator, change, message);
  }

  private static Stream<Arguments> faults() {
    AtomicInteger evaluations = new AtomicInteger();
    return Stream.of(
        fault(
            "takes the work space for zero",
            "FULLY_CONNECTED INT8",
            asking(
                KernelMemory.workspace(1),
                (kernel, context) -> {
                  kernel.eval(context);
                  if (context.workspace()[0] != 0) {
                    spoil(context.output(0));
                  }
                }),
            "the reference has"),
        fault(
            "takes a scratch buffer for zero",
            "FULLY_CONNECTED INT8",
            asking(
                KernelMemory.scratch(1),
                (kernel, context) -> {
                  kernel.eval(context);
                  if (context.arena()[context.scratchOffset(0)] != 0) {
                    spoil(context.output(0));
                  }
                }),
            "the reference has"),
        fault(
            "needs more work space than it asks for",
            "FULLY_CONNECTED INT8",
            asking(
                KernelMemory.workspace(4),
                (kernel, context) -> {
                  context.workspace()[4] = 1;
                  kernel.eval(context);
                }),
            "out of bounds"),
        fault(
            "takes the native work space for zero",
            "FULLY_CONNECTED INT8",
            asking(
                KernelMemory.NONE.withNativeWorkspace(1),
                (kernel, context) -> {
                  kernel.eval(context);
                  if (context.nativeWorkspace().get(ValueLayout.JAVA_BYTE, 0) != 0) {
                    spoil(context.output(0));
                  }
                }),
            "the reference has"),
        fault(
            "writes past the output",
            "RELU FLOAT32",
            evaluating((kernel, context) -> {
              kernel.eval(context);
              Tensor output = context.output(0);
              output.data()[output.offset() + output.byteSize()] = 0;
            }),
            "of output 0, which has"),
        fault(
            "writes before the output",
            "RELU FLOAT32",
            evaluating((kernel, context) -> {
              kernel.eval(context);
              context.output(0).data()[context.output(0).offset() - 1] = 0;
            }),
            "byte -1 of output 0"),
        fault(
            "writes to its input",
            "RELU FLOAT32",
            evaluating((kernel, context) -> {
              kernel.eval(context);
              spoil(context.input(0));
            }),
            "byte 0 of input 0"),
        fault(
            "writes its output when it initializes",
            "RELU FLOAT32",
            kernel ->
                new Doing(
                    kernel,
                    KernelMemory.NONE,
                    List.of(),
                    Kernel::eval,
                    (correct, context) -> spoil(context.output(0))),
            "initialize of the kernel wrote"),
        fault(
            "may not lie over its input",
            "RELU FLOAT32",
            overlapping((kernel, context) -> {
              spoil(context.output(0));
              kernel.eval(context);
            }),
            "output 0 over input 0 at distance 0"),
        fault(
            "forgets its state",
            "SVDF INT8, state INT16",
            evaluating((kernel, context) -> {
              Tensor state = context.input(STATE);
              byte[] before = state.toByteArray();
              kernel.eval(context);
              state.write(before);
            }),
            "invocation 0"),
        fault(
            "clears its state first",
            "UNIDIRECTIONAL_SEQUENCE_LSTM INT8",
            evaluating((kernel, context) -> {
              Tensor cell = context.input(19);
              Arrays.fill(cell.data(), cell.offset(), cell.offset() + cell.byteSize(), (byte) 0);
              kernel.eval(context);
            }),
            "the reference has"),
        fault(
            "counts on a number that initialize does not give",
            "RELU INT8",
            counting(8),
            "invocation 0"),
        fault(
            "keeps a state outside its memory",
            "RELU INT8",
            evaluating((kernel, context) -> {
              kernel.eval(context);
              if (evaluations.incrementAndGet() % 2 == 0) {
                spoil(context.output(0));
              }
            }),
            "invocation 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void isCaught(String name, String operator, UnaryOperator<Kernel> change, String message) {
    ProviderContract contract = new ProviderContract(new Changed(change), REFERENCE);

    assertThatThrownBy(() -> contract.check(sampler(operator)))
        .as(name)
        .isInstanceOfAny(AssertionError.class, IndexOutOfBoundsException.class)
        .hasMessageContaining(message);
  }

  /** What the faulty kernels build on is right: with a state and without, initialized by them. */
  @Test
  void soundOnesPass() {
    assertThatCode(
            () -> {
              check(UnaryOperator.identity(), "SVDF INT8, state INT8");
              check(counting(7), "RELU INT8");
            })
        .doesNotThrowAnyException();
  }

  /** The reference kernels of the first operators, which claim the one behind them as well. */
  private record Claiming(boolean writes) implements KernelProvider {
    @Override
    public String name() {
      return "claiming";
    }

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public KernelAnswer kernelFor(KernelRequest request) {
      if (request.followers().isEmpty()
          || !(REFERENCE.kernelFor(request) instanceof KernelAnswer.Accepted answer)) {
        return KernelAnswer.declined("nothing to claim");
      }
      return KernelAnswer.fused(
          answer.kernel(), 2, writes ? List.of() : request.followers().getFirst().outputs());
    }
  }

  @Test
  void aFusedKernelThatSkipsAnOperatorIsCaught() {
    assertThatThrownBy(
            () -> new ProviderContract(new Claiming(true), REFERENCE).check(sampler(CHAINS)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("and the 1 behind it")
        .hasMessageContaining("the reference has");
  }

  @Test
  void aFusedKernelThatDropsATensorThatIsNeededIsCaught() {
    assertThatThrownBy(
            () -> new ProviderContract(new Claiming(false), REFERENCE).check(sampler(CHAINS)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("must be written");
  }

  @Test
  void aProviderThatDeclinesEverythingFails() {
    KernelProvider lazy =
        new KernelProvider() {
          @Override
          public String name() {
            return "lazy";
          }

          @Override
          public int priority() {
            return 1;
          }

          @Override
          public KernelAnswer kernelFor(KernelRequest request) {
            return KernelAnswer.declined("not today");
          }
        };
    int accepted = new ProviderContract(lazy, REFERENCE).check(sampler("RELU INT8"));

    assertThat(accepted).isZero();
    assertThatThrownBy(() -> KernelContractTest.requireAccepted(accepted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("declined every drawn operator");
  }

  private static void check(UnaryOperator<Kernel> change, String operator) {
    ProviderContract contract = new ProviderContract(new Changed(change), REFERENCE);
    assertThat(contract.check(sampler(operator))).isEqualTo(ProviderContract.DRAWS);
  }

  private static OperatorSampler sampler(String name) {
    return ProviderContract.samplers().stream()
        .filter(sampler -> sampler.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
