/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import java.util.List;

/** Addresses that are encoded in different ways, with the text of each. */
final class AddressForms {
  /** An address in both notations. */
  record Form(String text, Address address) {}

  /** Displacement 64: its compressed byte tells by what the instruction scales. */
  static final Form PLAIN = new Form("[rdi+64]", Address.at(Gp64.RDI, 64));

  static final List<Form> ALL =
      List.of(
          PLAIN,
          new Form("[rax]", Address.at(Gp64.RAX)),
          new Form("[rsp]", Address.at(Gp64.RSP)),
          new Form("[rbp]", Address.at(Gp64.RBP)),
          new Form("[r12]", Address.at(Gp64.R12)),
          new Form("[r13]", Address.at(Gp64.R13)),
          new Form("[r15]", Address.at(Gp64.R15)),
          new Form("[rsp+64]", Address.at(Gp64.RSP, 64)),
          new Form("[rbp-64]", Address.at(Gp64.RBP, -64)),
          new Form("[r12+100000]", Address.at(Gp64.R12, 100000)),
          new Form("[r13+1]", Address.at(Gp64.R13, 1)),
          new Form("[rax+rcx*4+128]", Address.at(Gp64.RAX, Gp64.RCX, 4, 128)),
          new Form("[r13+r14*8-8192]", Address.at(Gp64.R13, Gp64.R14, 8, -8192)),
          new Form("[rsp+r9*2+5]", Address.at(Gp64.RSP, Gp64.R9, 2, 5)),
          new Form("[rbp+rax*1]", Address.at(Gp64.RBP, Gp64.RAX, 1, 0)),
          new Form("[r12+r12*1]", Address.at(Gp64.R12, Gp64.R12, 1, 0)),
          new Form("[r8+rbp*4]", Address.at(Gp64.R8, Gp64.RBP, 4, 0)),
          new Form("[rcx*8+4096]", Address.at(null, Gp64.RCX, 8, 4096)),
          new Form("[r10*2-1]", Address.at(null, Gp64.R10, 2, -1)),
          displaced(127),
          displaced(128),
          displaced(-128),
          displaced(-129),
          displaced(254),
          displaced(256),
          displaced(508),
          displaced(512),
          displaced(1016),
          displaced(1024),
          displaced(2032),
          displaced(2048),
          displaced(-2048),
          displaced(-2064),
          displaced(4064),
          displaced(4096),
          displaced(-4096),
          displaced(-4128),
          displaced(8128),
          displaced(8192),
          displaced(-8192),
          displaced(-8256),
          displaced(Integer.MAX_VALUE),
          displaced(Integer.MIN_VALUE));

  private AddressForms() {}

  private static Form displaced(int displacement) {
    return new Form(
        "[r8" + (displacement < 0 ? "" : "+") + displacement + "]",
        Address.at(Gp64.R8, displacement));
  }
}
