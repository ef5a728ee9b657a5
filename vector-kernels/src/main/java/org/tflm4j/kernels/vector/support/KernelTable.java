/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;

/** Who answers for which op record; filled by the registrars of the families. */
public final class KernelTable {
  private final Map<Class<? extends Op>, BiFunction<Op, KernelRequest, KernelAnswer>> answers =
      new HashMap<>();

  /** Creates an empty table. */
  public KernelTable() {}

  /** Registers who answers for a type of record. */
  public <O extends Op> void add(Class<O> type, BiFunction<O, KernelRequest, KernelAnswer> answer) {
    if (answers.put(type, (op, request) -> answer.apply(type.cast(op), request)) != null) {
      throw new IllegalStateException(type + " has two kernels");
    }
  }

  /** Returns a kernel, or the reason why there is none. */
  public KernelAnswer answer(KernelRequest request) {
    BiFunction<Op, KernelRequest, KernelAnswer> answer = answers.get(request.op().getClass());
    return answer == null
        ? KernelAnswer.declined("there is no vector kernel for " + request.op().name())
        : answer.apply(request.op(), request);
  }
}
