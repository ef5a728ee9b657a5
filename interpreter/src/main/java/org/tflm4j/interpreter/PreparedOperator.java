/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.List;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Op;
import org.tflm4j.interpreter.schema.OperatorNode;

/**
 * An operator that is ready to run.
 *
 * @param node the operator in the model
 * @param op what preparing it worked out
 * @param kernel who computes it
 * @param provider name of the kernel's provider; {@code interpreter} for control flow and resource
 *     variables, {@code application} for operators that the application registered
 * @param declined why providers that were asked before did not take it, one line each
 */
public record PreparedOperator(
    OperatorNode node, Op op, Kernel kernel, String provider, List<String> declined) {}
