/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.tflm4j.kernels.jit.code.MachineCode;

/**
 * Code by what it was made for, so that operators of the same shape share it, within a model and
 * across models. It keeps no code alive. For use by many threads.
 */
public final class CodeCache {
  /** Entries whose code is gone are dropped whenever the map has doubled. */
  private static final int FIRST_SWEEP = 256;

  private static final Map<Object, WeakReference<MachineCode>> CODE = new HashMap<>();
  private static int nextSweep = FIRST_SWEEP;

  private CodeCache() {}

  /**
   * Returns the code for a key, made now if there is none.
   *
   * @param key a record of everything that the code depends on, its maker included
   */
  public static MachineCode get(Object key, Supplier<MachineCode> maker) {
    synchronized (CODE) {
      WeakReference<MachineCode> known = CODE.get(key);
      MachineCode code = known == null ? null : known.get();
      if (code == null) {
        code = maker.get();
        code.madeFor(key);
        CODE.put(key, new WeakReference<>(code));
        if (CODE.size() >= nextSweep) {
          CODE.values().removeIf(reference -> reference.get() == null);
          nextSweep = Math.max(FIRST_SWEEP, 2 * CODE.size());
        }
      }
      return code;
    }
  }
}
