/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.selection;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;

/**
 * Asks a provider for a kernel and does not trust it: a provider that fails, whose kernel takes too
 * much or that claims what it may not, counts as one that declines, so that those behind it run the
 * operator. A failure is logged, once for each provider.
 */
final class GuardedProvider {
  private static final System.Logger LOG = System.getLogger("org.tflm4j");
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private GuardedProvider() {}

  /**
   * Asks the provider.
   *
   * @param memory the memory of the request
   */
  static MadeKernel ask(
      KernelProvider provider, KernelRequest request, CountingArena memory, KernelBudget budget) {
    long start = System.nanoTime();
    MadeKernel made = answer(provider, request, memory, budget, start);
    if (made.answer() instanceof KernelAnswer.Declined) {
      budget.give(memory.bytes());
    }
    return made;
  }

  private static MadeKernel answer(
      KernelProvider provider,
      KernelRequest request,
      CountingArena memory,
      KernelBudget budget,
      long start) {
    String reason;
    try {
      KernelAnswer answer = provider.kernelFor(request);
      long nanos = System.nanoTime() - start;
      switch (answer) {
        case null -> reason = "it failed: its answer is null";
        case KernelAnswer.Declined(var why) -> reason = why;
        case KernelAnswer.Accepted accepted -> {
          String wrong = wrongClaim(request, accepted);
          if (wrong != null) {
            reason = failed(provider, request.op(), wrong, null);
            break;
          }
          Kernel kernel = accepted.kernel();
          KernelMemory asked = kernel.memory();
          List<InputOverlap> overlaps = List.copyOf(kernel.overlaps());
          reason = budget.refusal(request, accepted.operators(), asked);
          if (reason == null) {
            KernelMemory held = asked.holding(asked.heldBytes() + memory.bytes());
            return new MadeKernel(answer, held, overlaps, memory, nanos);
          }
        }
      }
    } catch (KernelBudget.ExceededException e) {
      reason = e.getMessage();
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      reason = failed(provider, request.op(), e.toString(), e);
    } catch (OutOfMemoryError e) {
      reason = "the heap has no room for its kernel: " + e.getMessage();
    }
    return MadeKernel.declined(reason, System.nanoTime() - start);
  }

  /**
   * Returns what is wrong with the operators and tensors that a kernel claims, null for nothing.
   */
  private static String wrongClaim(KernelRequest request, KernelAnswer.Accepted accepted) {
    if (accepted.kernel() == null) {
      return "its kernel is null";
    }
    for (int step : accepted.steps()) {
      if (step < 1) {
        return "a step of its kernel computes " + step + " operators";
      }
    }
    int operators = accepted.operators();
    int offered = 1 + request.followers().size();
    if (operators < 1 || operators > offered) {
      return "its kernel computes " + operators + " operators, but " + offered + " were offered";
    }
    for (TensorSpec tensor : accepted.unwritten()) {
      if (!request.mayVanish(tensor, operators)) {
        return "its kernel does not write " + tensor + ", which is needed";
      }
    }
    return null;
  }

  private static String failed(KernelProvider provider, Op op, String problem, Throwable cause) {
    if (WARNED.add(provider.name())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Kernel provider "
              + provider.name()
              + " failed to make a kernel of "
              + op
              + (cause == null ? ": " + problem : ""),
          cause);
    }
    return "it failed: " + problem;
  }
}
