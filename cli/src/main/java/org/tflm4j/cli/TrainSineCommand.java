/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

@picocli.CommandLine.Command(name = "train-sine")
final class TrainSineCommand implements Runnable {
  @Override
  public void run() {}
}
