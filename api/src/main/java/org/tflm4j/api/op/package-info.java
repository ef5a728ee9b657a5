/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * One immutable record per operator (or family of operators): everything that preparing works out.
 * Imports {@code api.tensor} and {@code api.quantization}.
 *
 * <p>A record gives its operands' roles as constants ({@code INPUT}, {@code AXIS}). Where the
 * arithmetic depends on the type, its component {@code numerics} is of a sealed interface: one
 * record for each kind of arithmetic, with the parameters that this kind needs. Kernels {@code
 * switch} over it, so a further kind breaks every switch that must know it at compile time. Zero
 * points are called so and are subtracted from inputs and added to outputs.
 *
 * <p>The records by family, which are the packages of preparers and kernels:
 *
 * <ul>
 *   <li>Convolution (with pooling and windows):
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.Conv2D}
 *         <li>{@link org.tflm4j.api.op.DepthwiseConv2D}
 *         <li>{@link org.tflm4j.api.op.TransposeConv}
 *         <li>{@link org.tflm4j.api.op.Pool2D}
 *         <li>{@link org.tflm4j.api.op.Window}
 *       </ul>
 *   <li>Dense:
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.FullyConnected}
 *         <li>{@link org.tflm4j.api.op.BatchMatMul}
 *       </ul>
 *   <li>Elementwise (unary functions, activations, softmax, conversions):
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.UnaryOp}
 *         <li>{@link org.tflm4j.api.op.UnaryMath}
 *         <li>{@link org.tflm4j.api.op.Abs}
 *         <li>{@link org.tflm4j.api.op.Rsqrt}
 *         <li>{@link org.tflm4j.api.op.LogicalNot}
 *         <li>{@link org.tflm4j.api.op.ZerosLike}
 *         <li>{@link org.tflm4j.api.op.Relu}
 *         <li>{@link org.tflm4j.api.op.Relu6}
 *         <li>{@link org.tflm4j.api.op.LeakyRelu}
 *         <li>{@link org.tflm4j.api.op.Elu}
 *         <li>{@link org.tflm4j.api.op.HardSwish}
 *         <li>{@link org.tflm4j.api.op.Sigmoid}
 *         <li>{@link org.tflm4j.api.op.Softmax}
 *         <li>{@link org.tflm4j.api.op.LogSoftmax}
 *         <li>{@link org.tflm4j.api.op.L2Normalization}
 *         <li>{@link org.tflm4j.api.op.Quantize}
 *         <li>{@link org.tflm4j.api.op.Dequantize}
 *         <li>{@link org.tflm4j.api.op.Cast}
 *       </ul>
 *   <li>Arithmetic (two tensors with broadcasting, comparison, selection):
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.BinaryOp}
 *         <li>{@link org.tflm4j.api.op.Arithmetic}
 *         <li>{@link org.tflm4j.api.op.BinaryFunction}
 *         <li>{@link org.tflm4j.api.op.Comparison}
 *         <li>{@link org.tflm4j.api.op.AddN}
 *         <li>{@link org.tflm4j.api.op.Prelu}
 *         <li>{@link org.tflm4j.api.op.SelectV2}
 *         <li>{@link org.tflm4j.api.op.BroadcastTo}
 *         <li>{@link org.tflm4j.api.op.BroadcastArgs}
 *         <li>{@link org.tflm4j.api.op.Broadcast}
 *         <li>{@link org.tflm4j.api.op.InputScaling}
 *         <li>{@link org.tflm4j.api.op.OutputScaling}
 *       </ul>
 *   <li>Reduction (with cumulative sums):
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.Reduction}
 *         <li>{@link org.tflm4j.api.op.ArgMinMax}
 *         <li>{@link org.tflm4j.api.op.CumSum}
 *       </ul>
 *   <li>Gather (with resizing):
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.Gather}
 *         <li>{@link org.tflm4j.api.op.GatherNd}
 *         <li>{@link org.tflm4j.api.op.EmbeddingLookup}
 *         <li>{@link org.tflm4j.api.op.Resize}
 *       </ul>
 *   <li>Layout:
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.Concatenation}
 *         <li>{@link org.tflm4j.api.op.Split}
 *         <li>{@link org.tflm4j.api.op.Reshape}
 *         <li>{@link org.tflm4j.api.op.StridedCopy}
 *         <li>{@link org.tflm4j.api.op.Slice}
 *         <li>{@link org.tflm4j.api.op.Pad}
 *         <li>{@link org.tflm4j.api.op.MirrorPad}
 *         <li>{@link org.tflm4j.api.op.SpaceBatch}
 *         <li>{@link org.tflm4j.api.op.ReverseV2}
 *         <li>{@link org.tflm4j.api.op.DynamicUpdateSlice}
 *         <li>{@link org.tflm4j.api.op.Fill}
 *         <li>{@link org.tflm4j.api.op.ShapeOf}
 *       </ul>
 *   <li>Recurrent:
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.UnidirectionalSequenceLstm}
 *         <li>{@link org.tflm4j.api.op.LstmNumerics}
 *         <li>{@link org.tflm4j.api.op.Svdf}
 *       </ul>
 *   <li>Signal:
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.SignalWindow}
 *         <li>{@link org.tflm4j.api.op.SignalFramer}
 *         <li>{@link org.tflm4j.api.op.SignalStacker}
 *         <li>{@link org.tflm4j.api.op.SignalOverlapAdd}
 *         <li>{@link org.tflm4j.api.op.SignalDelay}
 *         <li>{@link org.tflm4j.api.op.SignalRfft}
 *         <li>{@link org.tflm4j.api.op.SignalIrfft}
 *         <li>{@link org.tflm4j.api.op.SignalFftAutoScale}
 *         <li>{@link org.tflm4j.api.op.SignalEnergy}
 *         <li>{@link org.tflm4j.api.op.SignalFilterBank}
 *         <li>{@link org.tflm4j.api.op.SignalFilterBankLog}
 *         <li>{@link org.tflm4j.api.op.SignalFilterBankSquareRoot}
 *         <li>{@link org.tflm4j.api.op.SignalFilterBankSpectralSubtraction}
 *         <li>{@link org.tflm4j.api.op.SignalPcan}
 *       </ul>
 *   <li>Custom:
 *       <ul>
 *         <li>{@link org.tflm4j.api.op.CircularBuffer}
 *         <li>{@link org.tflm4j.api.op.Decode}
 *         <li>{@link org.tflm4j.api.op.DetectionPostProcess}
 *       </ul>
 *   <li>Control: has no records. The interpreter runs control flow and variables itself.
 * </ul>
 *
 * <p>For all families: {@link org.tflm4j.api.op.Op}, {@link org.tflm4j.api.op.IntegerRange}, {@link
 * org.tflm4j.api.op.RealRange}, {@link org.tflm4j.api.op.IntegerRange}, {@link
 * org.tflm4j.api.op.RealRange}; for layers with weights: {@link
 * org.tflm4j.api.op.WeightedNumerics}.
 */
package org.tflm4j.api.op;
