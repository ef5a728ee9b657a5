/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */

/** Draws the arena: operators from left to right, offsets from bottom to top; returns the boxes. */
function drawMemoryMap() {
  const arena = analysis.arena;
  const total = Math.max(arena.smallest_bytes, 16);
  const top = 44;
  const height = 320;
  const bottom = top + height;
  const y = offset => bottom - offset / total * height;
  const marks = make('g');
  const boxes = make('g');

  for (const tick of byteTicks(total)) {
    marks.append(
        make('line', {x1: axis.left, x2: axis.end, y1: y(tick), y2: y(tick), class: 'grid'}),
        make('text', {x: axis.left - 8, y: y(tick) + 4, class: 'axis', 'text-anchor': 'end'},
            size(tick)));
  }
  for (const buffer of arena.buffers) {
    boxes.append(drawBuffer(buffer, y));
  }
  if (arena.peak !== null) {
    const x = axis.x(arena.peak.time);
    const middle = x + axis.column / 2;
    marks.append(
        make('rect', {x, width: axis.column, y: top, height, class: 'band'}),
        make('path', {d: `M${middle} ${top - 14}V${top - 3}m-4-5l4 5l4-5`, class: 'mark-line'}),
        callout(middle, top - 20, peakText()));
  }
  marks.append(boundary(y, total, `arena ${bytes(total)}`));
  if (arena.persistent_bytes > 0 && arena.non_persistent_bytes > 0) {
    marks.append(boundary(y, arena.non_persistent_bytes,
        `planned ${bytes(arena.non_persistent_bytes)}`));
  }
  const svg = chart('memory', axis.width, bottom + 42, 'Memory map',
      `Arena of ${bytes(total)}; ${arena.buffers.length} buffers. ${peakText()}.`,
      marks, boxes, timeLabels(bottom + 16),
      make('text', {
        x: (axis.left + axis.end) / 2, y: bottom + 36, class: 'axis', 'text-anchor': 'middle',
      }, 'operators, in the order in which they run'));
  document.getElementById('memory-map').append(svg);
  legend('memory-legend', [
    ['tensor', 'var(--tensor)'],
    ['in use at the peak', 'var(--peak)'],
    ['input or output of the model', 'var(--boundary)'],
    ['scratch of an operator', 'var(--scratch)'],
    ['kept between invocations', 'var(--state)'],
  ]);
  return arena.buffers.length;
}

/** A dashed line with its name, below it at the right. */
function boundary(y, offset, text) {
  return make('g', {},
      make('line', {
        x1: axis.left, x2: axis.end, y1: y(offset), y2: y(offset), class: 'bound',
      }),
      make('text', {x: axis.end - 4, y: y(offset) + 14, class: 'axis', 'text-anchor': 'end'}, text));
}

function peakText() {
  const peak = analysis.arena.peak;
  if (peak === null) {
    return 'Nothing is planned';
  }
  const operator = operators.find(isPeak);
  const who = operator === undefined ? 'the inputs' : label(operator);
  return `Peak: ${bytes(peak.live_bytes)} in use at ${who}`;
}

function drawBuffer(buffer, y) {
  const x = axis.x(buffer.first_time) + 1;
  const width = Math.max(axis.x(buffer.last_time + 1) - 1 - x, 2);
  const above = y(buffer.offset + buffer.bytes);
  const height = Math.max(y(buffer.offset) - above - 1, 1.5);
  const box = make('g', {class: `box ${bufferClass(buffer)}`},
      make('rect', {x, y: above, width, height, rx: 2}));
  const text = bufferText(buffer, width);
  if (height > 13 && text !== '') {
    box.append(make('text', {
      x: x + width / 2, y: above + height / 2 + 4, 'text-anchor': 'middle',
    }, text));
  }
  return explain(box, [
    buffer.label,
    buffer.type === '' ? '' : `${buffer.type}${shape(buffer.shape)}`,
    `${bytes(buffer.requested_bytes)} at offset ${count(buffer.offset)}`,
    lifetime(buffer),
  ].filter(line => line !== '').join('\n'));
}

function bufferClass(buffer) {
  const peak = analysis.arena.peak;
  if (buffer.kind === 'scratch') {
    return 'scratch';
  }
  if (buffer.kind !== 'tensor') {
    return 'kept';
  }
  if (peak !== null && buffer.first_time <= peak.time && peak.time <= buffer.last_time) {
    return 'at-peak';
  }
  const main = analysis.subgraphs[0];
  const boundary = buffer.subgraph === 0
    && (main.inputs.includes(buffer.index) || main.outputs.includes(buffer.index));
  return boundary ? 'boundary' : '';
}

/** The shape, or the size, or nothing, whatever there is room for. */
function bufferText(buffer, width) {
  const candidates = buffer.shape === null
    ? [size(buffer.bytes)]
    : [`${buffer.shape.join('×')}, ${size(buffer.bytes)}`, buffer.shape.join('×'),
      size(buffer.bytes)];
  return candidates.find(text => text.length * 7 + 8 < width) ?? '';
}

function lifetime(buffer) {
  if (buffer.kind !== 'tensor' && buffer.kind !== 'scratch') {
    return 'lives as long as the interpreter';
  }
  const name = time => {
    const operator = axis.operatorAt.get(time);
    return operator === undefined ? 'the inputs' : label(operator);
  };
  return buffer.first_time === buffer.last_time
    ? `in use at ${name(buffer.first_time)}`
    : `in use from ${name(buffer.first_time)} to ${name(buffer.last_time)}`;
}

/** About five round numbers of bytes. */
function byteTicks(total) {
  let step = 16;
  while (total / step > 6) {
    step *= 2;
  }
  const ticks = [];
  for (let tick = 0; tick <= total; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}
