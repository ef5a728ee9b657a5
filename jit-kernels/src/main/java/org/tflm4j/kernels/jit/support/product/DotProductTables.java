/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.requantization.AccumulatorRanges;
import org.tflm4j.kernels.jit.requantization.RequantizationPlan;
import org.tflm4j.kernels.jit.requantization.RequantizationPlan.Sequence;
import org.tflm4j.kernels.jit.requantization.SidedRounding;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Weights and numbers of the channels of an INT8 product, packed for {@link DotTileCode}.
 *
 * @param weights packed weights of all groups, tile by tile
 * @param tables {@link ChannelTables} of all groups, tile by tile
 * @param tiles of the channels of one group, in their order
 */
public record DotProductTables(MemorySegment weights, MemorySegment tables, List<Tiles> tiles) {
  /**
   * Tiles of the same shape and with the same epilogue, one after the other.
   *
   * @param tile their shape
   * @param epilogue the instructions that serve all their channels
   * @param repeats how many
   */
  public record Tiles(TileShape tile, Epilogue epilogue, int repeats) implements TileRun {
    @Override
    public int pixels() {
      return tile.pixels();
    }

    @Override
    public int channels() {
      return tile.channels();
    }

    @Override
    public long weightBytes(Segments segments) {
      return DotWeights.bytes(segments, tile.vectors(), tile.lanes());
    }

    @Override
    public int tableBytes() {
      return tile.vectors() * ChannelTables.bytes(Integer.BYTES * tile.lanes());
    }

    private TailCode tail(VectorCode vectors) {
      return new TailCode(vectors, tile.tail(), Mask.k(1));
    }

    @Override
    public void prepare(VectorCode vectors) {
      tail(vectors).prepare();
      if (epilogue.rounding() == Epilogue.Rounding.INTEGER) {
        vectors.prepareJoinLanes();
      }
    }

    @Override
    public void emit(
        VectorCode vectors, ProductGeometry geometry, DotTileCode.Registers registers) {
      new DotTileCode(
              vectors,
              tile,
              geometry.segments(),
              geometry.pixelStride(),
              geometry.band() == null,
              geometry.outputPixelBytes(),
              tail(vectors),
              epilogue,
              registers)
          .emit();
    }
  }

  private static final long ALIGNMENT = 64;

  /**
   * Packs the channels of a layer.
   *
   * @param lanes channels of a vector
   * @param groups groups of channels, each with the tiles of {@code plan}
   * @param filter weights, [channel][run]
   * @param filterAt where they begin
   * @param bias one per channel
   */
  public static DotProductTables pack(
      Segments segments,
      TilePlan plan,
      int lanes,
      int groups,
      Quantized numerics,
      byte[] filter,
      int filterAt,
      int[] bias,
      Arena memory) {
    int channels = bias.length;
    int vectorBytes = Integer.BYTES * lanes;
    int tableBytes = ChannelTables.bytes(vectorBytes);
    int vectors = groups * plan.vectors();
    MemorySegment weights = memory.allocate(DotWeights.bytes(segments, vectors, lanes), ALIGNMENT);
    MemorySegment tables =
        memory.allocate(ChannelTables.PARAMETERS + (long) vectors * tableBytes, ALIGNMENT);
    WeightPacking packing = new WeightPacking(segments, channels);
    long weightsAt = weights.address();
    for (int group = 0; group < groups; group++) {
      for (TilePlan.Run run : plan.runs()) {
        for (int i = 0; i < run.repeats(); i++) {
          DotWeights.place(segments, run.tile(), weightsAt, packing);
          weightsAt += DotWeights.bytes(segments, run.tile().vectors(), lanes);
        }
      }
    }
    int[] sums = new int[channels];
    int[] magnitudes = new int[channels];
    packing.run(filter, filterAt, sums, magnitudes);
    RequantizationPlan requantization =
        RequantizationPlan.of(
            numerics.multipliers(),
            numerics.outputZeroPoint(),
            numerics.activation(),
            AccumulatorRanges.ofSums(bias, sums, magnitudes, numerics.inputZeroPoint()));
    List<Tiles> tiles = tiles(plan, groups, requantization);
    parameters(tables, numerics, segments.form());
    ChannelNumbers numbers = new ChannelNumbers(requantization, vectors, lanes);
    int firstVector = 0;
    int channel = 0;
    for (int group = 0; group < groups; group++) {
      for (Tiles run : tiles) {
        TileShape tile = run.tile();
        boolean integers = run.epilogue().rounding() == Epilogue.Rounding.INTEGER;
        for (int i = 0; i < run.repeats(); i++) {
          for (int vector = 0; vector < tile.vectors(); vector++) {
            for (int lane = 0; lane < lanes; lane++) {
              int of = tile.channel(vector, lane);
              if (of < tile.channels()) {
                int c = channel + of;
                int folded = segments.form().folded(numerics.inputZeroPoint(), sums[c]);
                numbers.set(firstVector + vector, lane, integers, c, bias[c] - folded);
              }
            }
          }
          firstVector += tile.vectors();
          channel += tile.channels();
        }
      }
    }
    numbers.write(tables);
    return new DotProductTables(weights, tables, tiles);
  }

