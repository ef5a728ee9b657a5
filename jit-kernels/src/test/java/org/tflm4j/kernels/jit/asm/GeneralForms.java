/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Gp64.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Makes cases of the instructions on general registers, gathers and all forms of addresses. */
final class GeneralForms {
  private static final int[] IMMEDIATES = {0, 1, 127, -128, 128, -129, 0x12345678, -0x12345678};
  private static final Gp64[] REGISTERS = {RAX, RCX, RSP, RBP, RSI, R8, R12, R13, R15};

  private final List<EncodingCase> cases = new ArrayList<>();

  private GeneralForms() {}

  static List<EncodingCase> cases() {
    GeneralForms forms = new GeneralForms();
    forms.addArithmetic();
    forms.addMoves();
    forms.addOthers();
    forms.addAddresses();
    forms.addRegisters();
    forms.addGathers();
    return forms.cases;
  }

  private void add(String text, Consumer<Assembler> emission) {
    cases.add(new EncodingCase(text, InstructionSet.AVX512, emission));
  }

  private static String dword(Gp64 register) {
    return register.number() < 8 ? "e" + register.toString().substring(1) : register + "d";
  }

  private static String word(Gp64 register) {
    return register.number() < 8 ? register.toString().substring(1) : register + "w";
  }

  private static String low(Gp64 register) {
    return register.number() < 4
        ? register.toString().charAt(1) + "l"
        : register.number() < 8 ? register.toString().substring(1) + "l" : register + "b";
  }

  private interface RegisterOperand {
    void emit(Assembler assembler, Gp64 dst, GeneralOperand src);
  }

  private interface AddressRegister {
    void emit(Assembler assembler, Address dst, Gp64 src);
  }

  private interface OperandImmediate {
    void emit(Assembler assembler, GeneralOperand dst, int immediate);
  }

  private void arithmetic(
      String name,
      boolean wide,
      RegisterOperand load,
      AddressRegister store,
      OperandImmediate constant) {
    for (int i = 0; i < REGISTERS.length; i++) {
      Gp64 a = REGISTERS[i];
      Gp64 b = REGISTERS[(i + 4) % REGISTERS.length];
      AddressForms.Form form = AddressForms.ALL.get(3 * i);
      String textA = wide ? a.toString() : dword(a);
      add(name + " " + textA + ", " + (wide ? b : dword(b)), x -> load.emit(x, a, b));
      add(name + " " + textA + ", " + form.text(), x -> load.emit(x, a, form.address()));
      add(name + " " + form.text() + ", " + textA, x -> store.emit(x, form.address(), a));
      int immediate = IMMEDIATES[i % IMMEDIATES.length];
      add(name + " " + textA + ", " + immediate, x -> constant.emit(x, a, immediate));
      add(
          name + (wide ? " qword ptr " : " dword ptr ") + form.text() + ", " + immediate,
          x -> constant.emit(x, form.address(), immediate));
    }
    for (int immediate : IMMEDIATES) {
      add(name + (wide ? " rax, " : " eax, ") + immediate, x -> constant.emit(x, RAX, immediate));
    }
  }

  private void addArithmetic() {
    arithmetic("add", true, Assembler::add, Assembler::add, Assembler::add);
    arithmetic("add", false, Assembler::add32, Assembler::add32, Assembler::add32);
    arithmetic("or", true, Assembler::or, Assembler::or, Assembler::or);
    arithmetic("or", false, Assembler::or32, Assembler::or32, Assembler::or32);
    arithmetic("and", true, Assembler::and, Assembler::and, Assembler::and);
    arithmetic("and", false, Assembler::and32, Assembler::and32, Assembler::and32);
    arithmetic("sub", true, Assembler::sub, Assembler::sub, Assembler::sub);
    arithmetic("sub", false, Assembler::sub32, Assembler::sub32, Assembler::sub32);
    arithmetic("xor", true, Assembler::xor, Assembler::xor, Assembler::xor);
    arithmetic("xor", false, Assembler::xor32, Assembler::xor32, Assembler::xor32);
    arithmetic("cmp", true, Assembler::cmp, Assembler::cmp, Assembler::cmp);
    arithmetic("cmp", false, Assembler::cmp32, Assembler::cmp32, Assembler::cmp32);
  }

