/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import org.tflm4j.api.spi.Availability;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.GuardedArena;

/**
 * A provider whose kernels run between pages that nobody may touch, see {@link PageGuardedKernel}.
 * One kernel is in use at a time: asking for the next one takes the memory of the last.
 *
 * @param provider makes the kernels
 * @param atEnd true if everything ends before such a page, false if it begins behind one
 * @param constants holds what the kernels allocate
 */
record PageGuards(KernelProvider provider, boolean atEnd, GuardedArena constants)
    implements KernelProvider {
  PageGuards(KernelProvider provider, boolean atEnd) {
    this(provider, atEnd, new GuardedArena(atEnd));
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
    constants.close();
    KernelRequest guarded =
        new KernelRequest(
            request.op(),
            request.inputs(),
            request.outputs(),
            request.followers(),
            request.uses(),
            constants);
    return provider.kernelFor(guarded) instanceof KernelAnswer.Accepted answer
        ? answer.with(new PageGuardedKernel(answer.kernel(), atEnd))
        : KernelAnswer.declined("left to others");
  }
}
