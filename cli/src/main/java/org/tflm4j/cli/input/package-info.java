/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** What the commands feed to a model: raw bytes, images and sound. Imports {@code api}. */
package org.tflm4j.cli.input;
