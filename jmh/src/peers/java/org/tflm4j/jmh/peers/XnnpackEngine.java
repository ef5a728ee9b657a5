/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.peers;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.tflm4j.interpreter.schema.BuiltinOperator;
import org.tflm4j.jmh.Engine;
import org.tflm4j.jmh.RefusedException;

/**
 * TensorFlow Lite with XNNPACK, native, on one thread. What XNNPACK does not take runs on
 * TensorFlow Lite's own kernels. Some models crash it, so each belongs into a JVM of its own.
 */
public final class XnnpackEngine implements Engine {
  /** The code of the operator that stands for the part of a graph that a delegate runs. */
  private static final int DELEGATE = tensorflowlite.kTfLiteBuiltinDelegate;

  /** Creates the engine; for the service loader. */
  public XnnpackEngine() {}

  @Override
  public String name() {
    return "xnnpack";
  }

  @Override
  public boolean isExact() {
    return false;
  }

  @Override
  public boolean isNative() {
    return true;
  }

  @Override
  public Session load(Path model) throws IOException, RefusedException {
    keepLibrariesOutOfHome();
    if (!Files.isReadable(model)) {
      throw new IOException(model + " cannot be read");
    }
    FlatBufferModel flatBuffer = FlatBufferModel.BuildFromFile(model.toString());
    if (flatBuffer == null || flatBuffer.isNull()) {
      throw new RefusedException("TensorFlow Lite cannot read the file");
    }
    BuiltinOpResolver resolver = new BuiltinOpResolver();
    InterpreterBuilder builder = new InterpreterBuilder(flatBuffer, resolver);
    Interpreter interpreter = new Interpreter((Pointer) null);
    requireOk(builder.SetNumThreads(1), "SetNumThreads");
    requireOk(builder.apply(interpreter), "InterpreterBuilder");
    requireOk(interpreter.AllocateTensors(), "AllocateTensors");
    return new TfliteSession(flatBuffer, resolver, interpreter);
  }

  /** Native libraries are unpacked beside the jar of the benchmarks, unless the user says where. */
  private static void keepLibrariesOutOfHome() throws IOException {
    if (System.getProperty("org.bytedeco.javacpp.cachedir") != null) {
      return;
    }
    try {
      Path code =
          Path.of(XnnpackEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = code.resolveSibling("native-libraries");
      System.setProperty("org.bytedeco.javacpp.cachedir", folder.toString());
      Loader.load(tensorflowlite.class);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void requireOk(int status, String call) throws RefusedException {
    if (status != tensorflowlite.kTfLiteOk) {
      throw new RefusedException(
          status == tensorflowlite.kTfLiteUnresolvedOps
              ? "TensorFlow Lite does not know all of its operators"
              : "TensorFlow Lite's " + call + " fails with status " + status);
    }
  }

  /** Holds on to everything that the interpreter points to. */
  private record TfliteSession(
      FlatBufferModel model, BuiltinOpResolver resolver, Interpreter interpreter)
      implements Session {
    @Override
    public void write(int input, byte[] elements) {
      bytes(interpreter.input_tensor(input), elements.length).put(elements);
    }

    @Override
    public void invoke() throws RefusedException {
      requireOk(interpreter.Invoke(), "Invoke");
    }

    @Override
    public byte[] read(int output) {
      TfLiteTensor tensor = interpreter.output_tensor(output);
      byte[] elements = new byte[Math.toIntExact(tensor.bytes())];
      bytes(tensor, elements.length).get(elements);
      return elements;
    }

    private static BytePointer bytes(TfLiteTensor tensor, int count) {
      if (tensor.bytes() != count) {
        throw new IllegalStateException(
            "TensorFlow Lite's tensor has " + tensor.bytes() + " bytes, not " + count);
      }
      return new BytePointer(tensor.data().data()).capacity(count);
    }

    @Override
    public String operators() {
      IntPointer plan = interpreter.execution_plan();
      int delegated = 0;
      Set<String> own = new TreeSet<>();
      for (long i = 0; i < plan.limit(); i++) {
        int code = interpreter.node_and_registration(plan.get(i)).second().builtin_code();
        if (code == DELEGATE) {
          delegated++;
        } else {
          own.add(String.valueOf(BuiltinOperator.ofCode(code)));
        }
      }
      return "XNNPACK runs %d %s of the graph, TensorFlow Lite's own kernels %s"
          .formatted(
              delegated,
              delegated == 1 ? "part" : "parts",
              own.isEmpty() ? "nothing" : String.join(", ", own));
    }

    @Override
    public void close() {
      interpreter.close();
      resolver.close();
      model.close();
    }
  }
}