  private void addMoves() {
    for (int i = 0; i < REGISTERS.length; i++) {
      Gp64 a = REGISTERS[i];
      Gp64 b = REGISTERS[(i + 4) % REGISTERS.length];
      AddressForms.Form form = AddressForms.ALL.get(3 * i + 1);
      String m = form.text();
      Address address = form.address();
      add("mov " + a + ", " + b, x -> x.mov(a, b));
      add("mov " + a + ", " + m, x -> x.mov(a, address));
      add("mov " + m + ", " + a, x -> x.mov(address, a));
      add("mov " + dword(a) + ", " + dword(b), x -> x.mov32(a, b));
      add("mov " + dword(a) + ", " + m, x -> x.mov32(a, address));
      add("mov " + m + ", " + dword(a), x -> x.mov32(address, a));
      add("mov " + m + ", " + word(a), x -> x.mov16(address, a));
      // For al there is a form without ModRM where the address is a constant, which has no base.
      add("mov " + m + ", " + low(a), x -> x.mov8(address, a));
      int immediate = IMMEDIATES[i % IMMEDIATES.length];
      add("mov qword ptr " + m + ", " + immediate, x -> x.mov(address, immediate));
      add("mov dword ptr " + m + ", " + immediate, x -> x.mov32(address, immediate));
      add("mov word ptr " + m + ", " + (short) immediate, x -> x.mov16(address, (short) immediate));
      add("mov byte ptr " + m + ", " + (byte) immediate, x -> x.mov8(address, (byte) immediate));
      add("mov " + dword(a) + ", " + immediate, x -> x.mov32(a, immediate));
      add("mov " + dword(a) + ", 0xfedcba98", x -> x.mov(a, 0xFEDCBA98L));
      add("mov " + dword(a) + ", 5", x -> x.mov(a, 5));
      add("mov " + a + ", -5", x -> x.mov(a, -5));
      add("movabs " + a + ", 0x123456789abcdef0", x -> x.mov(a, 0x123456789ABCDEF0L));
      add("movzx " + dword(a) + ", " + low(b), x -> x.movzx8(a, b));
      add("movzx " + dword(a) + ", byte ptr " + m, x -> x.movzx8(a, address));
      add("movzx " + dword(a) + ", " + word(b), x -> x.movzx16(a, b));
      add("movzx " + dword(a) + ", word ptr " + m, x -> x.movzx16(a, address));
      add("movsx " + a + ", " + low(b), x -> x.movsx8(a, b));
      add("movsx " + a + ", byte ptr " + m, x -> x.movsx8(a, address));
      add("movsx " + a + ", " + word(b), x -> x.movsx16(a, b));
      add("movsx " + a + ", word ptr " + m, x -> x.movsx16(a, address));
      add("movsxd " + a + ", " + dword(b), x -> x.movsxd(a, b));
      add("movsxd " + a + ", dword ptr " + m, x -> x.movsxd(a, address));
      add("lea " + a + ", " + m, x -> x.lea(a, address));
      add("push " + a, x -> x.push(a));
      add("pop " + a, x -> x.pop(a));
    }
  }

  private void addOthers() {
    for (int i = 0; i < REGISTERS.length; i++) {
      Gp64 a = REGISTERS[i];
      Gp64 b = REGISTERS[(i + 4) % REGISTERS.length];
      AddressForms.Form form = AddressForms.ALL.get(3 * i + 2);
      String m = form.text();
      Address address = form.address();
      int immediate = IMMEDIATES[i % IMMEDIATES.length];
      int count = i == 0 ? 1 : 3 * i;
      add("imul " + a + ", " + b, x -> x.imul(a, b));
      add("imul " + a + ", " + m, x -> x.imul(a, address));
      add("imul " + dword(a) + ", " + dword(b), x -> x.imul32(a, b));
      add("imul " + a + ", " + b + ", " + immediate, x -> x.imul(a, b, immediate));
      add("imul " + a + ", " + m + ", " + immediate, x -> x.imul(a, address, immediate));
      add("bsr " + a + ", " + b, x -> x.bsr(a, b));
      add("bsr " + a + ", " + m, x -> x.bsr(a, address));
      add("inc " + a, x -> x.inc(a));
      add("dec " + a, x -> x.dec(a));
      add("dec qword ptr " + m, x -> x.dec(address));
      add("neg " + a, x -> x.neg(a));
      add("not " + a, x -> x.not(a));
      add("test " + a + ", " + b, x -> x.test(a, b));
      add("test " + m + ", " + b, x -> x.test(address, b));
      add("test " + dword(a) + ", " + dword(b), x -> x.test32(a, b));
      add("shl " + a + ", " + count, x -> x.shl(a, count));
      add("shr " + a + ", " + count, x -> x.shr(a, count));
      add("sar " + a + ", " + count, x -> x.sar(a, count));
      add("shl " + dword(a) + ", " + count, x -> x.shl32(a, count));
      add("shr " + dword(a) + ", " + count, x -> x.shr32(a, count));
      add("sar " + dword(a) + ", " + count, x -> x.sar32(a, count));
      add("shl " + a + ", cl", x -> x.shlCl(a));
      add("shr " + a + ", cl", x -> x.shrCl(a));
      add("sar " + a + ", cl", x -> x.sarCl(a));
      add("call " + a, x -> x.call(a));
      add("jmp " + a, x -> x.jmp(a));
      add("prefetcht0 " + m, x -> x.prefetcht0(address));
    }
    for (Condition condition : Condition.values()) {
      String suffix = condition.name().toLowerCase(Locale.ROOT);
      add("cmov" + suffix + " r9, rsi", x -> x.cmov(condition, R9, RSI));
      add("{disp32} j" + suffix + " .+6", x -> relative(x, label -> x.jcc(condition, label)));
      add("j" + suffix + " .", x -> x.jcc(condition, x.here()));
    }
    add("ret", Assembler::ret);
    add("cpuid", Assembler::cpuid);
    add("xgetbv", Assembler::xgetbv);
    add("int3", Assembler::int3);
    add("vzeroupper", Assembler::vzeroupper);
    add("jmp .", x -> x.jmp(x.here()));
    add("{disp32} jmp .+5", x -> relative(x, x::jmp));
    add("call .+5", x -> relative(x, x::call));
    add("lea r9, [rip+16]", x -> relative(x, label -> x.lea(R9, Address.of(label, 16))));
    add("mov dword ptr [rip+8], 77", x -> relative(x, l -> x.mov32(Address.of(l, 8), 77)));
    add(
        "vpshufd zmm17, [rip], 27",
        x -> relative(x, l -> x.vpshufd(Vec.zmm(17), Address.of(l), 27)));
    add("vmovdqu ymm9, [rip-32]", x -> relative(x, l -> x.vmovdqu(Vec.ymm(9), Address.of(l, -32))));
  }

