/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.element;

import static org.tflm4j.kernels.jit.asm.Vec.xmm;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits code on elements: its entry, the loop over rows, in each the loop over vectors. The last
 * elements of a row are masked with AVX-512. Elsewhere they are copied to the stack, where whole
 * vectors may be read and written, and their results back. The state is that of {@link
 * ElementProgram}; units are rows.
 */
public final class ElementCode {
  /** The elements of the last vector. */
  public static final Mask TAIL = Mask.k(2);

  /** Points to the constant of the program. */
  public static final Gp64 CONSTANT = Gp64.R10;

  /** Parts of 16 lanes that a vector of 64 elements has. */
  public static final int PARTS = 4;

  private static final Gp64[] INPUTS = {Gp64.R8, Gp64.RDX};
  private static final Gp64 OUTPUT = Gp64.R9;
  private static final Gp64 LEFT = Gp64.R11;
  private static final Gp64 INDEX = Gp64.RAX;
  private static final Gp64 STARTS = Gp64.RBX;
  private static final Gp64 ROWS_LEFT = Gp64.RBP;
  private static final Gp64[] TENSORS = {Gp64.R12, Gp64.R13};
  private static final Gp64[] SAVED = {STARTS, ROWS_LEFT, TENSORS[0], TENSORS[1]};

  /** The most bytes of a vector's elements on the stack. */
  private static final int STACK = 32;

  private static final int OUTPUT_ON_STACK = 2 * STACK;
  private static final int OUTPUT_PLACE = 3 * STACK;
  private static final int INDEX_PLACE = OUTPUT_PLACE + Long.BYTES;
  private static final int STACK_BYTES = 4 * STACK;

  private final Assembler asm;
  private final VectorCode vectors;
  private final Target target;
  private final ElementWalk walk;

  private ElementCode(Target target, ElementWalk walk) {
    this.asm = target.newAssembler();
    this.vectors = new VectorCode(asm, target);
    this.target = target;
    this.walk = walk;
  }

  /** Returns the code of a work. */
  static Assembler emit(ElementWork work, ElementWalk walk, Target target) {
    ElementCode code = new ElementCode(target, walk);
    if (walk.rows()) {
      code.rows(work);
    } else {
      code.row(work);
    }
    return code.asm;
  }

  /** Returns the assembler. */
  public Assembler asm() {
    return asm;
  }

  /** Returns the emitter of vectors. */
  public VectorCode vectors() {
    return vectors;
  }

  /** Returns what the code is made for. */
  public Target target() {
    return target;
  }

  /** Returns true if an input moves along a row, false if it stands still. */
  public boolean moves(int input) {
    return walk.inputs().get(input).moves();
  }

  private void row(ElementWork work) {
    for (int i = 0; i < walk.inputs().size(); i++) {
      tensor(INPUTS[i], i);
    }
    StepCode.loadInArena(asm, OUTPUT, ElementProgram.OUTPUT);
    StepCode.loadAddress(asm, CONSTANT, ElementProgram.CONSTANT);
    work.prepare(this);
    vectors(work);
    asm.vzeroupper();
    asm.ret();
  }

  private void rows(ElementWork work) {
    for (Gp64 register : SAVED) {
      asm.push(register);
    }
    for (int i = 0; i < walk.inputs().size(); i++) {
      tensor(TENSORS[i], i);
    }
    StepCode.loadInArena(asm, OUTPUT, ElementProgram.OUTPUT);
    StepCode.loadAddress(asm, CONSTANT, ElementProgram.CONSTANT);
    Address rowBytes = word(ElementProgram.ROW_BYTES);
    asm.mov(Gp64.RAX, rowBytes);
    asm.imul(Gp64.RAX, StepCode.FROM);
    asm.add(OUTPUT, Gp64.RAX);
    StepCode.loadAddress(asm, STARTS, ElementProgram.STARTS);
    asm.lea(STARTS, Address.at(STARTS, StepCode.FROM, Long.BYTES, 0));
    asm.mov(ROWS_LEFT, StepCode.TO);
    asm.sub(ROWS_LEFT, StepCode.FROM);
    work.prepare(this);
    Label next = asm.here();
    for (int i = 0; i < walk.inputs().size(); i++) {
      asm.movsxd(INPUTS[i], Address.at(STARTS, Integer.BYTES * i));
      asm.add(INPUTS[i], TENSORS[i]);
    }
    vectors(work);
    asm.add(OUTPUT, rowBytes);
    asm.add(STARTS, Long.BYTES);
    asm.dec(ROWS_LEFT);
    asm.jnz(next);
    for (int i = SAVED.length - 1; i >= 0; i--) {
      asm.pop(SAVED[i]);
    }
    asm.vzeroupper();
    asm.ret();
  }

