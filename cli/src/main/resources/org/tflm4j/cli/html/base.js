/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */

/* What the charts share: the data, elements, numbers, names, the tip. */
const analysis = JSON.parse(document.getElementById('analysis').textContent);
const operators = analysis.operators;

const svgNames =
  ['svg', 'g', 'rect', 'line', 'path', 'text', 'title', 'desc', 'defs', 'pattern'];

/** Makes an HTML or SVG element with attributes and children (elements or text). */
function make(name, attributes = {}, ...children) {
  const svg = svgNames.includes(name);
  const element = svg
    ? document.createElementNS('http://www.w3.org/2000/svg', name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Makes the SVG of a chart with what screen readers say of it. */
function chart(id, width, height, title, description, ...children) {
  return make('svg', {
    width, height, viewBox: `0 0 ${width} ${height}`, role: 'group',
    'aria-labelledby': `${id}-title ${id}-desc`,
  }, make('title', {id: `${id}-title`}, title), make('desc', {id: `${id}-desc`}, description),
      ...children);
}

const count = value => Math.round(value).toLocaleString('en-US');
const bytes = value => `${count(value)} ${value === 1 ? 'byte' : 'bytes'}`;

/** 1536 as 1.5 KiB. */
function size(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${+value.toFixed(value < 10 ? 2 : 1)} ${units[unit]}`;
}

/** 2656768 as 2.66 M. */
function amount(value) {
  const units = ['', ' k', ' M', ' G', ' T'];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${+value.toPrecision(3)}${units[unit]}`;
}

function duration(microseconds) {
  if (microseconds === 0) {
    return '0';
  }
  const units = ['ns', 'µs', 'ms', 's'];
  let unit = 0;
  let value = microseconds * 1000;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${+value.toPrecision(3)} ${units[unit]}`;
}

const shape = dimensions => `[${dimensions.join(', ')}]`;
const place = operator =>
  operator.subgraph === 0 ? `${operator.index}` : `${operator.subgraph}:${operator.index}`;
const key = operator => `${operator.subgraph}:${operator.index}`;
const label = operator => `operator ${place(operator)} ${operator.name}`;
const tensor = (subgraph, index) => analysis.subgraphs[subgraph].tensors[index];
const isPeak = operator => analysis.arena.peak !== null
  && operator.subgraph === analysis.arena.peak.subgraph
  && operator.index === analysis.arena.peak.operator;

/** A colour for every type of operator, the same in all charts; grey where they run out. */
const hues = ['#4c8bd0', '#e08a3c', '#3f9f74', '#a678c8', '#d0607f', '#8f9a3c', '#3ba0b0', '#a08068'];
const types = [...new Set(
    [...operators].sort((a, b) => weight(b) - weight(a)).map(operator => operator.name))];
const colour = name => hues[types.indexOf(name)] ?? '#8d949e';

function weight(operator) {
  return operator.time_us ?? operator.multiply_adds;
}

/** What a tip says of an operator. */
function describe(operator) {
  return [
    label(operator),
    `output ${operator.output_type}${shape(operator.output_shape)}`,
    operator.time_us === null ? '' : `time ${duration(operator.time_us)}`,
    `${count(operator.multiply_adds)} multiply-adds`,
    `${count(operator.parameters)} parameters, ${bytes(operator.weight_bytes)} of weights`,
    operator.first_time < 0 ? 'never runs' : `${bytes(operator.live_bytes)} of arena live`,
    `runs on ${operator.provider}`,
  ].filter(line => line !== '').join('\n');
}

const tip = document.getElementById('tip');

/** Shows a text while an element is pointed at or has the focus, and marks its operator everywhere. */
function explain(element, text, operatorKey) {
  element.setAttribute('tabindex', '0');
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', text.replaceAll('\n', ', '));
  if (operatorKey !== undefined) {
    element.dataset.operator = operatorKey;
  }
  const show = (x, y) => {
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(4, Math.min(y + 14, innerHeight - tip.offsetHeight - 8))}px`;
    highlight(operatorKey, true);
  };
  const hide = () => {
    tip.hidden = true;
    highlight(operatorKey, false);
  };
  element.addEventListener('pointermove', event => show(event.clientX, event.clientY));
  element.addEventListener('pointerleave', hide);
  element.addEventListener('focus', () => {
    const box = element.getBoundingClientRect();
    show(box.left, box.bottom);
  });
  element.addEventListener('blur', hide);
  return element;
}

function highlight(operatorKey, on) {
  if (operatorKey !== undefined) {
    document.querySelectorAll(`[data-operator="${operatorKey}"]`)
        .forEach(element => element.classList.toggle('hot', on));
  }
}

/** Adds swatches with their names; an entry is [name, colour]. */
function legend(id, entries) {
  for (const [name, swatch] of entries) {
    const entry = make('span', {}, name);
    entry.style.setProperty('--swatch', swatch);
    document.getElementById(id).append(entry);
  }
}

/** The common time axis of the charts: a column for every point of time, the first for the inputs. */
const axis = (() => {
  const left = 66;
  const right = 14;
  const columns = Math.max(analysis.arena.times, 2);
  const room = document.getElementById('memory-map').clientWidth || 1080;
  const column = Math.max(9, (room - left - right) / columns);
  const operatorAt = new Map(
      operators.filter(operator => operator.first_time >= 0)
          .map(operator => [operator.first_time, operator]));
  return {
    left, column, columns, operatorAt,
    width: left + columns * column + right,
    end: left + columns * column,
    x: time => left + time * column,
  };
})();

/** Numbers of operators below a chart, as many as there is room for. */
function timeLabels(y) {
  const every = Math.ceil(26 / axis.column);
  const labels = make('g', {class: 'axis', 'text-anchor': 'middle'});
  for (let time = 0; time < axis.columns; time++) {
    const operator = axis.operatorAt.get(time);
    if (time % every === 0 && (operator !== undefined || time === 0)) {
      labels.append(make('text', {x: axis.x(time) + axis.column / 2, y, class: 'axis'},
          operator === undefined ? 'in' : place(operator)));
    }
  }
  return labels;
}

/** The longest text for which the chart has room, near x and within the chart. */
function callout(x, y, ...texts) {
  const half = text => text.length * 4.6; // of bold letters, many of them capitals
  const text = texts.find(each => 2 * half(each) <= axis.width) ?? texts.at(-1);
  return make('text', {
    x: Math.max(half(text), Math.min(x, axis.width - half(text))), y, class: 'mark',
    'text-anchor': 'middle',
  }, text);
}
