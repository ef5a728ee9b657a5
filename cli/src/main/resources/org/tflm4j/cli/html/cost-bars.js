/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */

/** What the bars can show, the best in front; text tells a value with its unit. */
const time =
  {name: 'Time', of: operator => operator.time_us, format: duration, text: duration};
const costs = [
  ...(analysis.timing.warm ? [time] : []),
  {
    name: 'Multiply-adds', of: operator => operator.multiply_adds, format: amount,
    text: value => `${count(value)} multiply-adds`,
  },
  {
    name: 'Weights', of: operator => operator.weight_bytes, format: size,
    text: value => `${bytes(value)} of weights`,
  },
  ...(analysis.timing.timed && !analysis.timing.warm ? [time] : []),
];

/** The operators that run, with the one that costs most in front. */
function ranked(cost) {
  return operators.filter(operator => operator.first_time >= 0)
      .sort((a, b) => (cost.of(b) ?? 0) - (cost.of(a) ?? 0));
}

/** The operator that costs most, null where none costs anything. */
function mostCostly(cost) {
  const first = ranked(cost)[0];
  return first === undefined || !(cost.of(first) > 0) ? null : first;
}

/** The share of an operator in the sum. */
function share(cost, operator) {
  const sum = operators.reduce((total, other) => total + (cost.of(other) ?? 0), 0);
  return sum > 0 ? `${(100 * cost.of(operator) / sum).toFixed(1)} %` : '';
}

function costText(cost) {
  const costly = mostCostly(cost);
  return costly === null ? `${cost.name}: nothing to compare`
    : `Most costly: ${label(costly)} with ${cost.text(cost.of(costly))}, ${share(cost, costly)}`;
}

/** Draws the buttons and the bars. */
function drawCosts() {
  document.getElementById('cost-method').textContent = analysis.timing.method;
  const buttons = costs.map(cost => {
    const button = make('button', {type: 'button'}, cost.name);
    button.addEventListener('click', () => choose(cost));
    return button;
  });
  const choose = cost => {
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', costs[i] === cost));
    drawBars(cost);
  };
  document.getElementById('cost-choice').append(...buttons);
  legend('cost-legend', types.slice(0, hues.length).map(name => [name, colour(name)])
      .concat(types.length > hues.length ? [['others', colour('')]] : []));
  choose(costs[0]);
}

function drawBars(cost) {
  const top = 44;
  const height = 190;
  const bottom = top + height;
  const costly = mostCostly(cost);
  const most = costly === null ? 1 : cost.of(costly);
  const marks = make('g');
  const bars = make('g');
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const y = bottom - part * height;
    marks.append(
        make('line', {x1: axis.left, x2: axis.end, y1: y, y2: y, class: 'grid'}),
        make('text', {x: axis.left - 8, y: y + 4, class: 'axis', 'text-anchor': 'end'},
            cost.format(part * most)));
  }
  for (const operator of ranked(cost)) {
    const value = cost.of(operator) ?? 0;
    const extent = value / most * height;
    const x = axis.x(operator.first_time);
    const bar = make('g', {},
        make('rect', {x, y: top, width: axis.column, height, fill: 'transparent'}),
        make('rect', {
          x: x + 1.5, y: bottom - extent, width: Math.max(axis.column - 3, 1.5), height: extent,
          rx: 2, fill: colour(operator.name),
        }));
    bars.append(explain(bar, describe(operator), key(operator)));
  }
  if (costly !== null) {
    const middle = axis.x(costly.first_time) + axis.column / 2;
    marks.append(
        make('path', {d: `M${middle} ${top - 14}V${top - 3}m-4-5l4 5l4-5`, class: 'mark-line'}),
        callout(middle, top - 20, costText(cost), `Most costly: ${label(costly)}`,
            'Most costly'));
  }
  const svg = chart('cost', axis.width, bottom + 42, `Cost per operator: ${cost.name}`,
      `${costText(cost)}.`, marks, bars, timeLabels(bottom + 16),
      make('text', {
        x: (axis.left + axis.end) / 2, y: bottom + 36, class: 'axis', 'text-anchor': 'middle',
      }, 'operators, in the order in which they run'));
  document.getElementById('cost-bars').replaceChildren(svg);
}
