/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.GuardedMemory;

/** The guards stand where they must, and what the kernel writes arrives. */
class PageGuardsTest {
  private static final int BYTES = 5000;
  private static final int CONSTANT_BYTES = 640;

  /** Notes how its memory is protected at both ends, and copies its input. */
  private static final class Prober implements KernelProvider {
    private final List<String> protections = new ArrayList<>();
    private final boolean atEnd;

    private Prober(boolean atEnd) {
      this.atEnd = atEnd;
    }

    @Override
    public String name() {
      return "prober";
    }

    @Override
    public int priority() {
      return 0;
    }

    @Override
    public KernelAnswer kernelFor(KernelRequest request) {
      probe(request.memory().allocate(CONSTANT_BYTES, 64));
      return KernelAnswer.of(
          new Kernel() {
            @Override
            public KernelMemory memory() {
              return KernelMemory.scratch(48)
                  .withPersistent(80)
                  .withNativeWorkspace(4096)
                  .withNativeState(128)
                  .withArenaSegment();
            }

            @Override
            public void initialize(KernelContext context) {
              probe(context.nativeState());
              probe(context.nativeWorkspace());
            }

            @Override
            public void eval(KernelContext context) {
              MemorySegment arena = context.arenaSegment();
              MemorySegment input = arena.asSlice(context.input(0).offset(), BYTES);
              MemorySegment output = arena.asSlice(context.output(0).offset(), BYTES);
              probe(input);
              probe(output);
              probe(arena.asSlice(context.scratchOffset(0), 48));
              probe(arena.asSlice(context.persistentOffset(0), 80));
              output.copyFrom(input);
            }
          });
    }

    private void probe(MemorySegment memory) {
      long end = memory.address() + memory.byteSize();
      protections.add(GuardedMemory.protection(memory.address()));
      protections.add(GuardedMemory.protection(end - 1));
      protections.add(GuardedMemory.protection(atEnd ? end : memory.address() - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everythingIsFlushAgainstAGuard(boolean atEnd) {
    Op op = () -> "PROBE";
    TensorSpec[] specs = new TensorSpec[2];
    for (int i = 0; i < 2; i++) {
      specs[i] =
          new TensorSpec(i, "", TensorType.INT8, Shape.of(BYTES), Quantization.NONE, false, null);
    }
    Prober prober = new Prober(atEnd);
    KernelProvider guards = new PageGuards(prober, atEnd);
    KernelRequest request = new KernelRequest(op, List.of(specs[0]), List.of(specs[1]));
    Kernel kernel = ((KernelAnswer.Accepted) guards.kernelFor(request)).kernel();
    byte[] arena = new byte[3 * BYTES];
    arena[16] = 7;
    arena[16 + BYTES - 1] = 8;
    Tensor input = new Tensor(specs[0], arena, 16);
    Tensor output = new Tensor(specs[1], arena, 5024);
    KernelContext context =
        new KernelContext(
                new Tensor[] {input},
                new Tensor[] {output},
                arena,
                new int[] {10_032},
                new int[] {10_080},
                new float[0])
            .withNative(
                Arena.ofAuto().allocate(4096, 64),
                Arena.ofAuto().allocate(128, 64),
                MemorySegment.ofArray(arena));

    kernel.initialize(context);
    kernel.eval(context);

    assertThat(output.int8At(0)).isEqualTo((byte) 7);
    assertThat(output.int8At(BYTES - 1)).isEqualTo((byte) 8);
    assertThat(prober.protections).hasSize(7 * 3);
    for (int i = 0; i < prober.protections.size(); i++) {
      assertThat(prober.protections.get(i)).isEqualTo(i % 3 == 2 ? "---p" : "rw-p");
    }
  }
}
