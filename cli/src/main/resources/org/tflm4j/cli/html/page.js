/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */

function drawHeader() {
  const {model, arena, totals, devices, timing} = analysis;
  document.getElementById('file').textContent = model.file;
  document.getElementById('about').textContent = [
    bytes(model.bytes), model.description, `schema ${model.schema_version}`,
    `SHA-256 ${model.sha256}`,
    ...model.metadata.map(
        entry => `${entry.name} ${entry.text ?? bytes(entry.bytes)}`),
    ...analysis.inputs.map(input => `input ${input.type}${shape(input.shape)}`),
    ...analysis.outputs.map(output => `output ${output.type}${shape(output.shape)}`),
  ].filter(part => part !== '').join(' · ');
  const figure = (name, value, note) => make('div', {},
      make('dt', {}, name), make('dd', {}, value, make('small', {}, note)));
  document.getElementById('figures').append(
      figure('Arena', size(arena.smallest_bytes), bytes(arena.smallest_bytes)),
      ...devices.slice(0, 1).map(device =>
          figure(`Arena, ${device.profile} TFLM`, size(device.required_bytes),
              `${bytes(device.required_bytes)}, estimated`)),
      figure('Weights', size(totals.weight_bytes), `${count(totals.parameters)} parameters`),
      figure('Multiply-adds', amount(totals.multiply_adds),
          `${count(totals.operators)} operators`),
      ...(timing.timed
        ? [figure('Time', duration(timing.invocation_us),
            `per invocation, ${timing.warm ? `on ${timing.provider}` : 'not warmed up'}`)]
        : []));
  const summary = document.getElementById('summary');
  for (const text of [peakText(), costText(costs[0])]) {
    const [what, ...rest] = text.split(':');
    summary.append(make('b', {}, what), rest.length > 0 ? `:${rest.join(':')}. ` : '. ');
  }
  if (arena.unused_at_peak_bytes > 0) {
    summary.append(`The plan takes ${bytes(arena.non_persistent_bytes)}: `
        + `${bytes(arena.unused_at_peak_bytes)} of them lie unused at the peak.`);
  }
}

document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement.style;
  const dark = root.colorScheme === 'dark'
    || (root.colorScheme === '' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.colorScheme = dark ? 'light' : 'dark';
});

drawHeader();
const boxes = drawMemoryMap();
drawCosts();
drawOperatorTable();
drawGraphs();
drawArenaTables();
drawResolver();
// For tests: everything above has run.
document.documentElement.dataset.boxes = boxes;
document.documentElement.dataset.operators = operators.length;
