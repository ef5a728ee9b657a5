/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Models of one operator with random shapes, parameters and constants, for the contract test; one
 * package for each family of operators, whose door is its list of samplers. Imports {@code
 * conformance.model}.
 */
package org.tflm4j.conformance.sampler;
