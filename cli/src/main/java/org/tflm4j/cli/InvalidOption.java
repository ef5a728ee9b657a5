/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An option has a value that it cannot have; worded as picocli words what it finds itself. */
final class InvalidOption extends ParameterException {
  private static final long serialVersionUID = 1;

  /**
   * Creates an exception.
   *
   * @param option the name of the option with its dashes
   * @param problem what is wrong, for instance "0 is less than 1"
   */
  InvalidOption(CommandSpec command, String option, String problem) {
    super(command.commandLine(), "Invalid value for option '" + option + "': " + problem);
  }

  /**
   * Checks a number of things.
   *
   * @param value null for an option that was not given
   * @throws InvalidOption if it is less than 1
   */
  static void ifLessThanOne(CommandSpec command, String option, Number value) {
    if (value != null && value.longValue() < 1) {
      throw new InvalidOption(command, option, value + " is less than 1");
    }
  }
}
