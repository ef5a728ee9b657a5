/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.cli.output.CurvePlot;
import org.tflm4j.cli.output.ModelDescription;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.TextTable;
import org.tflm4j.cli.sine.SineModel;
import org.tflm4j.cli.sine.SineRun;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tflm4j demo}: the bundled sine model on every provider. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs the bundled int8 sine model on every available provider: draws its answers, compares them with the true sine and with each other, and measures the time. Exit status 1 if the providers differ."
    })
final class DemoCommand implements Callable<Integer> {
  /** One for each column of the drawing; 64 steps, so that every eighth is a multiple of pi/4. */
  private static final int POINTS = 65;

  private static final int TABLE_STEP = 8;

  @Spec private CommandSpec spec;
  private PrintWriter out;

  @Override
  public Integer call() {
    out = spec.commandLine().getOut();
    byte[] bytes = SineModel.bundled();
    Model model = Model.of(bytes);
    KernelProviders providers = KernelProviders.load();
    Map<String, float[]> answers = new LinkedHashMap<>();
    TextTable times = new TextTable("provider", ">time per invocation", "");
    out.printf(
        "An int8 network (1-16-16-1, %s, seed %d) that learned sin(x), at %d points of [0, 2 pi]:%n%n",
        Numbers.count(bytes.length, "byte"), SineModel.SEED, POINTS);
    for (KernelProvider provider : ProviderChoice.chain(providers, null)) {
      SineRun run = new SineRun(model, ProviderChoice.chain(providers, provider.name()));
      answers.put(provider.name(), run.answers(POINTS));
      if (answers.size() == 1) {
        show(answers.get(provider.name()));
        out.flush();
      }
      times.row(
          provider.name(),
          Numbers.nanoseconds(run.nanosecondsPerInvocation()),
          new ModelDescription(out, run.interpreter()).providers());
    }
    out.println();
    times.print(out);
    providers
        .unavailable()
        .forEach(
            provider -> out.println(provider.name() + " is not available: " + provider.reason()));
    out.println();
    boolean identical = compare(answers);
    out.flush();
    return identical ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void show(float[] answers) {
    CurvePlot plot = new CurvePlot(POINTS);
    plot.draw('.', i -> Math.sin(SineRun.point(i, POINTS)));
    plot.draw('*', i -> answers[i]);
    plot.print(out);
    out.println("    0                              pi                             2 pi");
    out.println("    * the model's answer    . the true sine where they differ");
    out.println();
    TextTable table = new TextTable(">x", ">sin(x)", ">model", ">error");
    for (int i = 0; i < POINTS; i += TABLE_STEP) {
      double x = SineRun.point(i, POINTS);
      double sine = Math.sin(x);
      table.row(fixed(x), fixed(sine), fixed(answers[i]), fixed(Math.abs(answers[i] - sine)));
    }
    table.print(out);
    out.println("largest error at all points: " + fixed(SineRun.maxError(answers)));
  }

  private static String fixed(double value) {
    // Adding 0 makes a positive zero of a negative one.
    return String.format(Locale.ROOT, "%.4f", Math.round(value * 1e4) / 1e4 + 0.0);
  }

  /** Says whether all providers gave the same bits. */
  private boolean compare(Map<String, float[]> answers) {
    List<String> names = List.copyOf(answers.keySet());
    float[] first = answers.get(names.getFirst());
    for (String name : names) {
      int index = Arrays.mismatch(first, answers.get(name));
      if (index >= 0) {
        out.printf(
            "The outputs DIFFER: at point %d %s says %s, %s says %s.%n",
            index, names.getFirst(), first[index], name, answers.get(name)[index]);
        return false;
      }
    }
    out.println(
        names.size() == 1
            ? "Only " + names.getFirst() + " is available, so there is nothing to compare."
            : "The outputs of %s are identical at all %d points."
                .formatted(String.join(" and ", names), POINTS));
    return true;
  }
}
