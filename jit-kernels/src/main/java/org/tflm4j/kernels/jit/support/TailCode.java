/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits loads and stores of the first bytes of a vector, which touch no byte behind them: by a mask
 * with AVX-512, in pieces of 16, 8, 4, 2 and 1 bytes elsewhere.
 */
public final class TailCode {
  private final VectorCode vectors;
  private final Assembler asm;
  private final int bytes;
  private final Mask mask;

  /**
   * Creates the emitter.
   *
   * @param bytes fewer than a vector's; nothing may be loaded or stored where there are none
   * @param mask holds them with AVX-512
   */
  public TailCode(VectorCode vectors, int bytes, Mask mask) {
    this.vectors = vectors;
    this.asm = vectors.asm();
    this.bytes = bytes;
    this.mask = mask;
  }

  /** Returns true if there is no byte. */
  public boolean isEmpty() {
    return bytes == 0;
  }

  /** Emits what is needed once, before the first load or store. Uses rax. */
  public void prepare() {
    if (vectors.hasMasks() && bytes > 0) {
      asm.mov(Gp64.RAX, (1L << bytes) - 1);
      asm.kmovq(mask, Gp64.RAX);
    }
  }

  /**
   * Loads the bytes; those behind become 0.
   *
   * @param temp is changed
   */
  public void load(Vec to, Address from, Vec temp) {
    if (vectors.hasMasks()) {
      asm.vmovdqu8(to.zeroed(mask), from);
    } else if (bytes < 16) {
      loadPieces(to.xmm(), from, bytes);
    } else {
      asm.vmovdqu(to.xmm(), from);
      if (bytes > 16) {
        loadPieces(temp.xmm(), from.plus(16), bytes - 16);
        asm.vinserti128(to.ymm(), to.ymm(), temp.xmm(), 1);
      }
    }
  }

  /**
   * Stores the bytes.
   *
   * @param temp is changed
   */
  public void store(Address to, Vec from, Vec temp) {
    if (vectors.hasMasks()) {
      asm.vmovdqu8(masked(to), from);
    } else if (bytes < 16) {
      storePieces(to, from.xmm(), bytes);
    } else {
      asm.vmovdqu(to, from.xmm());
      if (bytes > 16) {
        asm.vextracti128(temp.xmm(), from.ymm(), 1);
        storePieces(to.plus(16), temp.xmm(), bytes - 16);
      }
    }
  }

  /** Returns an address of which as many lanes are written as there are bytes (AVX-512). */
  Address masked(Address to) {
    return to.masked(mask);
  }

  private void loadPieces(Vec to, Address from, int count) {
    int at = 0;
    if (count >= 8) {
      asm.vmovq(to, from);
      at = 8;
    } else if (count >= 4) {
      asm.vmovd(to, from);
      at = 4;
    } else {
      asm.vpxor(to, to, to);
    }
    if (count - at >= 4) {
      asm.vpinsrd(to, to, from.plus(at), at / 4);
      at += 4;
    }
    if (count - at >= 2) {
      asm.vpinsrw(to, to, from.plus(at), at / 2);
      at += 2;
    }
    if (count > at) {
      asm.vpinsrb(to, to, from.plus(at), at);
    }
  }

  private void storePieces(Address to, Vec from, int count) {
    int at = 0;
    if (count >= 8) {
      asm.vmovq(to, from);
      at = 8;
    }
    if (count - at >= 4) {
      if (at == 0) {
        asm.vmovd(to, from);
      } else {
        asm.vpextrd(to.plus(at), from, at / 4);
      }
      at += 4;
    }
    if (count - at >= 2) {
      asm.vpextrw(to.plus(at), from, at / 2);
      at += 2;
    }
    if (count > at) {
      asm.vpextrb(to.plus(at), from, at);
    }
  }
}
