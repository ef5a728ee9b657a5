/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tflm4j.api.spi.Availability;
import org.tflm4j.api.spi.KernelProvider;

/**
 * The kernel providers on the class or module path, in the order in which they are asked: highest
 * priority first, ties by name. A provider that cannot be loaded or is not available is left out,
 * with one logged line; asked for by name it is an error, never a silent fallback.
 */
public final class KernelProviders {
  private static final System.Logger LOG = System.getLogger("org.tflm4j");

  /** A service loader that fails again and again must not be asked forever. */
  private static final int MAX_FAILURES = 100;

  private static final String UNKNOWN = "without a name";
  private static final Pattern PROVIDER_CLASS =
      Pattern.compile("KernelProvider: (?:Provider |class )?([\\w$]+(?:\\.[\\w$]+)+)");
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private final List<KernelProvider> available;
  private final List<Unavailable> unavailable;

  /**
   * A provider that was found and cannot be used.
   *
   * @param name its name, or what is known of it
   * @param reason why, and the remedy
   */
  public record Unavailable(String name, String reason) {}

  private KernelProviders(List<KernelProvider> available, List<Unavailable> unavailable) {
    this.available = List.copyOf(available);
    this.unavailable = List.copyOf(unavailable);
  }

  /** Finds the providers with the class loader of the calling thread. */
  public static KernelProviders load() {
    return of(ServiceLoader.load(KernelProvider.class).iterator());
  }

  /** Sorts the given providers out, as {@link #load} does with those that it finds. */
  public static KernelProviders of(Iterator<KernelProvider> found) {
    List<Candidate> available = new ArrayList<>();
    List<Unavailable> unavailable = new ArrayList<>();
    int failures = 0;
    while (failures < MAX_FAILURES) {
      String name = UNKNOWN;
      try {
        if (!found.hasNext()) {
          break;
        }
        KernelProvider provider = found.next();
        name = Objects.requireNonNull(provider.name(), "name");
        Availability answer = provider.availability();
        if (answer.available()) {
          available.add(new Candidate(name, provider.priority(), provider));
        } else {
          unavailable.add(new Unavailable(name, answer.reason()));
        }
      } catch (ServiceConfigurationError
          | LinkageError
          | AssertionError
          | StackOverflowError
          | RuntimeException e) {
        failures++;
        unavailable.add(new Unavailable(nameOf(name, e), "it fails while loading: " + reason(e)));
      }
    }
    available.sort(
        Comparator.comparingInt(Candidate::priority).reversed().thenComparing(Candidate::name));
    return new KernelProviders(available.stream().map(Candidate::provider).toList(), unavailable);
  }

  /** A provider that cannot even be made has no name; the service loader tells its class. */
  private static String nameOf(String name, Throwable thrown) {
    Matcher named = PROVIDER_CLASS.matcher(String.valueOf(thrown.getMessage()));
    return name.equals(UNKNOWN) && thrown instanceof ServiceConfigurationError && named.find()
        ? named.group(1)
        : name;
  }

  private static String reason(Throwable thrown) {
    return thrown.getCause() == null ? thrown.toString() : thrown + ": " + thrown.getCause();
  }

  /** What a provider said of itself, asked once. */
  private record Candidate(String name, int priority, KernelProvider provider) {}

  /** Returns the providers that can be used, in the order in which they are asked. */
  public List<KernelProvider> available() {
    return available;
  }

  /** Returns the providers that were found and cannot be used. */
  public List<Unavailable> unavailable() {
    return unavailable;
  }

  /**
   * Returns all available providers; those that are not available are named in the log, once each.
   *
   * @throws IllegalStateException if there is none
   */
  public List<KernelProvider> best() {
    for (Unavailable provider : unavailable) {
      if (WARNED.add(provider.name() + provider.reason())) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Kernel provider " + provider.name() + " is not used: " + provider.reason());
      }
    }
    if (available.isEmpty()) {
      throw new IllegalStateException(
          "no kernel provider is available; put tflm4j-reference-kernels on the class or module path"
              + reasons());
    }
    return available;
  }

  /**
   * Returns the named provider with those of lower priority behind it, which run what it does not
   * have.
   *
   * @throws IllegalStateException if it is not there or not available, with the reason and the
   *     remedy
   */
  public List<KernelProvider> named(String name) {
    for (int i = 0; i < available.size(); i++) {
      if (available.get(i).name().equals(name)) {
        return available.subList(i, available.size());
      }
    }
    for (Unavailable provider : unavailable) {
      if (provider.name().equals(name)) {
        throw new IllegalStateException(
            "kernel provider " + name + " is not available: " + provider.reason());
      }
    }
    throw new IllegalStateException(
        "there is no kernel provider "
            + name
            + "; available: "
            + available.stream().map(KernelProvider::name).collect(Collectors.joining(", "))
            + reasons());
  }

  private String reasons() {
    return unavailable.stream()
        .map(provider -> "; " + provider.name() + " is not available: " + provider.reason())
        .collect(Collectors.joining());
  }
}
