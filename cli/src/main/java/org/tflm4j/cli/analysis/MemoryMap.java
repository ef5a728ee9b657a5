/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.Comparator;
import java.util.List;
import org.tflm4j.interpreter.ArenaBuffer;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.PreparedOperator;
import org.tflm4j.interpreter.memory.Lifetimes;
import org.tflm4j.interpreter.schema.Subgraph;

/** Shows which bytes of the arena are in use at which point of time. */
final class MemoryMap {
  private final Interpreter interpreter;
  private final Lifetimes lifetimes;
  private final List<ArenaBuffer> buffers;
  private final int times;

  /** Bytes of the planned part in use at each point of time. */
  private final long[] live;

  /** The operator that starts last before or at each point of time; null before the first. */
  private final PreparedOperator[] running;

  MemoryMap(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.lifetimes = Lifetimes.of(interpreter.model().subgraphs());
    this.buffers = interpreter.arenaBuffers();
    this.times = lastTime() + 1;
    this.live = new long[times];
    this.running = new PreparedOperator[times];
    measure();
    findOperators();
  }

  private int lastTime() {
    int last = 0;
    for (Subgraph subgraph : interpreter.model().subgraphs()) {
      for (var node : subgraph.operators()) {
        last = Math.max(last, lifetimes.operatorLast(subgraph.index(), node.index()));
      }
    }
    return last;
  }

  /** Counts the bytes that an output shares with the input that it overwrites once. */
  private void measure() {
    List<ArenaBuffer> planned =
        buffers.stream()
            .filter(buffer -> buffer.kind().isPlanned())
            .sorted(Comparator.comparingInt(ArenaBuffer::offset))
            .toList();
    long[] covered = new long[times];
    for (ArenaBuffer buffer : planned) {
      long end = (long) buffer.offset() + buffer.bytes();
      int last = Math.min(buffer.lastUsed(), times - 1);
      for (int time = buffer.firstUsed(); time <= last; time++) {
        live[time] += Math.max(end - Math.max(covered[time], buffer.offset()), 0);
        covered[time] = Math.max(covered[time], end);
      }
    }
  }

  private void findOperators() {
    for (Subgraph subgraph : interpreter.model().subgraphs()) {
      for (PreparedOperator operator : interpreter.operators(subgraph.index())) {
        int first = lifetimes.operatorFirst(subgraph.index(), operator.node().index());
        int last = lifetimes.operatorLast(subgraph.index(), operator.node().index());
        for (int time = Math.max(first, 0); time <= last; time++) {
          if (running[time] == null || startOf(running[time]) < first) {
            running[time] = operator;
          }
        }
      }
    }
  }

  private int startOf(PreparedOperator operator) {
    return lifetimes.operatorFirst(operator.node().subgraph(), operator.node().index());
  }

  Lifetimes lifetimes() {
    return lifetimes;
  }

  /** Returns the number of points of time. */
  int times() {
    return times;
  }

  List<ArenaBuffer> buffers() {
    return buffers;
  }

  /** Returns the most bytes in use between two points of time, both included. */
  long live(int first, int last) {
    long most = 0;
    for (int time = Math.max(first, 0); time <= last; time++) {
      most = Math.max(most, live[time]);
    }
    return most;
  }

  /** Returns the first point of time with most bytes in use, null where nothing is planned. */
  ArenaAnalysis.Peak peak() {
    int peak = 0;
    for (int time = 1; time < times; time++) {
      peak = live[time] > live[peak] ? time : peak;
    }
    if (live[peak] == 0) {
      return null;
    }
    PreparedOperator operator = running[peak];
    return operator == null
        ? new ArenaAnalysis.Peak(0, -1, "inputs", peak, live[peak])
        : new ArenaAnalysis.Peak(
            operator.node().subgraph(),
            operator.node().index(),
            operator.node().name(),
            peak,
            live[peak]);
  }
}
