/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.kernels.jit.asm.Assembler;

/**
 * Pieces of code that share pages. They are collected first and become executable together, with
 * the first call of any of them: a model with thirty kernels takes one mapping instead of thirty
 * half-empty pages. The pages are freed when none of the pieces is reachable.
 */
final class CodeRegion {
  /** Instructions are fetched by cache lines. */
  private static final int ALIGNMENT = 64;

  /** Takes the pieces until it is linked; guarded by the class. */
  private static CodeRegion open = new CodeRegion();

  /** What nobody knows any more when they are linked takes no room. */
  private final List<WeakReference<MachineCode>> pieces = new ArrayList<>();

  private boolean linked;

  private CodeRegion() {}

  /** Adds a piece to the region that is not linked yet. */
  static synchronized MachineCode add(String name, Assembler assembler) {
    if (open.linked) {
      open = new CodeRegion();
    }
    return open.put(name, assembler);
  }

  /** Adds a piece to a region of its own, so that no other outlives its use with it. */
  static synchronized MachineCode addAlone(String name, Assembler assembler) {
    return new CodeRegion().put(name, assembler);
  }

  private MachineCode put(String name, Assembler assembler) {
    MachineCode piece = new MachineCode(this, name, assembler.toByteArray(), assembler.marks());
    pieces.add(new WeakReference<>(piece));
    return piece;
  }

  /** Returns a copy of the bytes of a piece. */
  byte[] bytesOf(MachineCode piece) {
    synchronized (CodeRegion.class) {
      return piece.bytes().clone();
    }
  }

  /** Makes the pieces executable, if they are not yet. */
  void link() {
    synchronized (CodeRegion.class) {
      if (!linked) {
        List<MachineCode> known = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        long size = 0;
        for (WeakReference<MachineCode> reference : pieces) {
          MachineCode piece = reference.get();
          if (piece != null) {
            known.add(piece);
            offsets.add(size);
            size += (piece.size() + ALIGNMENT - 1) & -ALIGNMENT;
          }
        }
        MemorySegment pages = ExecutableMemory.map(size);
        for (int i = 0; i < known.size(); i++) {
          MemorySegment bytes = MemorySegment.ofArray(known.get(i).bytes());
          MemorySegment.copy(bytes, 0, pages, offsets.get(i), bytes.byteSize());
        }
        ExecutableMemory.makeExecutable(pages);
        for (int i = 0; i < known.size(); i++) {
          known.get(i).linked(pages, offsets.get(i));
        }
        linked = true;
        if (PerfMap.isEnabled()) {
          known.forEach(piece -> PerfMap.append(piece.address(), piece.listing()));
        }
        pieces.clear();
      }
    }
  }
}
