/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */

/** Makes a table; a column is {name, of, text, number}, and text shows what of returns. */
function table(columns, rows, decorate = () => {}) {
  const body = make('tbody');
  const fill = ordered => body.replaceChildren(...ordered.map(row => {
    const line = make('tr', {}, ...columns.map(column => {
      const value = column.of(row);
      return make('td', {class: column.class ?? (column.number ? 'number' : '')},
          column.text ? column.text(value, row) : `${value}`);
    }));
    decorate(line, row);
    return line;
  }));
  let order = {};
  const head = make('tr', {}, ...columns.map(column => {
    const button = make('button', {type: 'button'}, column.name);
    const cell = make('th', {class: column.number ? 'number' : '', scope: 'col'}, button);
    button.addEventListener('click', () => {
      const sign = order.column === column ? -order.sign : column.number ? -1 : 1;
      order = {column, sign};
      fill([...rows].sort((a, b) => sign * compare(column.of(a), column.of(b))));
      head.querySelectorAll('th').forEach(other => other.removeAttribute('aria-sort'));
      cell.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
    });
    return cell;
  }));
  fill(rows);
  return make('table', {}, make('thead', {}, head), body);
}

function compare(a, b) {
  return typeof a === 'number' && typeof b === 'number' ? a - b : `${a}`.localeCompare(`${b}`);
}

function drawOperatorTable() {
  const costly = mostCostly(costs[0]);
  const number = (name, of, text = count) => ({name, of, text, number: true});
  const columns = [
    {name: '#', of: o => operators.indexOf(o), text: (value, o) => place(o), number: true},
    {
      name: 'operator', of: o => o.name,
      text: (value, o) => make('span', {}, value,
          ...(isPeak(o) ? [make('span', {class: 'flag'}, 'peak')] : []),
          ...(o === costly ? [make('span', {class: 'flag'}, 'most costly')] : [])),
    },
    {name: 'output', of: o => `${o.output_type}${shape(o.output_shape)}`},
    number('parameters', o => o.parameters),
    number('multiply-adds', o => o.multiply_adds),
    number('weight bytes', o => o.weight_bytes),
    number('arena live', o => o.live_bytes),
    ...(analysis.timing.timed
      ? [number('time', o => o.time_us ?? -1, value => value < 0 ? '' : duration(value))] : []),
    {name: 'provider', of: o => o.provider},
    {name: 'declined by', of: o => o.declined.join('; '), class: 'reason'},
  ];
  document.getElementById('operators').append(table(columns, operators, (line, operator) => {
    line.dataset.operator = key(operator);
  }));
}

function allocationTable(title, note, allocations) {
  const number = (name, of) => ({name, of, text: count, number: true});
  return make('div', {}, make('h3', {}, title), make('p', {class: 'quiet'}, note),
      table([
        {name: 'allocation', of: kind => kind.kind.replaceAll('_', ' ')},
        number('count', kind => kind.count),
        number('bytes requested', kind => kind.requested_bytes),
        number('used', kind => kind.used_bytes),
      ], allocations));
}

function drawArenaTables() {
  const arena = analysis.arena;
  const here = `${bytes(arena.smallest_bytes)} is the smallest arena with which the model runs `
    + `(${arena.trials} trials): ${bytes(arena.non_persistent_bytes)} planned and `
    + `${bytes(arena.persistent_bytes)} persistent. Outside it kernels hold `
    + `${bytes(arena.kernel_bytes)} and share ${bytes(arena.workspace_bytes)} of work space. `
    + `Planners: ${arena.planners
        .map(planner => `${planner.planner} ${bytes(planner.non_persistent_bytes)}`).join(', ')}.`;
  document.getElementById('arena').append(
      allocationTable('Here', here, arena.allocations),
      ...analysis.devices.slice(0, 1).map(device => allocationTable(
          `TFLM on a ${device.profile} device, estimated`,
          `${bytes(device.required_bytes)} to allocate the model; in use then are `
            + `${bytes(device.non_persistent_bytes)} planned and `
            + `${bytes(device.persistent_bytes)} persistent, with TFLM's reference kernels.`,
          device.allocations)));
}

function drawResolver() {
  for (const [title, lines] of [
    ['C++', analysis.op_resolver.cpp], ['Java', analysis.op_resolver.java],
  ]) {
    const text = lines.join('\n');
    const button = make('button', {type: 'button'}, 'Copy');
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    });
    document.getElementById('resolver').append(
        make('div', {}, make('h3', {}, title), make('pre', {tabindex: '0'}, text), button));
  }
}
