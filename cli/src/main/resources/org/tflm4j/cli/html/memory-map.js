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
  const shared = sharedPlaces();
  for (const buffer of arena.buffers) {
    boxes.append(drawBuffer(buffer, y));
  }
  shared.forEach(place => boxes.append(drawShared(place, y)));
  for (const buffer of arena.buffers) {
    boxes.append(...drawText(buffer, y,
        shared.filter(place => place.buffers.includes(buffer))));
  }
  if (arena.peak !== null) {
    const x = axis.x(arena.peak.time);
    const middle = x + axis.column / 2;
    marks.append(
        make('rect', {x, width: axis.column, y: top, height, class: 'band'}),
        make('path', {d: `M${middle} ${top - 14}V${top - 3}m-4-5l4 5l4-5`, class: 'mark-line'}),
        callout(middle, top - 20, peakText(), `Peak: ${bytes(arena.peak.live_bytes)}`));
  }
  marks.append(boundary(y(total), -4, `arena ${bytes(total)}`));
  if (arena.persistent_bytes > 0 && arena.non_persistent_bytes > 0) {
    marks.append(boundary(y(arena.non_persistent_bytes), 14,
        `planned ${bytes(arena.non_persistent_bytes)}`));
  }
  const svg = chart('memory', axis.width, bottom + 42, 'Memory map',
      `Arena of ${bytes(total)}; ${arena.buffers.length} buffers. ${peakText()}.`,
      hatching(), marks, boxes, timeLabels(bottom + 16),
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
    ['shared: an output over an input', 'var(--hatching)'],
  ]);
  return arena.buffers.length;
}

/** A dashed line with its name above or below it at the right. */
function boundary(y, down, text) {
  return make('g', {},
      make('line', {x1: axis.left, x2: axis.end, y1: y, y2: y, class: 'bound'}),
      make('text', {x: axis.end - 4, y: y + down, class: 'axis', 'text-anchor': 'end'}, text));
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

/** Where two buffers lie at one place at one time: an output that takes the place of an input. */
function sharedPlaces() {
  const buffers = analysis.arena.buffers;
  const places = [];
  buffers.forEach((one, i) => buffers.slice(i + 1).forEach(other => {
    const place = {
      buffers: [one, other],
      first_time: Math.max(one.first_time, other.first_time),
      last_time: Math.min(one.last_time, other.last_time),
      offset: Math.max(one.offset, other.offset),
      end: Math.min(one.offset + one.bytes, other.offset + other.bytes),
    };
    if (place.first_time <= place.last_time && place.offset < place.end) {
      places.push(place);
    }
  }));
  return places;
}

/** The rectangle of a buffer, or of a shared place with its end, in the chart. */
function extent(span, y) {
  const x = axis.x(span.first_time) + 1;
  const above = y(span.end ?? span.offset + span.bytes);
  return {
    x, y: above,
    width: Math.max(axis.x(span.last_time + 1) - 1 - x, 2),
    height: Math.max(y(span.offset) - above - 1, 1.5),
  };
}

function drawShared(place, y) {
  const hatch = make('rect', {...extent(place, y), class: 'shared', rx: 2});
  hatch.style.fill = 'url(#hatch)';
  return hatch;
}

/** A pattern of slanted lines. */
function hatching() {
  return make('defs', {}, make('pattern', {
    id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  }, make('line', {x1: 0, y1: 0, x2: 0, y2: 6, class: 'hatch'})));
}

function drawBuffer(buffer, y) {
  const box = make('g', {class: `box ${bufferClass(buffer)}`},
      make('rect', {...extent(buffer, y), rx: 2}));
  return explain(box, [
    buffer.label,
    buffer.type === '' ? '' : `${buffer.type}${shape(buffer.shape)}`,
    `${bytes(buffer.requested_bytes)} at offset ${count(buffer.offset)}`,
    lifetime(buffer),
  ].filter(line => line !== '').join('\n'));
}

/** The lines for which there is room in the largest part of a box that it shares with no other. */
function drawText(buffer, y, shared) {
  const box = extent(buffer, y);
  let [top, bottom] = [box.y, box.y];
  let free = box.y;
  const covers = shared.map(place => extent(place, y)).sort((a, b) => a.y - b.y);
  for (const cover of [...covers, {y: box.y + box.height, height: 0}]) {
    if (cover.y - free > bottom - top) {
      [top, bottom] = [free, cover.y];
    }
    free = Math.max(free, cover.y + cover.height);
  }
  const lines = bufferText(buffer).filter(line => line.length * 7 + 4 < box.width);
  const shown = lines.slice(-Math.floor((bottom - top) / 13) || lines.length);
  return bottom - top <= 13 ? [] : shown.map((line, i) => make('text', {
    class: `label ${bufferClass(buffer)}`, x: box.x + box.width / 2,
    y: (top + bottom) / 2 + 4 + 13 * (i - (shown.length - 1) / 2), 'text-anchor': 'middle',
  }, line));
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

/** The shape without a batch of 1, and the size, a line each. */
function bufferText(buffer) {
  const dimensions = buffer.shape === null ? [] : buffer.shape;
  const inner = dimensions[0] === 1 ? dimensions.slice(1) : dimensions;
  return inner.length > 0 ? [inner.join('×'), size(buffer.bytes)] : [size(buffer.bytes)];
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
