/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.lang.foreign.MemorySegment;
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

  private final List<MachineCode> pieces = new ArrayList<>();
  private long size;
  private boolean linked;

  private CodeRegion() {}

  /** Adds a piece to the region that is not linked yet. */
  static synchronized MachineCode add(String name, Assembler assembler) {
    if (open.linked) {
      open = new CodeRegion();
    }
    byte[] bytes = assembler.toByteArray();
    MachineCode piece = new MachineCode(open, open.size, name, bytes, assembler.marks());
    open.pieces.add(piece);
    open.size += (bytes.length + ALIGNMENT - 1) & -ALIGNMENT;
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
        MemorySegment pages = ExecutableMemory.map(size);
        for (MachineCode piece : pieces) {
          MemorySegment.copy(
              MemorySegment.ofArray(piece.bytes()), 0, pages, piece.offset(), piece.size());
        }
        ExecutableMemory.makeExecutable(pages);
        for (MachineCode piece : pieces) {
          piece.linked(pages);
        }
        linked = true;
        if (PerfMap.isEnabled()) {
          pieces.forEach(piece -> PerfMap.append(piece.address(), piece.listing()));
        }
        pieces.clear();
      }
    }
  }
}
