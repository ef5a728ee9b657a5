/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.support;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.spi.KernelRequest;

/** Who makes the kernel for which op record. */
public final class KernelTable {
  private final Map<Class<? extends Op>, BiFunction<Op, KernelRequest, Kernel>> factories =
      new HashMap<>();

  /**
   * Registers the factory for a type of record; it returns null for types of tensors that it does
   * not know.
   */
  public <O extends Op> void add(Class<O> type, BiFunction<O, KernelRequest, Kernel> factory) {
    if (factories.put(type, (op, request) -> factory.apply(type.cast(op), request)) != null) {
      throw new IllegalStateException(type + " has two kernels");
    }
  }

  /** Returns a kernel, or null if there is none for this record. */
  public Kernel create(KernelRequest request) {
    BiFunction<Op, KernelRequest, Kernel> factory = factories.get(request.op().getClass());
    return factory == null ? null : factory.apply(request.op(), request);
  }
}
