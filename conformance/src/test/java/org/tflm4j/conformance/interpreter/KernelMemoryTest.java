/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/** What kernels have outside the Java heap: counted, aligned, and freed. */
class KernelMemoryTest {
  private static final int HELD = 3000;

  /** Fills output 0 from its own memory, work space and state, and remembers what it saw. */
  private static final class NativeKernel implements Kernel {
    private final MemorySegment held;
    private final List<KernelContext> contexts = new ArrayList<>();

    NativeKernel(KernelRequest request) {
      held = request.memory().allocate(HELD, 1);
    }

    @Override
    public KernelMemory memory() {
      return KernelMemory.NONE
          .withNativeWorkspace(1000)
          .withNativeState(100)
          .withArenaSegment()
          .holding(7);
    }

    @Override
    public void initialize(KernelContext context) {
      contexts.add(context);
      MemorySegment state = context.nativeState();
      assertThat(state.mismatch(MemorySegment.ofArray(new byte[100]))).isEqualTo(-1);
      state.set(ValueLayout.JAVA_BYTE, 99, (byte) 5);
    }

    @Override
    public void eval(KernelContext context) {
      MemorySegment state = context.nativeState();
      byte runs = (byte) (state.get(ValueLayout.JAVA_BYTE, 99) + 1);
      state.set(ValueLayout.JAVA_BYTE, 99, runs);
      context.nativeWorkspace().set(ValueLayout.JAVA_BYTE, 999, runs);
      byte held0 = held.get(ValueLayout.JAVA_BYTE, 0);
      context
          .arenaSegment()
          .set(
              ValueLayout.JAVA_BYTE,
              context.output(0).offset(),
              (byte) (held0 + context.nativeWorkspace().get(ValueLayout.JAVA_BYTE, 999)));
    }
  }

  private final List<NativeKernel> kernels = new ArrayList<>();

  private final ToyProvider provider =
      new ToyProvider(request -> {
        NativeKernel kernel = new NativeKernel(request);
        kernels.add(kernel);
        return KernelAnswer.of(kernel);
      });

  private static Model model() {
    return Model.of(DenseModel.builder().build());
  }

  private Interpreter interpreter(Model model) {
    return Interpreter.builder(model, OpResolver.all()).providers(provider.chain()).build();
  }

  @Test
  void isCountedOnceForAllInterpretersOfAModel() {
    Model model = model();
    Interpreter first = interpreter(model);
    Interpreter second = interpreter(model);

    int count = first.kernels(0).size();
    assertThat(kernels).hasSize(count);
    for (Interpreter interpreter : List.of(first, second)) {
      assertThat(interpreter.memory().kernelBytes()).isEqualTo(count * (HELD + 7L));
      assertThat(interpreter.memory().workspaceBytes()).isEqualTo(1000);
      assertThat(interpreter.memory().nativeStateBytes()).isEqualTo(count * 128L);
      assertThat(interpreter.kernel(0, 0).kernel()).isSameAs(kernels.getFirst());
    }
  }

  @Test
  void isAlignedAndBelongsToOneInterpreter() {
    Model model = model();
    interpreter(model);
    interpreter(model);
    List<KernelContext> contexts = kernels.getFirst().contexts;

    assertThat(kernels.getFirst().held.address() % 64).isZero();
    assertThat(contexts).hasSize(2);
    for (KernelContext context : contexts) {
      assertThat(context.nativeState().address() % 64).isZero();
      assertThat(context.nativeState().byteSize()).isEqualTo(100);
      assertThat(context.nativeWorkspace().address() % 64).isZero();
      assertThat(context.nativeWorkspace().byteSize()).isGreaterThanOrEqualTo(1000);
      assertThat(context.arenaSegment().heapBase()).contains(context.arena());
    }
    assertThat(contexts.getFirst().nativeState().address())
        .isNotEqualTo(contexts.getLast().nativeState().address());
  }

  @Test
  void stateIsKeptBetweenInvocationsAndClearedByAReset() {
    Interpreter interpreter = interpreter(model());
    interpreter.invoke();
    assertThat(interpreter.output(0).int8At(0)).isEqualTo((byte) 6);
    interpreter.invoke();
    assertThat(interpreter.output(0).int8At(0)).isEqualTo((byte) 7);
    interpreter.reset();
    interpreter.invoke();
    assertThat(interpreter.output(0).int8At(0)).isEqualTo((byte) 6);
  }

  @Test
  void nothingIsAllocatedFromTheFirstInvocationOn() {
    interpreter(model()).invoke();
    Interpreter interpreter = interpreter(model());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long none = threads.getCurrentThreadAllocatedBytes() - before;
    before = threads.getCurrentThreadAllocatedBytes();
    interpreter.invoke();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isEqualTo(none);
  }

  @Test
  void aKernelThatAsksForNothingGetsNothing() {
    List<KernelContext> contexts = new ArrayList<>();
    ToyProvider plain = new ToyProvider(request -> KernelAnswer.of(contexts::add));
    Interpreter.builder(model(), OpResolver.all()).providers(plain.chain()).build().invoke();

    assertThat(contexts)
        .isNotEmpty()
        .allSatisfy(context -> {
          assertThat(context.nativeWorkspace()).isNull();
          assertThat(context.nativeState()).isNull();
          assertThat(context.arenaSegment()).isNull();
        });
  }

  @Test
  void isRefusedBeyondTheBudgetAndCannotBeClosed() {
    List<String> closed = new ArrayList<>();
    ToyProvider greedy =
        new ToyProvider(request -> {
          assertThatThrownBy(request.memory()::close)
              .isInstanceOf(UnsupportedOperationException.class);
          closed.add("no");
          request.memory().allocate(1L << 40);
          return KernelAnswer.of(context -> {});
        });
    Interpreter interpreter =
        Interpreter.builder(model(), OpResolver.all()).providers(greedy.chain()).build();

    assertThat(closed).isNotEmpty();
    assertThat(interpreter.kernels(0).getFirst().declined().getFirst())
        .startsWith("toy: it would hold 1099511627776 bytes");
  }

  /** What answers that are not used allocated does not count, however often it happens. */
  @Test
  void memoryOfADeclinedRequestIsGivenBack() {
    ToyProvider wasteful =
        new ToyProvider(request -> {
          request.memory().allocate(40L << 20);
          return KernelAnswer.declined("not at all");
        });
    Interpreter interpreter =
        Interpreter.builder(model(), OpResolver.all()).providers(wasteful.chain()).build();

    assertThat(interpreter.kernels(0))
        .hasSizeGreaterThan(1)
        .allSatisfy(kernel -> assertThat(kernel.declined()).containsExactly("toy: not at all"));
    assertThat(interpreter.memory().kernelBytes()).isZero();
  }

  @Test
  void isFreedWithTheInterpretersAndTheModel() throws InterruptedException {
    WeakReference<MemorySegment.Scope> scope = run();
    for (int i = 0; i < 50 && scope.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(scope.get()).isNull();
  }

  /** Keeps nothing but the scope of what the first kernel allocated, which dies with it. */
  private WeakReference<MemorySegment.Scope> run() {
    Interpreter interpreter = interpreter(model());
    interpreter.invoke();
    WeakReference<MemorySegment.Scope> scope = new WeakReference<>(kernels.getFirst().held.scope());
    System.gc();
    assertThat(scope.get()).isNotNull();
    assertThat(interpreter.input(0).type()).isEqualTo(TensorType.INT8);
    kernels.clear();
    provider.requests.clear();
    return scope;
  }
}
