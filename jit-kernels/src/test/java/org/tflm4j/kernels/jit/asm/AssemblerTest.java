/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.kernels.jit.asm.Gp64.RAX;
import static org.tflm4j.kernels.jit.asm.Gp64.RDI;
import static org.tflm4j.kernels.jit.asm.Vec.xmm;
import static org.tflm4j.kernels.jit.asm.Vec.ymm;
import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels, data, and what the assembler refuses. */
class AssemblerTest {
  private final Assembler avx512 = new Assembler(InstructionSet.AVX512);
  private final Assembler avx2 = new Assembler(InstructionSet.AVX2);

  @Test
  void forwardJumpsAndConstantsFindTheirLabel() {
    Label constant = new Label();
    Label end = new Label();
    avx512.jnz(end); // 6 bytes
    avx512.mov(RAX, Address.of(constant)); // 7
    avx512.jmp(end); // 5
    avx512.bind(end);
    avx512.ret(); // 1
    avx512.align(8);
    assertThat(avx512.position()).isEqualTo(24);
    avx512.bind(constant);
    avx512.dataLong(0x0102030405060708L);
    assertThat(avx512.toByteArray())
        .startsWith(0x0F, 0x85, 12, 0, 0, 0)
        .containsSequence(0x48, 0x8B, 0x05, 11, 0, 0, 0)
        .containsSequence(0xE9, 0, 0, 0, 0, 0xC3)
        .endsWith(8, 7, 6, 5, 4, 3, 2, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 126, 127, 200, 5000})
  void backwardJumpsAreAsShortAsTheyCanBe(int between) {
    Label loop = avx512.here();
    avx512.data(new byte[between]);
    avx512.dec(RDI);
    int jump = avx512.position();
    avx512.jnz(loop);
    byte[] code = avx512.toByteArray();
    if (jump + 2 <= 128) {
      assertThat(code).hasSize(jump + 2).endsWith(0x75, -(jump + 2));
    } else {
      int distance = -(jump + 6);
      assertThat(code)
          .hasSize(jump + 6)
          .endsWith(0x0F, 0x85, distance, distance >> 8, distance >> 16, distance >> 24);
    }
  }

  @Test
  void manyReferencesToOneLabel() {
    Label end = new Label();
    for (int i = 0; i < 1000; i++) {
      avx512.jmp(end);
    }
    assertThatThrownBy(avx512::toByteArray)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1000 references");
    avx512.bind(end);
    byte[] code = avx512.toByteArray();
    assertThat(code).hasSize(5000);
    for (int i = 0; i < 1000; i++) {
      int distance = (code[5 * i + 1] & 0xFF) | code[5 * i + 2] << 8;
      assertThat(5 * i + 5 + distance).isEqualTo(5000);
    }
    assertThatThrownBy(() -> avx512.bind(end)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void alignmentIsFilledWithInstructions() {
    for (int padding = 0; padding < 64; padding++) {
      Assembler assembler = new Assembler(InstructionSet.AVX2);
      assembler.data(new byte[64 - padding]);
      assembler.align(64);
      assertThat(assembler.position()).isEqualTo(64);
    }
    avx512.ret();
    avx512.align(4);
    assertThat(avx512.toByteArray()).containsExactly(0xC3, 0x0F, 0x1F, 0x00);
  }

  @Test
  void marksTellOffsets() {
    avx512.mark("head");
    avx512.ret();
    avx512.mark("tail");
    assertThat(avx512.marks()).containsExactly(new CodeMark(0, "head"), new CodeMark(1, "tail"));
  }

  @Test
  void avx2RefusesWhatNeedsEvex() {
    refused(() -> avx2.vpaddd(zmm(0), zmm(1), zmm(2)));
    refused(() -> avx2.vpaddd(ymm(0), ymm(1), ymm(16)));
    refused(() -> avx2.vpaddd(ymm(16), ymm(1), ymm(2)));
    refused(() -> avx2.vpaddd(ymm(0), ymm(17), ymm(2)));
    refused(() -> avx2.vpaddd(ymm(0).masked(Mask.K1), ymm(1), ymm(2)));
    refused(() -> avx2.vpaddd(ymm(0), ymm(1), Address.at(RDI).broadcast()));
    refused(() -> avx2.vmovdqu(Address.at(RDI).masked(Mask.K1), ymm(1)));
    refused(() -> avx2.vpermb(ymm(0), ymm(1), ymm(2)));
    refused(() -> avx2.vpdpbusd(ymm(0), ymm(1), ymm(2)));
    assertThat(avx2.position()).isZero();
  }

  @Test
  void refusesWhatNoInstructionHas() {
    refused(() -> avx512.vpshufb(zmm(0), zmm(1), Address.at(RDI).broadcast()));
    refused(() -> avx512.vpaddd(zmm(0), zmm(1), zmm(2).rounded(Rounding.NEAREST)));
    refused(() -> avx512.vaddps(ymm(0), ymm(1), ymm(2).rounded(Rounding.NEAREST)));
    refused(() -> avx512.vmaxps(zmm(0), zmm(1), zmm(2).rounded(Rounding.NEAREST)));
    refused(() -> avx512.vaddps(zmm(0), zmm(1), zmm(2).rounded(Rounding.SUPPRESS_EXCEPTIONS)));
    refused(() -> avx512.vpgatherdd(zmm(0), Address.gather(RAX, zmm(1), 4, 0)));
    refused(() -> zmm(0).masked(Mask.K0));
    refused(() -> Address.at(RDI, Gp64.RSP, 1, 0));
    refused(() -> Address.at(RDI, RAX, 3, 0));
    assertThat(avx512.position()).isZero();
  }

  /** Assertions are on in tests; users pay nothing for them. */
  @Test
  void assertsThatWidthsAgree() {
    assertThatThrownBy(() -> avx512.vpaddd(zmm(0), zmm(1), ymm(2)))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> avx512.vpaddd(zmm(0), ymm(1), zmm(2)))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> avx512.vpmovsxbd(zmm(0), ymm(1))).isInstanceOf(AssertionError.class);
    avx512.vpmovsxbd(zmm(0), xmm(1));
  }

  private static void refused(Runnable instruction) {
    assertThatThrownBy(instruction::run).isInstanceOf(IllegalArgumentException.class);
  }
}
