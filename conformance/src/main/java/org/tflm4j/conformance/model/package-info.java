/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Writes models: for tests, for broken models of every kind, and for the networks of this project.
 */
package org.tflm4j.conformance.model;
