/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes cases of the vector and mask instructions from {@code instructions.txt}, which says of each
 * its widths and operands as Intel's manual has them (see the README beside it).
 */
final class VectorForms {
  private static final List<Rounding> ROUNDINGS =
      List.of(Rounding.NEAREST, Rounding.DOWN, Rounding.UP, Rounding.ZERO);

  private final List<EncodingCase> cases = new ArrayList<>();

  /** Rotates addresses, masks, roundings and immediates through the cases. */
  private int turn;

  private VectorForms() {}

  static List<EncodingCase> cases() throws IOException {
    VectorForms forms = new VectorForms();
    for (String line : lines()) {
      List<String> words = List.of(line.split(" ", -1));
      forms.add(words.get(0), words.get(1), words.subList(2, words.size()));
    }
    return forms.cases;
  }

  /** Returns the lines of {@code instructions.txt}. */
  static List<String> lines() throws IOException {
    try (InputStream in = VectorForms.class.getResourceAsStream("instructions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** How operands are chosen for one case. */
  private record Choice(
      String name, boolean evex, int width, int[] registers, boolean memory, String decoration) {}

  private void add(String name, String widths, List<String> operands) {
    String evexName = name;
    if (widths.contains("=")) {
      evexName = widths.substring(widths.indexOf('=') + 1);
      widths = widths.substring(0, widths.indexOf('='));
    }
    String vex = widths.substring(0, widths.indexOf(':'));
    String evex = widths.substring(widths.indexOf(':') + 1);
    boolean first = true;
    for (int i = 0; i < vex.length(); i++) {
      char letter = vex.charAt(i);
      int width = width(letter);
      add(name, operands, new Choice(name, false, width, new int[] {1, 2, 3, 4}, false, ""));
      if (first) {
        add(name, operands, new Choice(name, false, width, new int[] {1, 2, 12, 4}, false, ""));
      } else {
        add(name, operands, new Choice(name, false, width, new int[] {9, 10, 11, 12}, false, ""));
      }
      add(name, operands, new Choice(name, false, width, new int[] {6, 14, 5, 13}, true, ""));
      first = false;
    }
    int[] high = {17, 18, 27, 28};
    int[] mixed = {1, 30, 7, 8};
    int[] low = {30, 5, 15, 3};
    for (int i = 0; i < evex.length(); i++) {
      char letter = evex.charAt(i);
      int width = width(letter);
      boolean all = letter == evex.charAt(evex.length() - 1);
      if (all || letter == 'x') {
        add(name, operands, new Choice(evexName, true, width, high, false, ""));
        add(name, operands, new Choice(evexName, true, width, mixed, false, "mask"));
      }
      if (all || letter == 'y') {
        add(name, operands, new Choice(evexName, true, width, low, false, "zero"));
      }
      add(name, operands, new Choice(evexName, true, width, high, true, ""));
      if (all) {
        add(name, operands, new Choice(evexName, true, width, low, true, "mask"));
        add(name, operands, new Choice(evexName, true, width, low, false, "round"));
        add(name, operands, new Choice(evexName, true, width, mixed, true, "broadcast"));
      }
      add(name, operands, new Choice(evexName, true, width, high, true, "broadcast"));
    }
  }

  private static int width(char letter) {
    return switch (letter) {
      case 'y' -> 32;
      case 'z' -> 64;
      default -> 16;
    };
  }

  /** Adds a case, unless the instruction does not have what is chosen. */
  private void add(String method, List<String> operands, Choice choice) {
    turn++;
    List<String> texts = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    boolean decorated = choice.decoration.isEmpty();
    boolean memoryUsed = false;
    for (int i = 0; i < operands.size(); i++) {
      String operand = operands.get(i);
      String kind = operand.replaceAll("[/*+].*", "");
      int register = choice.registers[i];
      boolean mayBeMemory =
          operand.contains("/m") || (operand.contains("/e") && choice.evex) || kind.equals("m");
      boolean memory = kind.equals("m") || (choice.memory && mayBeMemory);
      String text;
      Object argument;
      if (memory) {
        memoryUsed = true;
        AddressForms.Form form =
            choice.decoration.isEmpty()
                ? AddressForms.PLAIN
                : AddressForms.ALL.get(turn % AddressForms.ALL.size());
        text = form.text();
        Address address = form.address();
        if (choice.decoration.equals("broadcast")) {
          int lane = operand.contains("/b4") ? 4 : operand.contains("/b8") ? 8 : 0;
          if (lane == 0) {
            return;
          }
          text = (lane == 4 ? "dword" : "qword") + " ptr " + text;
          text += "{1to" + choice.width / lane + "}";
          address = address.broadcast();
          decorated = true;
        }
        argument = address;
      } else {
        switch (kind) {
          case "i", "p" -> {
            int immediate = kind.equals("p") ? turn % 8 : turn * 37 & 0xFF;
            text = String.valueOf(immediate);
            argument = immediate;
          }
          case "r32", "r64" -> {
            Gp64 general = Gp64.of(register & 15);
            text = general.toString();
            if (kind.equals("r32")) {
              text = general.number() < 8 ? "e" + text.substring(1) : text + "d";
            }
            argument = general;
          }
          case "k" -> {
            text = "k" + (register & 7);
            argument = Mask.k(register & 7);
          }
          default -> {
            Vec vector = Vec.of(operandWidth(kind, choice.width), register);
            text = vector.toString();
            argument = vector;
          }
        }
      }
      boolean maskable = operand.endsWith("*") || operand.endsWith("+");
      boolean zeroable = operand.endsWith("*") && !memory;
      if ((choice.decoration.equals("mask") && maskable)
          || (choice.decoration.equals("zero") && zeroable)) {
        Mask mask = Mask.k(1 + turn % 7);
        text += "{" + mask + "}";
        decorated = true;
        argument =
            switch (argument) {
              case Vec vector ->
                  choice.decoration.equals("zero") ? vector.zeroed(mask) : vector.masked(mask);
              case Address address -> address.masked(mask);
              case Mask destination -> destination.masked(mask);
              default -> throw new IllegalStateException(operand);
            };
        if (choice.decoration.equals("zero")) {
          text += "{z}";
        }
      }
      if (choice.decoration.equals("round") && operand.matches(".*/[rs]")) {
        Rounding rounding =
            operand.endsWith("/s") ? Rounding.SUPPRESS_EXCEPTIONS : ROUNDINGS.get(turn % 4);
        argument = ((Vec) argument).rounded(rounding);
        text += ", {" + rounding.text + "}";
        decorated = true;
      }
      texts.add(text);
      arguments.add(argument);
    }
    boolean hasMemory = operands.stream().anyMatch(o -> o.contains("/m") || o.contains("/e"));
    if (!decorated || (choice.memory && hasMemory && !memoryUsed)) {
      return;
    }
    if (choice.memory && !hasMemory && choice.decoration.isEmpty() && !memoryUsed) {
      return;
    }
    String prefix = "";
    boolean dot = choice.name.matches("vpdp(busd|wssd)");
    if (dot && !choice.evex) {
      prefix = "{vex} ";
    } else if (choice.name.startsWith("vmov") && !memoryUsed && operands.size() == 2) {
      prefix = "{load} "; // as would take the store form where that is shorter
    }
    String text = prefix + choice.name + texts.stream().collect(joining(", ", " ", ""));
    Object[] values = arguments.toArray();
    Method instruction = method(method, values);
    InstructionSet set = choice.evex ? InstructionSet.AVX512 : InstructionSet.AVX_VNNI;
    cases.add(new EncodingCase(text, set, a -> invoke(instruction, a, values)));
  }

  private static int operandWidth(String kind, int width) {
    return Math.max(
        16,
        switch (kind) {
          case "V" -> width;
          case "H" -> width / 2;
          case "Q" -> width / 4;
          case "O" -> width / 8;
          case "X" -> 16;
          case "Y" -> 32;
          default -> throw new IllegalArgumentException(kind);
        });
  }

  private static Method method(String name, Object[] arguments) {
    for (Method method : Assembler.class.getMethods()) {
      if (method.getName().equals(name) && accepts(method.getParameterTypes(), arguments)) {
        return method;
      }
    }
    throw new IllegalStateException("no method " + name + Arrays.toString(arguments));
  }

  private static boolean accepts(Class<?>[] types, Object[] arguments) {
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (!(types[i] == int.class
          ? arguments[i] instanceof Integer
          : types[i].isInstance(arguments[i]))) {
        return false;
      }
    }
    return true;
  }

  private static void invoke(Method method, Assembler assembler, Object[] arguments) {
    try {
      method.invoke(assembler, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method + Arrays.toString(arguments), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
