/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelFaultException;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** Faulty providers: each is reported with its name, the others still work. */
class ProviderFaultTest {
  /** A provider that cannot be made; the service loader finds it on the class path. */
  public static final class NoInstance implements KernelProvider {
    public NoInstance() {
      throw new IllegalStateException("no unit to run on");
    }

    @Override
    public String name() {
      return "never";
    }

    @Override
    public int priority() {
      return 1000;
    }

    @Override
    public KernelAnswer kernelFor(KernelRequest request) {
      return KernelAnswer.declined("never");
    }
  }

  /** A provider that answers every request as it is told. */
  private record Scripted(Function<KernelRequest, KernelAnswer> answer) implements KernelProvider {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public int priority() {
      return 1000;
    }

    @Override
    public KernelAnswer kernelFor(KernelRequest request) {
      return answer.apply(request);
    }
  }

  /** A kernel that asks for some memory and copies nothing. */
  private record Greedy(KernelMemory memory) implements Kernel {
    @Override
    public void eval(KernelContext context) {}
  }

  @Test
  void providersThatCanNotBeLoadedAreNamedAndTheOthersWork(@TempDir Path folder) throws Exception {
    Path services = folder.resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(KernelProvider.class.getName()),
        "org.example.NoSuchProvider\n"
            + NoInstance.class.getName()
            + "\n"
            + ProviderFaultTest.class.getName()
            + "\n");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      KernelProviders providers = KernelProviders.load();

      assertThat(providers.available()).extracting(KernelProvider::name).contains("reference");
      assertThat(providers.unavailable())
          .extracting(KernelProviders.Unavailable::name)
          .contains(
              "org.example.NoSuchProvider",
              NoInstance.class.getName(),
              ProviderFaultTest.class.getName());
      assertThat(providers.unavailable().toString()).contains("no unit to run on");
      Interpreter.create(Model.of(DenseModel.builder().build()), OpResolver.all(), new byte[1024])
          .invoke();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static Interpreter.Builder behind(Function<KernelRequest, KernelAnswer> answer) {
    List<KernelProvider> chain = new ArrayList<>();
    chain.add(new Scripted(answer));
    chain.addAll(KernelProviders.load().named("reference"));
    return Interpreter.builder(Model.of(DenseModel.builder().build()), OpResolver.all())
        .providers(chain);
  }

  private static KernelAnswer greedy(KernelMemory memory) {
    return KernelAnswer.of(new Greedy(memory));
  }

