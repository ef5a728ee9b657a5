/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.spi.Availability;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.model.ModelException;

class ProviderSelectionTest {
  /** A provider that takes nothing. */
  private record Fake(String name, int priority, Availability availability)
      implements KernelProvider {
    private Fake(String name, int priority) {
      this(name, priority, Availability.AVAILABLE);
    }

    @Override
    public KernelAnswer kernelFor(KernelRequest request) {
      return KernelAnswer.declined(name + " takes nothing");
    }
  }

  private static Supplier<KernelProvider> failing(Error error) {
    return () -> {
      throw error;
    };
  }

  /** Finds providers as a service loader does: each is loaded when it is asked for. */
  private static KernelProviders providers(List<Supplier<KernelProvider>> found) {
    Iterator<Supplier<KernelProvider>> suppliers = found.iterator();
    return KernelProviders.of(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return suppliers.hasNext();
          }

          @Override
          public KernelProvider next() {
            return suppliers.next().get();
          }
        });
  }

  private static KernelProviders three() {
    return providers(
        List.of(
            () -> new Fake("slow", 0),
            () -> new Fake("zeta", 10),
            () -> new Fake("broken", 99, Availability.unavailable("no such unit", "buy one")),
            () -> new Fake("alpha", 10)));
  }

  private static List<String> names(List<KernelProvider> chain) {
    return chain.stream().map(KernelProvider::name).toList();
  }

  @Test
  void theHighestPriorityComesFirstTiesByName() {
    assertThat(names(three().available())).containsExactly("alpha", "zeta", "slow");
    assertThat(names(three().best())).containsExactly("alpha", "zeta", "slow");
  }

  @Test
  void aNamedProviderHasThoseOfLowerPriorityBehindIt() {
    assertThat(names(three().named("alpha"))).containsExactly("alpha", "zeta", "slow");
    assertThat(names(three().named("zeta"))).containsExactly("zeta", "slow");
    assertThat(names(three().named("slow"))).containsExactly("slow");
  }

  @Test
  void aMissingProviderIsAnErrorThatNamesThoseThatAreThere() {
    assertThatThrownBy(() -> three().named("gpu"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no kernel provider gpu")
        .hasMessageContaining("available: alpha, zeta, slow")
        .hasMessageContaining("broken is not available: no such unit; buy one");
    assertThatThrownBy(() ->
            Interpreter.builder(Model.of(DenseModel.builder().build()), OpResolver.all())
                .provider("gpu"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no kernel provider gpu")
        .hasMessageContaining("reference");
  }

  @Test
  void anUnavailableProviderIsAnErrorWithReasonAndRemedy() {
    assertThatThrownBy(() -> three().named("broken"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("kernel provider broken is not available: no such unit; buy one");
    assertThat(three().unavailable())
        .containsExactly(new KernelProviders.Unavailable("broken", "no such unit; buy one"));
  }

  @Test
  void aProviderThatThrowsWhileLoadingIsLeftOut() {
    KernelProviders providers =
        providers(
            List.of(
                failing(new ServiceConfigurationError("bad file")),
                () -> new Fake("slow", 0),
                failing(new NoClassDefFoundError("jdk/incubator/vector/Vector")),
                () -> new Fake("odd", 5)));
    assertThat(names(providers.best())).containsExactly("odd", "slow");
    assertThat(providers.unavailable()).hasSize(2);
    assertThatThrownBy(() -> providers.named("vector"))
        .hasMessageContaining("bad file")
        .hasMessageContaining("jdk/incubator/vector/Vector");
  }

  @Test
  void aProviderThatThrowsWhenAskedIsLeftOutUnderItsName() {
    KernelProvider moody =
        new KernelProvider() {
          @Override
          public String name() {
            return "moody";
          }

          @Override
          public int priority() {
            throw new UnsupportedOperationException("not today");
          }

          @Override
          public KernelAnswer kernelFor(KernelRequest request) {
            throw new NoSuchElementException();
          }
        };
    KernelProviders providers = providers(List.of(() -> moody, () -> new Fake("slow", 0)));

    assertThat(names(providers.available())).containsExactly("slow");
    assertThatThrownBy(() -> providers.named("moody"))
        .hasMessageContaining("moody is not available")
        .hasMessageContaining("not today");
  }

  @Test
  void aLoaderThatFailsForEverIsGivenUp() {
    KernelProviders providers =
        KernelProviders.of(
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                throw new ServiceConfigurationError("again");
              }

              @Override
              public KernelProvider next() {
                throw new NoSuchElementException();
              }
            });
    assertThatThrownBy(providers::best)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tflm4j-reference-kernels");
  }

  @Test
  void everyOperatorGoesToTheFirstProviderThatTakesIt() {
    List<KernelProvider> chain = new ArrayList<>();
    chain.add(new Fake("first", 100));
    chain.addAll(KernelProviders.load().named("reference"));
    ScheduledKernel operator =
        Interpreter.builder(Model.of(DenseModel.builder().build()), OpResolver.all())
            .providers(chain)
            .build()
            .kernels(0)
            .getFirst();

    assertThat(operator.provider()).isEqualTo("reference");
    assertThat(operator.declined()).containsExactly("first: first takes nothing");
  }

  @Test
  void anOperatorThatNobodyTakesIsRefused() {
    Interpreter.Builder builder =
        Interpreter.builder(Model.of(DenseModel.builder().build()), OpResolver.all())
            .providers(List.of(new Fake("first", 1), new Fake("second", 0)));
    assertThatThrownBy(builder::build)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "operator 0 FULLY_CONNECTED: no provider has a kernel for it: first: first takes nothing; second: second takes nothing");
  }

  @Test
  void kernelsOfAnApplicationsFactoriesAreNotMixedUp() {
    ModelBuilder builder = new ModelBuilder();
    GraphBuilder graph = builder.graph();
    int y = graph.tensor("y", TensorType.INT32, 1).index();
    graph.custom("Answer", new byte[0], new int[0], y).outputs(y);
    Model model = Model.of(builder.build());
    for (int answer = 1; answer <= 2; answer++) {
      int value = answer;
      OpResolver resolver =
          OpResolver.builder()
              .addCustom(
                  "Answer",
                  context -> () -> "Answer",
                  request -> context -> context.output(0).setInt32At(0, value))
              .build();
      Interpreter interpreter = Interpreter.create(model, resolver, new byte[64]);
      interpreter.invoke();
      assertThat(interpreter.output(0).int32At(0)).isEqualTo(value);
      assertThat(interpreter.kernels(0).getFirst().provider()).isEqualTo("application");
    }
  }
}
