/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tflm4j.examples.Digits;
import org.tflm4j.examples.HelloWorld;
import org.tflm4j.examples.PersonDetection;
import org.tflm4j.examples.SpeechCommands;
import org.tflm4j.examples.WakeWord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tflm4j example}: runs one of the examples. */
@Command(
    name = "example",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs one of the programs of the module examples; its README says what each does.",
      "",
      "  hello-world [SVG [MODEL]]           the sine, plotted",
      "  digits IMAGE…                       reads digits",
      "  speech PREPROCESSOR MODEL [WAV]     hears yes and no",
      "  person MODEL IMAGE…                 looks for people",
      "  wake-word MODEL [WAV]               listens for Marvin",
      ""
    })
final class ExampleCommand implements Callable<Integer> {
  /** The names on the command line. */
  private enum Example {
    HELLO_WORLD,
    DIGITS,
    SPEECH,
    PERSON,
    WAKE_WORD;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Parameters(index = "0", paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}.")
  private Example example;

  @Parameters(index = "1..*", paramLabel = "ARG", description = "What the example takes.")
  private String[] arguments = new String[0];

  @Override
  public Integer call() throws IOException {
    try {
      switch (example) {
        case HELLO_WORLD -> HelloWorld.main(arguments);
        case DIGITS -> Digits.main(arguments);
        case SPEECH -> SpeechCommands.main(arguments);
        case PERSON -> PersonDetection.main(arguments);
        case WAKE_WORD -> WakeWord.main(arguments);
      }
    } catch (IllegalArgumentException e) {
      throw new CommandException(example + ": " + e.getMessage(), e);
    }
    return CommandLine.ExitCode.OK;
  }
}
