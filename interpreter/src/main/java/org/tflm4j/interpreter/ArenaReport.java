/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.ArenaBuffer.Kind;
import org.tflm4j.interpreter.graph.ResourceVariable;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.memory.BufferRequest;
import org.tflm4j.interpreter.memory.MemoryPlanner;

/** Lists what lies in the arena of an interpreter, for reports. */
final class ArenaReport {
  private final ArenaLayout layout;
  private final int persistentStart;
  private final List<ArenaBuffer> buffers = new ArrayList<>();

  private ArenaReport(ArenaLayout layout, int persistentStart) {
    this.layout = layout;
    this.persistentStart = persistentStart;
  }

  /** Returns everything in an arena whose persistent part begins at {@code persistentStart}. */
  static List<ArenaBuffer> buffers(ArenaLayout layout, int persistentStart) {
    ArenaReport report = new ArenaReport(layout, persistentStart);
    int subgraphs = layout.prepared().model().subgraphs().size();
    for (int subgraph = 0; subgraph < subgraphs; subgraph++) {
      report.addTensors(subgraph);
      if (layout.runs(subgraph)) {
        report.addKernelMemory(subgraph);
      }
    }
    report.addResourceVariables();
    return List.copyOf(report.buffers);
  }

  private void addTensors(int subgraph) {
    for (TensorSpec tensor : layout.prepared().tensors(subgraph)) {
      int offset = layout.tensorOffset(subgraph, tensor.index(), persistentStart);
      BufferRequest request = layout.tensorRequest(subgraph, tensor.index());
      if (request != null) {
        addPlanned(Kind.TENSOR, subgraph, tensor.index(), 0, offset, request, tensor.byteSize());
      } else if (offset != ArenaLayout.NONE && !layout.isView(subgraph, tensor.index())) {
        addPersistent(Kind.VARIABLE, subgraph, tensor.index(), 0, offset, tensor.byteSize());
      }
    }
  }

  private void addKernelMemory(int subgraph) {
    List<ScheduledKernel> kernels = layout.selection().kernels(subgraph);
    for (int i = 0; i < kernels.size(); i++) {
      int operator = kernels.get(i).node().index();
      KernelMemory memory = kernels.get(i).memory();
      int[] scratch = layout.scratchOffsets(subgraph, i);
      for (int part = 0; part < scratch.length; part++) {
        addPlanned(
            Kind.SCRATCH,
            subgraph,
            operator,
            part,
            scratch[part],
            layout.scratchRequest(subgraph, i, part),
            memory.scratchBytes().get(part));
      }
      int[] persistent = layout.persistentOffsets(subgraph, i, persistentStart);
      for (int part = 0; part < persistent.length; part++) {
        addPersistent(
            Kind.OPERATOR_STATE,
            subgraph,
            operator,
            part,
            persistent[part],
            memory.persistentBytes().get(part));
      }
    }
  }

  private void addResourceVariables() {
    List<ResourceVariable> variables = layout.prepared().resourceVariables();
    int[] offsets = layout.resourceOffsets(persistentStart);
    for (int i = 0; i < offsets.length; i++) {
      long bytes = variables.get(i).bytes();
      if (bytes > 0) {
        addPersistent(Kind.RESOURCE_VARIABLE, -1, i, 0, offsets[i], bytes);
      }
    }
  }

  private void addPlanned(
      Kind kind,
      int subgraph,
      int index,
      int part,
      int offset,
      BufferRequest request,
      long requestedBytes) {
    buffers.add(
        new ArenaBuffer(
            kind,
            subgraph,
            index,
            part,
            offset,
            request.bytes(),
            requestedBytes,
            request.firstUsed(),
            request.lastUsed()));
  }

  private void addPersistent(
      Kind kind, int subgraph, int index, int part, int offset, long requestedBytes) {
    int bytes = (int) MemoryPlanner.align(requestedBytes);
    buffers.add(
        new ArenaBuffer(
            kind, subgraph, index, part, offset, bytes, requestedBytes, 0, Integer.MAX_VALUE));
  }
}
