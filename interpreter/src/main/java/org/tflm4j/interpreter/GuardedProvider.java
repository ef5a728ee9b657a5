/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;

/**
 * Asks a provider for a kernel and does not trust it: a provider that fails, or whose kernel takes
 * too much, counts as one that declines, so that those behind it run the operator. A failure is
 * logged, once for each provider.
 */
final class GuardedProvider {
  private static final System.Logger LOG = System.getLogger("org.tflm4j");
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private GuardedProvider() {}

  static KernelAnswer ask(KernelProvider provider, KernelRequest request, KernelBudget budget) {
    try {
      KernelAnswer answer = provider.kernelFor(request);
      if (answer instanceof KernelAnswer.Accepted(var kernel, int operators, var unwritten)) {
        if (kernel == null) {
          return KernelAnswer.declined("it failed: its kernel is null");
        }
        if (operators != 1 || !unwritten.isEmpty()) {
          return KernelAnswer.declined("it failed: its kernel computes " + operators + " operators");
        }
        String refusal = budget.refusal(request, kernel.memory());
        return refusal == null ? answer : KernelAnswer.declined(refusal);
      }
      return answer == null ? KernelAnswer.declined("it failed: its answer is null") : answer;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      if (WARNED.add(provider.name())) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Kernel provider " + provider.name() + " failed to make a kernel of " + request.op(),
            e);
      }
      return KernelAnswer.declined("it failed: " + e);
    } catch (OutOfMemoryError e) {
      return KernelAnswer.declined("the heap has no room for its kernel: " + e.getMessage());
    }
  }
}
