/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** What a kernel author needs. Imports only java.base. */
module org.tflm4j.api {}
