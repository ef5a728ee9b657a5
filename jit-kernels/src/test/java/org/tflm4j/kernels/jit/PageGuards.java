/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tflm4j.api.spi.Availability;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.GuardedArena;

/**
 * A provider whose kernels run between pages that nobody may touch, see {@link PageGuardedKernel}.
 * The last {@value #KERNELS} of them have memory; those before must not be run any more. For one
 * thread.
 */
final class PageGuards implements KernelProvider {
  /** More than the kernels of any model. */
  private static final int KERNELS = 256;

  private final KernelProvider provider;
  private final boolean atEnd;

  /** Gives the memory of kernels back, the oldest first. */
  private final Deque<Runnable> made = new ArrayDeque<>();

  /**
   * Creates the provider.
   *
   * @param provider makes the kernels
   * @param atEnd true if everything ends before such a page, false if it begins behind one
   */
  PageGuards(KernelProvider provider, boolean atEnd) {
    this.provider = provider;
    this.atEnd = atEnd;
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public int priority() {
    return provider.priority();
  }

  @Override
  public Availability availability() {
    return provider.availability();
  }

  @Override
  public KernelAnswer kernelFor(KernelRequest request) {
    if (made.size() == KERNELS) {
      made.removeFirst().run();
    }
    GuardedArena constants = new GuardedArena(atEnd);
    KernelAnswer answer =
        provider.kernelFor(
            new KernelRequest(
                request.op(),
                request.inputs(),
                request.outputs(),
                request.followers(),
                request.uses(),
                constants));
    if (!(answer instanceof KernelAnswer.Accepted accepted)) {
      constants.close();
      return answer;
    }
    PageGuardedKernel kernel = new PageGuardedKernel(accepted.kernel(), atEnd);
    made.addLast(() -> {
      constants.close();
      kernel.close();
    });
    return accepted.with(kernel);
  }
}
