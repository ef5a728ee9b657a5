/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */

const nodeWidth = 196;
const nodeHeight = 38;
const layerHeight = 62;
const laneWidth = 222;

/** Draws the graph of every subgraph: layers from the inputs down to the outputs. */
function drawGraphs() {
  const room = document.getElementById('graph');
  for (const subgraph of analysis.subgraphs) {
    if (analysis.subgraphs.length > 1) {
      room.append(make('h3', {}, `Subgraph ${subgraph.index} ${subgraph.name}`
          + (subgraph.runs ? '' : ' (never runs)')));
    }
    room.append(drawGraph(subgraph, layOut(subgraph)));
  }
}

/** Makes the nodes (inputs, operators, outputs) with their predecessors, layers and lanes. */
function layOut(subgraph) {
  const nodes = [];
  const writers = new Map();
  const add = (node, tensors) => {
    node.from = tensors.filter(index => index >= 0 && writers.has(index))
        .map(index => ({node: writers.get(index), tensor: index}));
    node.layer = Math.max(0, ...node.from.map(edge => edge.node.layer + 1));
    nodes.push(node);
    return node;
  };
  for (const index of subgraph.inputs) {
    writers.set(index, add({end: 'input', tensor: index}, []));
  }
  for (const operator of operators.filter(candidate => candidate.subgraph === subgraph.index)) {
    const node = add({operator}, operator.inputs);
    operator.outputs.forEach(index => writers.set(index, node));
  }
  const last = 1 + Math.max(-1, ...nodes.map(node => node.layer));
  for (const index of subgraph.outputs) {
    add({end: 'output', tensor: index}, [index]).layer = last;
  }
  // A layer's nodes stand in the order of the middle of what they read.
  const layers = [];
  nodes.forEach(node => (layers[node.layer] ??= []).push(node));
  for (const layer of layers) {
    layer.forEach(node => {
      node.wish = node.from.length === 0 ? 0
        : node.from.reduce((sum, edge) => sum + edge.node.lane, 0) / node.from.length;
    });
    layer.sort((a, b) => a.wish - b.wish);
    layer.forEach((node, i) => {
      node.lane = i - (layer.length - 1) / 2;
    });
  }
  return {nodes, layers};
}

function drawGraph(subgraph, {nodes, layers}) {
  const widest = Math.max(1, ...layers.map(layer => layer.length));
  const width = Math.max(1080, widest * laneWidth + 300);
  const height = layers.length * layerHeight + 12;
  const x = node => width / 2 + node.lane * laneWidth;
  const y = node => 8 + node.layer * layerHeight;
  const edges = make('g');
  const plates = make('g');
  for (const node of nodes) {
    for (const edge of node.from) {
      edges.append(make('path', {class: 'edge', d: route(edge.node, node, x, y)}));
    }
    plates.append(drawNode(subgraph, node, x(node), y(node)));
  }
  return chart(`graph-${subgraph.index}`, width, height, 'Graph of the operators',
      `${nodes.filter(node => node.operator).length} operators in ${layers.length} layers.`,
      edges, plates);
}

/** Straight down to the next layer, in a bow around the layers between. */
function route(from, to, x, y) {
  const [x1, y1, x2, y2] = [x(from), y(from) + nodeHeight, x(to), y(to)];
  if (to.layer - from.layer <= 1 || Math.abs(x1 - x2) > nodeWidth) {
    const middle = (y1 + y2) / 2;
    return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
  }
  const side = Math.max(x1, x2) + nodeWidth / 2 + 34;
  return `M${x1 + 40} ${y1}C${x1 + 40} ${y1 + 18} ${side} ${y1 + 4} ${side} ${y1 + 26}`
    + `V${y2 - 26}C${side} ${y2 - 4} ${x2 + 40} ${y2 - 18} ${x2 + 40} ${y2}`;
}

function drawNode(subgraph, node, x, y) {
  const operator = node.operator;
  const shown = tensor(subgraph.index, operator ? operator.outputs[0] ?? -1 : node.tensor);
  const lines = [
    operator ? `${place(operator)} ${operator.name}` : `${node.end} ${shown.name}`,
    shown === undefined ? '' : `${shown.type}${shape(shown.shape)}`,
  ].map(line => line.length > 31 ? `${line.slice(0, 30)}…` : line);
  const group = make('g', {class: 'node'},
      make('rect', {
        class: 'plate', x: x - nodeWidth / 2, y, width: nodeWidth, height: nodeHeight,
        rx: operator ? 5 : 19,
      }),
      make('text', {x: x - nodeWidth / 2 + 14, y: y + 16}, lines[0]),
      make('text', {x: x - nodeWidth / 2 + 14, y: y + 31, class: 'shape'}, lines[1]));
  if (operator) {
    group.append(make('rect', {
      x: x - nodeWidth / 2, y, width: 6, height: nodeHeight, rx: 3, fill: colour(operator.name),
    }));
  }
  return explain(group,
      operator ? describe(operator)
        : `${node.end} ${shown.name}\n${shown.type}${shape(shown.shape)}, ${bytes(shown.bytes)}`,
      operator ? key(operator) : undefined);
}
