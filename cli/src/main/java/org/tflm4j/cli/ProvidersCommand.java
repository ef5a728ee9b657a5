/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.PrintWriter;
import java.util.List;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.cli.output.TextTable;
import org.tflm4j.interpreter.KernelProviders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tflm4j providers}: lists the kernel providers. */
@Command(
    name = "providers",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Lists the kernel providers in the order in which they are asked for each operator, with the reason where one cannot be used."
    })
final class ProvidersCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Version.jvm());
    out.println(VectorSpecies.describe());
    out.println();
    KernelProviders providers = KernelProviders.load();
    TextTable table = new TextTable("provider", ">priority", "available");
    List<KernelProvider> available = providers.available();
    for (KernelProvider provider : available) {
      table.row(provider.name(), Integer.toString(provider.priority()), "yes");
    }
    for (KernelProviders.Unavailable provider : providers.unavailable()) {
      table.row(provider.name(), "-", "no: " + provider.reason());
    }
    table.print(out);
    out.flush();
    if (available.isEmpty()) {
      throw new CommandException("no kernel provider is available");
    }
  }
}
