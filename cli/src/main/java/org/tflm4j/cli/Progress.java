/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows on standard error how far a long command is: with a bar on a terminal, with a line now and
 * then elsewhere. The launcher sets the system property {@code tflm4j.stderr.terminal} to true for
 * a terminal.
 */
final class Progress implements AutoCloseable {
  private static final int WIDTH = 79;
  private static final String CLEAR_LINE = "\r\u001B[K";

  /** Steps for which one line is printed where there is no terminal. */
  private static final int LINE_STEPS = 500;

  private final Object writing = new Object();
  private final PrintWriter err;
  private final String task;
  private final int steps;
  private final ProgressBar bar;
  private int done;

  Progress(PrintWriter err, String task, int steps) {
    this.err = err;
    this.task = task;
    this.steps = steps;
    this.bar = Boolean.getBoolean("tflm4j.stderr.terminal") ? bar() : null;
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
        .build();
  }

  /** Prints the bar; called on the bar's own thread. */
  private void draw(String text) {
    synchronized (writing) {
      err.print("\r" + text);
      err.flush();
    }
  }

  /** Counts one step as done. */
  void step() {
    done++;
    if (bar != null) {
      bar.step();
    } else if (done % LINE_STEPS == 0 && done < steps) {
      err.println(task + ": " + done + " of " + steps);
      err.flush();
    }
  }

  /** Prints a line above the bar. */
  void println(PrintWriter out, String line) {
    pause(() -> {
      out.println(line);
      out.flush();
    });
  }

  /** Runs what prints lines above the bar. */
  void pause(Runnable printing) {
    synchronized (writing) {
      if (bar != null) {
        err.print(CLEAR_LINE);
        err.flush();
      }
      printing.run();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      synchronized (writing) {
        err.print(CLEAR_LINE);
        err.flush();
      }
    }
  }
}