  private void vectors(ElementWork work) {
    Label tail = new Label();
    Label end = new Label();
    int lanes = work.lanes(target);
    work.row(this);
    asm.mov(LEFT, word(ElementProgram.COUNT));
    asm.xor32(INDEX, INDEX);
    asm.sub(LEFT, lanes);
    asm.jl(tail);
    Label next = asm.here();
    work.vector(this, null);
    asm.add(INDEX, lanes);
    asm.sub(LEFT, lanes);
    asm.jge(next);
    asm.bind(tail);
    asm.add(LEFT, lanes);
    asm.jz(end);
    if (vectors.hasMasks()) {
      asm.mov(Gp64.RCX, Long.SIZE);
      asm.sub(Gp64.RCX, LEFT);
      asm.mov(Gp64.RDI, -1);
      asm.shrCl(Gp64.RDI);
      asm.kmovq(TAIL, Gp64.RDI);
      work.vector(this, TAIL);
    } else {
      tailOnStack(work);
    }
    asm.bind(end);
  }

  private void tailOnStack(ElementWork work) {
    asm.sub(Gp64.RSP, STACK_BYTES);
    Address outputPlace = Address.at(Gp64.RSP, OUTPUT_PLACE);
    Address indexPlace = Address.at(Gp64.RSP, INDEX_PLACE);
    asm.mov(outputPlace, OUTPUT);
    asm.mov(indexPlace, INDEX);
    for (int i = 0; i < walk.inputs().size(); i++) {
      ElementWalk.Input input = walk.inputs().get(i);
      if (input.moves()) {
        asm.mov(INDEX, indexPlace);
        asm.lea(Gp64.RDI, Address.at(INPUTS[i], INDEX, input.bytes(), 0));
        asm.lea(INPUTS[i], Address.at(Gp64.RSP, STACK * i));
        copyBytes(Gp64.RDI, INPUTS[i], input.bytes());
      }
    }
    asm.lea(OUTPUT, Address.at(Gp64.RSP, OUTPUT_ON_STACK));
    asm.xor32(INDEX, INDEX);
    work.vector(this, null);
    asm.mov(INDEX, indexPlace);
    asm.mov(OUTPUT, outputPlace);
    asm.lea(Gp64.RDI, Address.at(OUTPUT, INDEX, walk.outputBytes(), 0));
    asm.lea(INPUTS[0], Address.at(Gp64.RSP, OUTPUT_ON_STACK));
    copyBytes(INPUTS[0], Gp64.RDI, walk.outputBytes());
    asm.add(Gp64.RSP, STACK_BYTES);
  }

  /** Copies the elements that are left, from the last byte to the first. Uses rax, rcx. */
  private void copyBytes(Gp64 from, Gp64 to, int elementBytes) {
    asm.imul(Gp64.RCX, LEFT, elementBytes);
    Label next = asm.here();
    asm.movzx8(Gp64.RAX, Address.at(from, Gp64.RCX, 1, -1));
    asm.mov8(Address.at(to, Gp64.RCX, 1, -1), Gp64.RAX);
    asm.dec(Gp64.RCX);
    asm.jnz(next);
  }

  private static Address word(int word) {
    return Address.at(StepCode.STATE, Long.BYTES * word);
  }

  /** Loads the address of an input: of a place in the arena or of a constant. */
  private void tensor(Gp64 to, int input) {
    asm.mov(to, word(ElementProgram.inputBase(input)));
    asm.and(to, StepCode.ARENA);
    asm.add(to, word(ElementProgram.inputPlace(input)));
  }

  /** Returns where the elements of an input lie. */
  public Address input(int input) {
    return input(input, 0);
  }

