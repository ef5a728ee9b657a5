/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tflm4j.interpreter.graph.ScheduledKernel;

/**
 * Counts the ticks of every operator of one interpreter, as TFLM's {@code MicroProfiler} does; a
 * tick is a nanosecond. Allocates in the first invocation only. Belongs to the thread that invokes
 * the interpreter.
 *
 * <pre>{@code
 * TicksProfiler profiler = new TicksProfiler();
 * Interpreter interpreter = Interpreter.builder(model, OpResolver.all()).profiler(profiler).build();
 * interpreter.invoke();
 * profiler.writeTicksPerTagCsv(System.out);
 * }</pre>
 */
public final class TicksProfiler implements Profiler {
  /** By subgraph and operator; null where nothing has run. */
  private Entry[][] entries = new Entry[0][];

  /** The innermost operator that is running. */
  private Entry running;

  private long invocations;

  /**
   * What was counted for one operator.
   *
   * @param operator the operator
   * @param runs how often it ran
   * @param ticks nanoseconds of all runs, subgraphs that it called included
   * @param selfTicks nanoseconds of all runs without the operators of subgraphs that it called
   * @param firstTicks nanoseconds of the first run
   * @param minTicks nanoseconds of the shortest run
   * @param maxTicks nanoseconds of the longest run
   */
  public record OperatorTicks(
      ScheduledKernel operator,
      long runs,
      long ticks,
      long selfTicks,
      long firstTicks,
      long minTicks,
      long maxTicks) {}

  private static final class Entry {
    private final ScheduledKernel operator;
    private long runs;
    private long ticks;
    private long selfTicks;
    private long firstTicks;
    private long minTicks = Long.MAX_VALUE;
    private long maxTicks;

    /** Of the run under way: when it began, the ticks of operators within, and who called it. */
    private long begin;

    private long nestedTicks;
    private Entry caller;

    private Entry(ScheduledKernel operator) {
      this.operator = operator;
    }

    // An interpreter has one object for each operator; comparing their contents would cost time.
    @SuppressWarnings("ReferenceEquality")
    private boolean isOf(ScheduledKernel candidate) {
      return operator == candidate;
    }

    /** Returns the ticks of the run that ends now. */
    private long end(long now) {
      long elapsed = now - begin;
      if (runs++ == 0) {
        firstTicks = elapsed;
      }
      ticks += elapsed;
      selfTicks += elapsed - nestedTicks;
      minTicks = Math.min(minTicks, elapsed);
      maxTicks = Math.max(maxTicks, elapsed);
      return elapsed;
    }

    private OperatorTicks result() {
      return new OperatorTicks(operator, runs, ticks, selfTicks, firstTicks, minTicks, maxTicks);
    }
  }

  /** Creates a profiler that has counted nothing. */
  public TicksProfiler() {}

  @Override
  public void beginInvocation() {
    invocations++;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this profiler has counted operators of another interpreter
   */
  @Override
  public void beginOperator(ScheduledKernel operator) {
    Entry entry = entry(operator);
    entry.caller = running;
    entry.nestedTicks = 0;
    running = entry;
    entry.begin = System.nanoTime();
  }

  @Override
  public void endOperator(ScheduledKernel operator) {
    long now = System.nanoTime();
    Entry entry = running;
    if (entry == null || !entry.isOf(operator)) {
      throw new IllegalStateException(operator.node().label() + " ends, but is not running");
    }
    long elapsed = entry.end(now);
    running = entry.caller;
    if (running != null) {
      running.nestedTicks += elapsed;
    }
  }

  private Entry entry(ScheduledKernel operator) {
    int subgraph = operator.node().subgraph();
    int index = operator.node().index();
    if (subgraph >= entries.length || index >= entries[subgraph].length) {
      grow(subgraph, index);
    }
    Entry entry = entries[subgraph][index];
    if (entry == null) {
      entry = new Entry(operator);
      entries[subgraph][index] = entry;
    } else if (!entry.isOf(operator)) {
      throw new IllegalStateException(
          "this profiler has counted "
              + entry.operator.node().label()
              + " of another interpreter; give each interpreter a profiler of its own, or clear"
              + " it");
    }
    return entry;
  }

  private void grow(int subgraph, int index) {
    int subgraphs = entries.length;
    if (subgraph >= subgraphs) {
      entries = Arrays.copyOf(entries, subgraph + 1);
      Arrays.fill(entries, subgraphs, subgraph + 1, new Entry[0]);
    }
    if (index >= entries[subgraph].length) {
      entries[subgraph] = Arrays.copyOf(entries[subgraph], Math.max(16, 2 * index));
    }
  }

  /** Forgets everything; not while the interpreter runs. */
  public void clear() {
    entries = new Entry[0][];
    running = null;
    invocations = 0;
  }

  /** Returns how many invocations were counted. */
  public long invocations() {
    return invocations;
  }

  /** Returns what was counted for each operator that ran, in the order of the model. */
  public List<OperatorTicks> operators() {
    return Arrays.stream(entries)
        .flatMap(Arrays::stream)
        .filter(Objects::nonNull)
        .map(Entry::result)
        .toList();
  }

  /** Returns the nanoseconds of all operators together, those in subgraphs counted once. */
  public long totalTicks() {
    return operators().stream().mapToLong(OperatorTicks::selfTicks).sum();
  }

  /**
   * Writes a line for each operator that ran: subgraph, index, name, provider, runs, ticks of all
   * runs and without called subgraphs, of the first, the shortest and the longest run.
   *
   * @throws IOException if {@code out} does
   */
  public void writeCsv(Appendable out) throws IOException {
    out.append(
        "\"Subgraph\",\"Operator\",\"Tag\",\"Provider\",\"Runs\",\"Ticks\",\"Self\",\"First\",\"Min\",\"Max\"\n");
    for (OperatorTicks row : operators()) {
      out.append(Integer.toString(row.operator().node().subgraph())).append(',');
      out.append(Integer.toString(row.operator().node().index())).append(',');
      out.append(cell(row.operator().node().name())).append(',');
      out.append(cell(row.operator().provider())).append(',');
      out.append(Long.toString(row.runs())).append(',');
      out.append(Long.toString(row.ticks())).append(',');
      out.append(Long.toString(row.selfTicks())).append(',');
      out.append(Long.toString(row.firstTicks())).append(',');
      out.append(Long.toString(row.minTicks())).append(',');
      out.append(Long.toString(row.maxTicks())).append('\n');
    }
  }

  /**
   * Writes the ticks of all operators of the same name, and of all together, in the format of
   * TFLM's {@code MicroProfiler::LogTicksPerTagCsv}. The ticks of called subgraphs count for their
   * own operators only, so the lines add up.
   *
   * @throws IOException if {@code out} does
   */
  public void writeTicksPerTagCsv(Appendable out) throws IOException {
    Map<String, Long> ticksPerTag = new LinkedHashMap<>();
    for (OperatorTicks row : operators()) {
      ticksPerTag.merge(row.operator().node().name(), row.selfTicks(), Long::sum);
    }
    out.append("\"Unique Tag\",\"Total ticks across all events with that tag.\"\n");
    for (Map.Entry<String, Long> tag : ticksPerTag.entrySet()) {
      out.append(cell(tag.getKey())).append(", ").append(tag.getValue().toString()).append('\n');
    }
    out.append("\"total number of ticks\", ").append(Long.toString(totalTicks())).append('\n');
  }

  /** Quotes what would break a line: names of custom operators are any text. */
  private static String cell(String text) {
    return text.chars().allMatch(c -> c > ' ' && c != ',' && c != '"')
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }
}
