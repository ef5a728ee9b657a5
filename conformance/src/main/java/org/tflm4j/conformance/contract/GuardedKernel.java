/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;

/**
 * Runs a kernel in memory of its own where every buffer lies between canaries, and checks
 * afterwards that nothing but outputs and scratch was written.
 */
final class GuardedKernel {
  private static final int GUARD = 64;
  private static final byte CANARY = (byte) 0xA5;

  private final KernelRequest request;
  private final Kernel kernel;
  private final byte[] memory;
  private final Tensor[] inputs;
  private final Tensor[] outputs;
  private final KernelContext context;

  /** Where buffers lie that the kernel may write. */
  private final List<int[]> writable = new ArrayList<>();

  private int end = GUARD;

  /** Lays all buffers apart. */
  GuardedKernel(KernelRequest request, Kernel kernel) {
    this(request, kernel, -1, 0);
  }

  /**
   * Lays output 0 over an input, and all other buffers apart.
   *
   * @param shared index of the input, -1 for none
   * @param distance from the start of the output to that of the input, in bytes
   */
  GuardedKernel(KernelRequest request, Kernel kernel, int shared, int distance) {
    this.request = request;
    this.kernel = kernel;
    List<Integer> scratch = kernel.memory().scratchBytes();
    List<Integer> persistent = kernel.memory().persistentBytes();
    int[] inputsAt = new int[request.inputs().size()];
    for (int i = 0; i < inputsAt.length; i++) {
      inputsAt[i] = i == shared ? -1 : reserve(inputSize(request.input(i)));
    }
    int[] outputsAt = new int[request.outputs().size()];
    if (shared >= 0) {
      reserveTogether(inputsAt, outputsAt, shared, distance);
    }
    for (int i = shared >= 0 ? 1 : 0; i < outputsAt.length; i++) {
      outputsAt[i] = reserveWritable(request.output(i));
    }
    int[] scratchAt = scratch.stream().mapToInt(this::reserveWritable).toArray();
    int[] persistentAt = persistent.stream().mapToInt(this::reserveWritable).toArray();
    memory = new byte[end];
    inputs = new Tensor[inputsAt.length];
    for (int i = 0; i < inputs.length; i++) {
      TensorSpec spec = request.input(i);
      inputs[i] =
          spec == null
              ? null
              : spec.isConstant() ? Tensor.ofConstant(spec) : new Tensor(spec, memory, inputsAt[i]);
    }
    outputs = new Tensor[outputsAt.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new Tensor(request.output(i), memory, outputsAt[i]);
    }
    context =
        new KernelContext(
            inputs,
            outputs,
            memory,
            scratchAt,
            persistentAt,
            new float[kernel.memory().workspaceFloats()]);
  }

  private void reserveTogether(int[] inputsAt, int[] outputsAt, int shared, int distance) {
    int inputBytes = inputSize(request.input(shared));
    int outputBytes = Math.toIntExact(request.output(0).byteSize());
    int first = Math.min(distance, 0);
    int at = reserve(Math.max(distance + inputBytes, outputBytes) - first);
    inputsAt[shared] = at + distance - first;
    outputsAt[0] = at - first;
    writable.add(new int[] {outputsAt[0], outputsAt[0] + outputBytes});
  }

  private static int inputSize(TensorSpec spec) {
    return spec == null || spec.isConstant() ? 0 : Math.toIntExact(spec.byteSize());
  }

  private int reserve(int bytes) {
    int at = end;
    end += (bytes + 15) / 16 * 16 + GUARD;
    return at;
  }

  private int reserveWritable(TensorSpec spec) {
    return reserveWritable(Math.toIntExact(spec.byteSize()));
  }

  private int reserveWritable(int bytes) {
    int at = reserve(bytes);
    writable.add(new int[] {at, at + bytes});
    return at;
  }

  /**
   * Runs the kernel.
   *
   * @param inputBytes the bytes of each input that is not a constant; null for the others
   * @return the bytes of each output
   * @throws AssertionError if the kernel wrote where it must not
   */
  List<byte[]> run(List<byte[]> inputBytes) {
    Arrays.fill(memory, CANARY);
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i] != null && !inputs[i].spec().isConstant()) {
        inputs[i].write(inputBytes.get(i));
      }
    }
    byte[] before = memory.clone();
    kernel.eval(context);
    for (int at = 0; at < memory.length; at++) {
      if (memory[at] != before[at] && !isWritable(at)) {
        throw new AssertionError(
            "the kernel for " + request.op() + " wrote " + memory[at] + " at " + place(at));
      }
    }
    return Arrays.stream(outputs).map(Tensor::toByteArray).toList();
  }

  private boolean isWritable(int at) {
    return writable.stream().anyMatch(range -> at >= range[0] && at < range[1]);
  }

  private String place(int at) {
    for (int i = 0; i < outputs.length; i++) {
      int distance = at - outputs[i].offset();
      if (distance >= -GUARD && distance < outputs[i].byteSize() + GUARD) {
        return "byte " + distance + " of output " + i + ", which has " + outputs[i].byteSize();
      }
    }
    return "byte " + at + ", outside every output and scratch buffer";
  }
}