  /**
   * Returns where the elements of an input lie.
   *
   * @param element index within the vector
   */
  public Address input(int input, int element) {
    ElementWalk.Input operand = walk.inputs().get(input);
    return operand.moves()
        ? Address.at(INPUTS[input], INDEX, operand.bytes(), operand.bytes() * element)
        : Address.at(INPUTS[input]);
  }

  /** Returns where the elements of the output lie, as many as there are. */
  public Address output(Mask tail) {
    Address output = Address.at(OUTPUT, INDEX, walk.outputBytes(), 0);
    return tail == null ? output : output.masked(tail);
  }

  /** Returns a register, zeroed where there are no elements. */
  public static Vec existing(Vec to, Mask tail) {
    return tail == null ? to : to.zeroed(tail);
  }

  /** Loads 32-bit lanes of elements of an input: integers as ints, FLOAT32 as it is. */
  public void load(Vec to, int input, TensorType type, Mask tail) {
    Address from = input(input);
    Vec existing = existing(to, tail);
    switch (type) {
      case INT8 -> asm.vpmovsxbd(existing, from);
      case UINT8 -> asm.vpmovzxbd(existing, from);
      case INT16 -> asm.vpmovsxwd(existing, from);
      default -> vectors.load(existing, from);
    }
  }

  /** Loads the element of an input that stands still into all lanes, likewise. */
  public void loadStanding(Vec to, int input, TensorType type) {
    Address from = input(input);
    switch (type) {
      case INT8 -> asm.movsx8(Gp64.RCX, from);
      case UINT8 -> asm.movzx8(Gp64.RCX, from);
      case INT16 -> asm.movsx16(Gp64.RCX, from);
      default -> asm.mov32(Gp64.RCX, from);
    }
    asm.vpbroadcastd(to, Gp64.RCX);
  }

  /**
   * Loads 64 elements of INT8 as ints, 16 in each of four registers from {@code first} on.
   *
   * @param temp is changed
   */
  public void loadParts(int first, int input, Mask tail, Vec temp) {
    if (tail != null) {
      asm.vmovdqu8(temp.zeroed(tail), input(input));
    }
    for (int part = 0; part < PARTS; part++) {
      Vec to = Vec.zmm(first + part);
      if (tail == null) {
        asm.vpmovsxbd(to, input(input, 16 * part));
      } else {
        asm.vextracti32x4(xmm(first + part), temp, part);
        asm.vpmovsxbd(to, xmm(first + part));
      }
    }
  }

  /**
   * Joins the ints of four registers from {@code first} on, saturated to bytes, in the first.
   *
   * @param order what {@link #loadOrder} loaded
   */
  public void joinParts(int first, Vec order) {
    Vec bytes = Vec.zmm(first);
    asm.vpackssdw(bytes, bytes, Vec.zmm(first + 1));
    asm.vpackssdw(Vec.zmm(first + 2), Vec.zmm(first + 2), Vec.zmm(first + 3));
    asm.vpacksswb(bytes, bytes, Vec.zmm(first + 2));
    asm.vpermd(bytes, order, bytes);
  }

  /**
   * Loads the order that {@link #joinParts} needs: packs work within 16 bytes, dword 4 * quarter +
   * part of what they make belongs to place 4 * part + quarter. Uses rax.
   *
   * @param temp is changed
   */
  public void loadOrder(Vec order, Vec temp) {
    asm.mov(Gp64.RAX, 0x0D09_0501_0C08_0400L);
    asm.vmovq(order.xmm(), Gp64.RAX);
    asm.mov(Gp64.RAX, 0x0F0B_0703_0E0A_0602L);
    asm.vmovq(temp.xmm(), Gp64.RAX);
    asm.vpunpcklqdq(order.xmm(), order.xmm(), temp.xmm());
    asm.vpmovzxbd(order, order.xmm());
  }

  /**
   * Stores the ints of a register: saturated to INT8 or INT16, or as they are.
   *
   * @param from is changed
   * @param temp is changed
   */
  public void store(Vec from, TensorType type, Mask tail, Vec temp) {
    Address to = output(tail);
    switch (type) {
      case INT8 -> vectors.storeBytes(to, from, null, temp);
      case INT16 -> vectors.storeWords(to, from, temp);
      default -> vectors.store(to, from);
    }
  }
}
