/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.mutation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tflm4j.conformance.mutation.ValueSite.Meaning;

/**
 * Finds the places in a good model whose values have a meaning: shapes, types, indices,
 * quantization, options, axes and lengths, of every table that the schema knows. The numbers are
 * those of the schema's fields.
 */
final class ModelSites {
  /** Constants up to this size are axes, shapes and the like rather than weights. */
  private static final int MAX_PARAMETER_BYTES = 64;

  private final ByteBuffer file;
  private final Set<ValueSite> sites = new LinkedHashSet<>();
  private int buffers;
  private int subgraphs;
  private int codes;

  private ModelSites(byte[] model) {
    file = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the sites of a model that is not broken. */
  static List<ValueSite> of(byte[] model) {
    ModelSites found = new ModelSites(model);
    found.model(found.target(0));
    return List.copyOf(found.sites);
  }

  // Model: 0 version, 1 operator_codes, 2 subgraphs, 3 description, 4 buffers, 6 metadata
  private void model(int table) {
    fields(table);
    site(table, 0, Meaning.INT32);
    List<Integer> codeTables = tables(table, 1);
    List<Integer> graphTables = tables(table, 2);
    List<Integer> bufferTables = tables(table, 4);
    codes = codeTables.size();
    subgraphs = graphTables.size();
    buffers = bufferTables.size();
    // OperatorCode: 0 deprecated_builtin_code, 1 custom_code, 2 version, 3 builtin_code
    for (int code : codeTables) {
      fields(code);
      site(code, 0, Meaning.BYTE);
      site(code, 2, Meaning.INT32);
      site(code, 3, Meaning.INT32);
    }
    // Buffer: 0 data, 1 offset, 2 size
    for (int buffer : bufferTables) {
      fields(buffer);
      length(buffer, 0);
      parameters(buffer);
    }
    graphTables.forEach(this::subgraph);
    // Metadata: 0 name, 1 buffer
    for (int metadata : tables(table, 6)) {
      index(metadata, 1, buffers);
    }
  }

  /** The elements of a small constant; larger ones are weights. */
  private void parameters(int buffer) {
    int vector = vector(buffer, 0);
    int bytes = vector == 0 ? 0 : file.getInt(vector);
    if (bytes <= MAX_PARAMETER_BYTES) {
      for (int i = 0; i + 4 <= bytes; i += 4) {
        sites.add(new ValueSite(vector + 4 + i, Meaning.INT32, 0));
      }
    }
  }

  // SubGraph: 0 tensors, 1 inputs, 2 outputs, 3 operators
  private void subgraph(int table) {
    fields(table);
    List<Integer> tensors = tables(table, 0);
    indices(table, 1, tensors.size());
    indices(table, 2, tensors.size());
    tensors.forEach(this::tensor);
    for (int operator : tables(table, 3)) {
      operator(operator, tensors.size());
    }
  }

  // Tensor: 0 shape, 1 type, 2 buffer, 4 quantization, 5 is_variable
  private void tensor(int table) {
    fields(table);
    elements(table, 0, Meaning.DIMENSION, 0);
    site(table, 1, Meaning.BYTE);
    index(table, 2, buffers);
    site(table, 5, Meaning.BYTE);
    int at = field(table, 4);
    if (at != 0) {
      sites.add(new ValueSite(at, Meaning.REFERENCE, 0));
      int quantization = target(at);
      // QuantizationParameters: 2 scale, 3 zero_point, 6 quantized_dimension
      fields(quantization);
      elements(quantization, 2, Meaning.SCALE, 0);
      elements(quantization, 3, Meaning.INT64, 0);
      site(quantization, 6, Meaning.INT32);
    }
  }

  // Operator: 0 opcode_index, 1 inputs, 2 outputs, 3 builtin_options_type, 4 builtin_options, 5
  // custom_options, 8 intermediates, 11 builtin_options_2_type, 12 builtin_options_2
  private void operator(int table, int tensors) {
    fields(table);
    index(table, 0, codes);
    indices(table, 1, tensors);
    indices(table, 2, tensors);
    site(table, 3, Meaning.BYTE);
    elements(table, 5, Meaning.BYTE, 0);
    indices(table, 8, tensors);
    site(table, 11, Meaning.BYTE);
    options(table, 4);
    options(table, 12);
  }

  /** The fields of an options table, whatever its type: their widths follow from their places. */
  private void options(int operator, int field) {
    int at = field(operator, field);
    if (at == 0) {
      return;
    }
    sites.add(new ValueSite(at, Meaning.REFERENCE, 0));
    int table = target(at);
    fields(table);
    int vtable = table - file.getInt(table);
    int end = file.getShort(vtable + 2) & 0xFFFF;
    for (int f = 0; 4 + 2 * f < (file.getShort(vtable) & 0xFFFF); f++) {
      int offset = file.getShort(vtable + 4 + 2 * f) & 0xFFFF;
      if (offset != 0) {
        boolean word = offset % 4 == 0 && offset + 4 <= end;
        sites.add(new ValueSite(table + offset, word ? Meaning.INT32 : Meaning.BYTE, 0));
        if (word) {
          // Subgraphs are chosen by options alone.
          sites.add(new ValueSite(table + offset, Meaning.INDEX, subgraphs));
        }
      }
    }
  }

  private int target(int at) {
    return at + file.getInt(at);
  }

  /** Returns the position of a field, 0 where the table does not have it. */
  private int field(int table, int field) {
    int vtable = table - file.getInt(table);
    int entry = 4 + 2 * field;
    if (entry >= (file.getShort(vtable) & 0xFFFF)) {
      return 0;
    }
    int offset = file.getShort(vtable + entry) & 0xFFFF;
    return offset == 0 ? 0 : table + offset;
  }

  /** Returns the position of a vector's length, 0 where the table does not have it. */
  private int vector(int table, int field) {
    int at = field(table, field);
    return at == 0 ? 0 : target(at);
  }

  /** Tables share lists of their fields, so taking one away may change several tables. */
  private void fields(int table) {
    int vtable = table - file.getInt(table);
    for (int entry = 4; entry < (file.getShort(vtable) & 0xFFFF); entry += 2) {
      if (file.getShort(vtable + entry) != 0) {
        sites.add(new ValueSite(vtable + entry, Meaning.FIELD, 0));
      }
    }
  }

  private void site(int table, int field, Meaning meaning) {
    int at = field(table, field);
    if (at != 0) {
      sites.add(new ValueSite(at, meaning, 0));
    }
  }

  private void index(int table, int field, int limit) {
    int at = field(table, field);
    if (at != 0) {
      sites.add(new ValueSite(at, Meaning.INDEX, limit));
    }
  }

  private void length(int table, int field) {
    int vector = vector(table, field);
    if (vector != 0) {
      sites.add(new ValueSite(vector, Meaning.LENGTH, 0));
    }
  }

  private void indices(int table, int field, int limit) {
    elements(table, field, Meaning.INDEX, limit);
  }

  private void elements(int table, int field, Meaning meaning, int limit) {
    length(table, field);
    int vector = vector(table, field);
    for (int i = 0; vector != 0 && i < file.getInt(vector); i++) {
      sites.add(new ValueSite(vector + 4 + i * meaning.bytes(), meaning, limit));
    }
  }

  private List<Integer> tables(int table, int field) {
    List<Integer> tables = new ArrayList<>();
    length(table, field);
    int vector = vector(table, field);
    for (int i = 0; vector != 0 && i < file.getInt(vector); i++) {
      int at = vector + 4 + 4 * i;
      sites.add(new ValueSite(at, Meaning.REFERENCE, 0));
      tables.add(target(at));
    }
    return tables;
  }
}
