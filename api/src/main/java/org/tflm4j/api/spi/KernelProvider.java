/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.spi;

/**
 * A set of kernels behind the interpreter, found by {@link java.util.ServiceLoader}. For every
 * operator of a model the providers are asked in the order of their priority, and the first that
 * has a kernel runs the operator.
 *
 * <p>A provider only computes: operators arrive checked, with padding in pixels, multipliers,
 * shifts and activation ranges worked out. It must be safe for use by many threads. A provider
 * class whose kernels need something that may be missing (a module, a processor feature) must
 * itself load without it and say so in {@link #availability()}.
 */
public interface KernelProvider {
  /**
   * Returns the name by which users ask for this provider, lower-case, for example {@code
   * reference}.
   */
  String name();

  /**
   * Returns the place in the chain: higher is asked first, ties are broken by name. The reference
   * provider has 0.
   */
  int priority();

  /** Returns whether this provider can work in this JVM, and why not. */
  default Availability availability() {
    return Availability.AVAILABLE;
  }

  /**
   * Returns a kernel for the request, or the reason why there is none. Called once per operator and
   * model: interpreters of a model share the answers of providers with the same class and name. An
   * operator that a provider was offered as a follower and did not take is asked for by itself.
   * Where operators must run one by one it is asked again, without followers.
   */
  KernelAnswer kernelFor(KernelRequest request);
}