  /** Joins tiles that need the same instructions; few channels ask for more than the others. */
  private static List<Tiles> tiles(TilePlan plan, int groups, RequantizationPlan requantization) {
    List<Tiles> tiles = new ArrayList<>();
    int groupDepth = requantization.channels() / groups;
    int channel = 0;
    for (TilePlan.Run run : plan.runs()) {
      for (int i = 0; i < run.repeats(); i++) {
        int end = channel + run.tile().channels();
        Sequence sequence = Sequence.FLOAT;
        for (int group = 0; group < groups; group++) {
          int from = group * groupDepth;
          Sequence needed = requantization.sequence(from + channel, from + end);
          sequence = needed.compareTo(sequence) > 0 ? needed : sequence;
        }
        Epilogue epilogue = epilogue(requantization, sequence);
        Tiles last = tiles.isEmpty() ? null : tiles.getLast();
        if (last != null && last.tile().equals(run.tile()) && last.epilogue().equals(epilogue)) {
          tiles.set(tiles.size() - 1, new Tiles(last.tile(), last.epilogue(), last.repeats() + 1));
        } else {
          tiles.add(new Tiles(run.tile(), epilogue, 1));
        }
        channel = end;
      }
    }
    return List.copyOf(tiles);
  }

  /** Writes what all channels share. */
  public static void parameters(MemorySegment tables, Quantized numerics, DotForm form) {
    int padding = form.repeated(numerics.inputZeroPoint());
    VectorCode.constant(tables, ChannelTables.PADDING, padding);
    VectorCode.constant(tables, ChannelTables.FLIP, 0x80808080);
    VectorCode.constant(tables, ChannelTables.ZERO_POINT, numerics.outputZeroPoint());
    VectorCode.constant(tables, ChannelTables.MIN, numerics.activation().min());
    VectorCode.constant(tables, ChannelTables.MAX, numerics.activation().max());
    VectorCode.constant(tables, ChannelTables.SIGN, Integer.MIN_VALUE);
    VectorCode.constant(tables, ChannelTables.NUDGE, FixedPointCode.HALF);
  }

  /** Returns the instructions of a sequence of a plan. */
  public static Epilogue epilogue(RequantizationPlan plan, Sequence sequence) {
    Epilogue.Rounding rounding =
        sequence == Sequence.INTEGER
            ? Epilogue.Rounding.INTEGER
            : plan.rounding() == SidedRounding.ONE_SIDED
                ? Epilogue.Rounding.ONE_SIDED
                : Epilogue.Rounding.TWO_SIDED;
    return new Epilogue(
        rounding,
        sequence == Sequence.REPAIRED_FLOAT,
        plan.min() > Byte.MIN_VALUE,
        plan.max() < Byte.MAX_VALUE);
  }
}
