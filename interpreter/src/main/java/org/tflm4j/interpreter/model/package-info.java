/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What a model file says: graphs, operators as they stand in it, and the problems of a model.
 * Everything here is immutable; reading the bytes is the business of {@code schema}, which is not
 * exported. Imports {@code api.tensor}.
 */
package org.tflm4j.interpreter.model;