  private static KernelAnswer fail(Throwable thrown) {
    switch (thrown) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalArgumentException(thrown);
    }
  }

  private static Arguments fault(String reason, Function<KernelRequest, KernelAnswer> answer) {
    return arguments(reason, answer);
  }

  private static List<Arguments> faults() {
    return List.of(
        fault("out of order", request -> fail(new IllegalStateException("out of order"))),
        fault(
            "org/example/Missing",
            request -> fail(new NoClassDefFoundError("org/example/Missing"))),
        fault("AssertionError", request -> fail(new AssertionError("asserted"))),
        fault("the heap has no room", request -> fail(new OutOfMemoryError("made up"))),
        fault("its answer is null", request -> null),
        fault("its kernel is null", request -> KernelAnswer.of(null)),
        fault("memory that is null", request -> greedy(null)),
        fault("buffer of -1 bytes", request -> greedy(KernelMemory.scratch(-1))),
        fault("buffer of -2 bytes", request -> greedy(KernelMemory.persistent(-2))),
        fault("less than no memory", request -> greedy(KernelMemory.workspace(-1))),
        fault(
            "its work space of 8589934588 bytes",
            request -> greedy(KernelMemory.workspace(Integer.MAX_VALUE))),
        fault(
            "it would hold 1099511627776 bytes",
            request -> greedy(KernelMemory.NONE.holding(1L << 40))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aProviderThatFailsIsPassedOver(String reason, Function<KernelRequest, KernelAnswer> answer) {
    Interpreter interpreter = behind(answer).build();
    interpreter.invoke();

    assertThat(interpreter.operators(0).getFirst().provider()).isEqualTo("reference");
    assertThat(interpreter.operators(0).getFirst().declined().getFirst())
        .startsWith("faulty: ")
        .contains(reason);
  }

  /** A kernel that fails on demand. */
  private static final class Moody implements Kernel {
    private Throwable evalFailure;
    private Throwable initializeFailure;

    @Override
    public void eval(KernelContext context) {
      if (evalFailure != null) {
        fail(evalFailure);
      }
    }

    @Override
    public void initialize(KernelContext context) {
      if (initializeFailure != null) {
        fail(initializeFailure);
      }
    }
  }

  private static List<Throwable> failures() {
    return List.of(
        new IllegalStateException("out of order"),
        new ArrayIndexOutOfBoundsException("out of order"),
        new NoSuchMethodError("out of order"),
        new StackOverflowError("out of order"),
        new AssertionError("out of order"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aKernelThatFailsIsNamedAndTheInterpreterWantsAReset(Throwable failure) {
    Moody kernel = new Moody();
    Interpreter interpreter = behind(request -> KernelAnswer.of(kernel)).build();
    interpreter.invoke();
    kernel.evalFailure = failure;

    assertThatThrownBy(interpreter::invoke)
        .isInstanceOfSatisfying(
            KernelFaultException.class, e -> assertThat(e.provider()).isEqualTo("faulty"))
        .hasMessageContaining(
            "operator 0 FULLY_CONNECTED: the kernel of provider faulty failed to run")
        .hasMessageContaining("out of order")
        .hasCause(failure);
    kernel.evalFailure = null;
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(interpreter::invoke)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("reset() it first");
    }
    interpreter.reset();
    interpreter.invoke();
  }

  @Test
  void aKernelThatDoesNotInitializeIsNamed() {
    Moody kernel = new Moody();
    Interpreter interpreter = behind(request -> KernelAnswer.of(kernel)).build();
    kernel.initializeFailure = new IllegalStateException("out of order");
    String message =
        "operator 0 FULLY_CONNECTED: the kernel of provider faulty failed to initialize";

    assertThatThrownBy(interpreter::reset)
        .isInstanceOf(KernelFaultException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(interpreter::invoke)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("reset() it first");
    Interpreter.Builder another = behind(request -> KernelAnswer.of(kernel));
    assertThatThrownBy(another::build)
        .isInstanceOf(KernelFaultException.class)
        .hasMessageContaining(message);
    kernel.initializeFailure = null;
    interpreter.reset();
    interpreter.invoke();
  }

  /** Many layers that share one filter: packed copies of it must not fill the heap. */
  @Test
  void packedWeightsStayWithinABudget() {
    int layers = 400;
    int rows = 256;
    int columns = 1024;
    byte[] filter = new byte[rows * columns];
    new SplittableRandom(3).nextBytes(filter);
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    graph.tensor("x", TensorType.INT8, 1, columns).quantization(0.5f, 3);
    graph.tensor("w", TensorType.INT8, rows, columns).quantization(0.5f, 0).data(filter);
    int[] outputs = new int[layers];
    for (int i = 0; i < layers; i++) {
      outputs[i] = graph.tensor("y" + i, TensorType.INT8, 1, rows).quantization(40f, 0).index();
      graph.operator(
          BuiltinOperator.FULLY_CONNECTED,
          OptionsBuilder.of(OptionsType.FULLY_CONNECTED),
          new int[] {0, 1},
          outputs[i]);
    }
    graph.inputs(0).outputs(outputs);
    byte[] file = model.build();
    Interpreter interpreter =
        Interpreter.builder(Model.of(file), OpResolver.all()).provider("vector").build();

    assertThat(interpreter.memory().kernelBytes())
        .isLessThanOrEqualTo((64L << 20) + 16L * file.length);
    assertThat(interpreter.operators(0).getFirst().provider()).isEqualTo("vector");
    assertThat(interpreter.operators(0).getLast().provider()).isEqualTo("reference");
    assertThat(interpreter.operators(0).getLast().declined().getFirst())
        .contains("kernels of this model may hold");
    byte[] x = new byte[columns];
    new SplittableRandom(4).nextBytes(x);
    interpreter.input(0).write(x);
    interpreter.invoke();
    assertThat(interpreter.output(layers - 1).toByteArray())
        .isEqualTo(interpreter.output(0).toByteArray());
  }
}