  /** Binds the label behind the instruction. */
  private static void relative(Assembler assembler, Consumer<Label> instruction) {
    Label label = new Label();
    instruction.accept(label);
    assembler.bind(label);
  }

  /** All addresses, for each way of scaling a displacement. */
  private void addAddresses() {
    for (AddressForms.Form form : AddressForms.ALL) {
      String m = form.text();
      Address a = form.address();
      add("mov r11, " + m, x -> x.mov(R11, a));
      add("vmovups ymm3, " + m, x -> x.vmovups(Vec.ymm(3), a));
      add("vpaddd zmm3, zmm4, " + m, x -> x.vpaddd(Vec.zmm(3), Vec.zmm(4), a));
      add("vpaddd ymm19, ymm4, " + m, x -> x.vpaddd(Vec.ymm(19), Vec.ymm(4), a));
      add("vpaddd xmm19, xmm4, " + m, x -> x.vpaddd(Vec.xmm(19), Vec.xmm(4), a));
      add(
          "vpaddd zmm3, zmm4, dword ptr " + m + "{1to16}",
          x -> x.vpaddd(Vec.zmm(3), Vec.zmm(4), a.broadcast()));
      add(
          "vpaddq zmm3, zmm4, qword ptr " + m + "{1to8}",
          x -> x.vpaddq(Vec.zmm(3), Vec.zmm(4), a.broadcast()));
      add("vpbroadcastb zmm3, " + m, x -> x.vpbroadcastb(Vec.zmm(3), a));
      add("vpbroadcastw zmm3, " + m, x -> x.vpbroadcastw(Vec.zmm(3), a));
      add("vpmovdb " + m + ", zmm3", x -> x.vpmovdb(a, Vec.zmm(3)));
      add("vpmovsxbq xmm17, " + m, x -> x.vpmovsxbq(Vec.xmm(17), a));
    }
  }

  /** All registers in all places. */
  private void addRegisters() {
    for (int i = 0; i < 32; i++) {
      int n = i;
      int other = (i * 7 + 3) % 32;
      add(
          "vpaddd zmm" + n + ", zmm" + other + ", zmm" + (31 - n),
          x -> x.vpaddd(Vec.zmm(n), Vec.zmm(other), Vec.zmm(31 - n)));
      if (i < 16) {
        add(
            "vpsubb ymm" + n + ", ymm" + other % 16 + ", ymm" + (15 - n),
            x -> x.vpsubb(Vec.ymm(n), Vec.ymm(other % 16), Vec.ymm(15 - n)));
        Gp64 g = of(n);
        add("mov " + g + ", [" + of(15 - n) + "]", x -> x.mov(g, Address.at(of(15 - n))));
        if (g != RSP) {
          add(
              "vmovdqu8 zmm5, [" + of(15 - n) + "+" + g + "*8+64]",
              x -> x.vmovdqu8(Vec.zmm(5), Address.at(of(15 - n), g, 8, 64)));
        }
      }
    }
  }

  private void addGathers() {
    add(
        "vpgatherdd ymm1, [rax+ymm2*4+64], ymm3",
        x -> x.vpgatherdd(Vec.ymm(1), Address.gather(RAX, Vec.ymm(2), 4, 64), Vec.ymm(3)));
    add(
        "vpgatherdd xmm9, [r13+xmm12*1], xmm11",
        x -> x.vpgatherdd(Vec.xmm(9), Address.gather(R13, Vec.xmm(12), 1, 0), Vec.xmm(11)));
    for (int index : new int[] {4, 9, 20, 31}) {
      add(
          "vpgatherdd zmm7{k3}, [r9+zmm" + index + "*4+64]",
          x -> x.vpgatherdd(Vec.zmm(7).masked(Mask.K3), Address.gather(R9, Vec.zmm(index), 4, 64)));
      add(
          "vpgatherdd ymm17{k1}, [rsp+ymm" + index + "*8-4096]",
          x ->
              x.vpgatherdd(
                  Vec.ymm(17).masked(Mask.K1), Address.gather(RSP, Vec.ymm(index), 8, -4096)));
    }
  }
}
