/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import java.util.ArrayList;
import java.util.List;

/**
 * The members of a C++ struct. Every member begins at a multiple of its alignment, and the size of
 * the struct is a multiple of the largest alignment among them.
 *
 * <p>Notation: {@code b}, {@code h}, {@code i} and {@code l} are members of 1, 2, 4 and 8 bytes
 * (integers, enums, booleans and floats alike), {@code p} is a pointer, a reference to a virtual
 * table or a {@code size_t}, {@code {...}} a struct within; a number in front of any of them
 * repeats it. {@code b5i2p} is a byte, five words and two pointers.
 */
public final class StructLayout {
  private final List<Member> members;

  /** Members of one kind in a row; exactly one of {@code bytes} and {@code struct} counts. */
  private record Member(int count, int bytes, StructLayout struct) {
    private static final int POINTER = 0;

    private int size(DeviceProfile profile) {
      if (struct != null) {
        return struct.size(profile);
      }
      return bytes == POINTER ? profile.pointerBytes() : bytes;
    }

    private int alignment(DeviceProfile profile) {
      return struct == null ? size(profile) : struct.alignment(profile);
    }
  }

  private StructLayout(List<Member> members) {
    this.members = List.copyOf(members);
  }

  /**
   * Reads a layout.
   *
   * @throws IllegalArgumentException if the text is not in the notation
   */
  public static StructLayout parse(String text) {
    Parser parser = new Parser(text);
    StructLayout layout = parser.members();
    if (parser.position < text.length()) {
      throw parser.failure();
    }
    return layout;
  }

  /** Returns the size in bytes. */
  public int size(DeviceProfile profile) {
    int size = 0;
    for (Member member : members) {
      int alignment = member.alignment(profile);
      size = roundUp(size, alignment) + member.count() * member.size(profile);
    }
    return roundUp(size, alignment(profile));
  }

  /** Returns the alignment in bytes. */
  public int alignment(DeviceProfile profile) {
    return members.stream().mapToInt(member -> member.alignment(profile)).max().orElse(1);
  }

  private static int roundUp(int bytes, int alignment) {
    return Math.ceilDiv(bytes, alignment) * alignment;
  }

  private static final class Parser {
    private final String text;
    private int position;

    private Parser(String text) {
      this.text = text;
    }

    private StructLayout members() {
      List<Member> members = new ArrayList<>();
      while (position < text.length() && text.charAt(position) != '}') {
        int count = count();
        if (position == text.length()) {
          throw failure();
        }
        char kind = text.charAt(position++);
        members.add(
            switch (kind) {
              case 'b' -> new Member(count, 1, null);
              case 'h' -> new Member(count, 2, null);
              case 'i' -> new Member(count, 4, null);
              case 'l' -> new Member(count, 8, null);
              case 'p' -> new Member(count, Member.POINTER, null);
              case '{' -> new Member(count, 0, closed(members()));
              default -> throw failure();
            });
      }
      return new StructLayout(members);
    }

    private StructLayout closed(StructLayout struct) {
      if (position == text.length()) {
        throw failure();
      }
      position++;
      return struct;
    }

    private int count() {
      int start = position;
      while (position < text.length() && Character.isDigit(text.charAt(position))) {
        position++;
      }
      return start == position ? 1 : Integer.parseInt(text, start, position, 10);
    }

    private IllegalArgumentException failure() {
      return new IllegalArgumentException(
          "the layout \"" + text + "\" cannot be read from position " + position + " on");
    }
  }
}
