/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

/**
 * What TFLM keeps in the persistent part of its arena. The first six are those that TFLM's {@code
 * RecordingMicroAllocator} distinguishes; it does not record the others.
 */
public enum AllocationKind {
  /** {@code TfLiteEvalTensor}, one for every tensor of the model. */
  EVAL_TENSORS,
  /** {@code TfLiteTensor}, one for every input and output of the model. */
  PERSISTENT_TENSORS,
  /** The quantization parameters of the inputs and outputs. */
  QUANTIZATION_DATA,
  /**
   * What kernels request: their {@code OpData} and arrays, and the values of resource variables.
   */
  PERSISTENT_BUFFERS,
  /** The values of variable tensors. */
  VARIABLE_BUFFERS,
  /** {@code NodeAndRegistration}, one for every operator. */
  NODE_AND_REGISTRATIONS,
  /** The options of the operators, as the parser leaves them. */
  OP_DATA,
  /** A pointer for every scratch buffer. */
  SCRATCH_HANDLES,
  /** The allocators, the memory planner and the table of subgraphs. */
  ALLOCATORS
}
