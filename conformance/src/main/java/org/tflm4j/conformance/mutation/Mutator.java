/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.mutation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import org.tflm4j.conformance.mutation.ValueSite.Meaning;

/**
 * Breaks a model, in two layers: its bytes, wherever they lie, and its meaning, by values that a
 * verifier of flatbuffers accepts: shapes, types, indices, quantization, options, axes. The same
 * seed gives the same mutant.
 */
public final class Mutator {
  /** Values that break sums, products and indices. */
  private static final int[] NASTY = {
    0,
    1,
    -1,
    2,
    3,
    5,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    1 << 20,
    1 << 24,
    1 << 30,
    1 << 31,
    Integer.MAX_VALUE,
    Integer.MAX_VALUE - 1,
    Integer.MIN_VALUE + 1,
    -2,
    -128
  };

  private static final float[] NASTY_FLOATS = {
    0f,
    -0f,
    -1f,
    0.5f,
    1f,
    Float.MIN_VALUE,
    Float.MIN_NORMAL,
    1e-20f,
    1e20f,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private static final Set<Meaning> STRUCTURE =
      EnumSet.of(Meaning.LENGTH, Meaning.FIELD, Meaning.REFERENCE);

  private final byte[] model;
  private final Map<Meaning, List<ValueSite>> sites;

  /** The sites that lead to models which can be read more often than not. */
  private final List<ValueSite> values;

  private final List<ValueSite> structure;

  /**
   * Creates a mutator.
   *
   * @param model a good model; it is not changed
   */
  public Mutator(byte[] model) {
    this.model = model.clone();
    List<ValueSite> all = ModelSites.of(this.model);
    this.sites = all.stream().collect(Collectors.groupingBy(ValueSite::meaning));
    this.values = all.stream().filter(site -> !STRUCTURE.contains(site.meaning())).toList();
    this.structure = all.stream().filter(site -> STRUCTURE.contains(site.meaning())).toList();
  }

  /** Returns the mutant of a seed: half of them have broken bytes, half a broken meaning. */
  public byte[] mutant(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean bytes = random.nextBoolean();
    byte[] mutant = model.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      if (bytes) {
        changeBytes(mutant, random);
      } else {
        changeMeaning(mutant, random::nextInt);
      }
    }
    return bytes && random.nextInt(50) == 0
        ? Arrays.copyOf(mutant, random.nextInt(mutant.length))
        : mutant;
  }

  /**
   * Changes one value of a mutant of this model, which has the size of the model.
   *
   * @param choice returns a number from its first argument up to, but without, its second; of
   *     whatever origin, for instance a fuzzer
   */
  public void changeMeaning(byte[] mutant, IntBinaryOperator choice) {
    List<ValueSite> layer = choice.applyAsInt(0, 5) == 0 ? structure : values;
    ValueSite site = layer.get(choice.applyAsInt(0, layer.size()));
    ByteBuffer file = ByteBuffer.wrap(mutant).order(ByteOrder.LITTLE_ENDIAN);
    int at = site.position();
    // A value of another place of the same kind is wrong in the most plausible way.
    List<ValueSite> others = sites.get(site.meaning());
    int other = others.get(choice.applyAsInt(0, others.size())).position();
    boolean copied = choice.applyAsInt(0, 3) == 0;
    switch (site.meaning()) {
      case REFERENCE -> file.putInt(at, other + file.getInt(other) - at);
      case FIELD -> file.putShort(at, copied ? file.getShort(other) : 0);
      case BYTE -> file.put(at, copied ? file.get(other) : (byte) small(file.get(at), 256, choice));
      case SCALE ->
          file.putFloat(
              at,
              copied
                  ? file.getFloat(other)
                  : NASTY_FLOATS[choice.applyAsInt(0, NASTY_FLOATS.length)]);
      case INT64 -> file.putLong(at, copied ? file.getLong(other) : number(file, at, choice));
      case INDEX ->
          file.putInt(
              at,
              copied
                  ? file.getInt(other)
                  : choice.applyAsInt(0, 4) == 0
                      ? number(file, at, choice)
                      : choice.applyAsInt(-1, site.limit() + 1));
      case DIMENSION -> {
        int dimension = copied ? file.getInt(other) : number(file, at, choice);
        if (choice.applyAsInt(0, 2) == 0) {
          // The same size everywhere keeps the tensors fitting together.
          replace(file, file.getInt(at), dimension);
        }
        file.putInt(at, dimension);
      }
      case INT32, LENGTH -> file.putInt(at, copied ? file.getInt(other) : number(file, at, choice));
    }
  }

  private void replace(ByteBuffer file, int old, int dimension) {
    for (ValueSite site : sites.get(Meaning.DIMENSION)) {
      if (file.getInt(site.position()) == old) {
        file.putInt(site.position(), dimension);
      }
    }
  }

  private static int number(ByteBuffer file, int at, IntBinaryOperator choice) {
    return choice.applyAsInt(0, 2) == 0
        ? NASTY[choice.applyAsInt(0, NASTY.length)]
        : small(file.getInt(at), 16, choice);
  }

  /** Returns a value near the old one, or a small one. */
  private static int small(int old, int limit, IntBinaryOperator choice) {
    return switch (choice.applyAsInt(0, 5)) {
      case 0 -> old + 1;
      case 1 -> old - 1;
      case 2 -> -old;
      case 3 -> 2 * old;
      default -> choice.applyAsInt(0, limit);
    };
  }

  private static void changeBytes(byte[] file, SplittableRandom random) {
    int at = random.nextInt(file.length);
    switch (random.nextInt(4)) {
      case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file[at] = (byte) random.nextInt();
      default -> {
        // Fields are aligned; most are words.
        int word = Math.min(at / 4 * 4, file.length - 4);
        int value =
            random.nextInt(4) == 0
                ? Float.floatToRawIntBits(NASTY_FLOATS[random.nextInt(NASTY_FLOATS.length)])
                : NASTY[random.nextInt(NASTY.length)];
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(word, value);
      }
    }
  }
}
