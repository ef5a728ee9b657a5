/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tflm4j.examples.Digits;
import org.tflm4j.examples.HelloWorld;
import org.tflm4j.examples.PersonDetection;
import org.tflm4j.examples.SpeechCommands;
import org.tflm4j.examples.WakeWord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
  enum Example {
    HELLO_WORLD(0),
    DIGITS(1),
    SPEECH(2),
    PERSON(2),
    WAKE_WORD(1);

    private final int arguments;

    /** Creates an example that needs at least {@code arguments} arguments. */
    Example(int arguments) {
      this.arguments = arguments;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Reads a name in the spelling of the help. */
  static final class ExampleConverter implements ITypeConverter<Example> {
    @Override
    public Example convert(String text) {
      return Arrays.stream(Example.values())
          .filter(example -> example.toString().equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException("there is no example " + text + "; there are " + NAMES));
    }
  }

  private static final String NAMES =
      Arrays.stream(Example.values()).map(Example::toString).collect(Collectors.joining(", "));

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      converter = ExampleConverter.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
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
      String sentence = example + ": " + e.getMessage();
      if (arguments.length < example.arguments) {
        throw new ParameterException(spec.commandLine(), sentence, e);
      }
      throw new CommandException(sentence, e);
    }
    return CommandLine.ExitCode.OK;
  }
}
