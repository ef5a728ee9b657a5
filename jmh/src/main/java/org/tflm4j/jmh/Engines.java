/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.KernelProviders;

/** The engines that can be compared here: the available kernel providers, then the peers. */
public final class Engines {
  private Engines() {}

  /** Returns all engines: the kernel provider of the lowest priority first, which is the base. */
  public static List<Engine> all() {
    List<Engine> engines = new ArrayList<>();
    for (KernelProvider provider : KernelProviders.load().available().reversed()) {
      engines.add(new ProviderEngine(provider.name()));
    }
    ServiceLoader.load(Engine.class).forEach(engines::add);
    return engines;
  }

  /**
   * Returns the named engine.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  public static Engine named(String name) {
    for (Engine engine : ServiceLoader.load(Engine.class)) {
      if (engine.name().equals(name)) {
        return engine;
      }
    }
    try {
      KernelProviders.load().named(name);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; peers need a build with the Maven profile peers", e);
    }
    return new ProviderEngine(name);
  }
}
