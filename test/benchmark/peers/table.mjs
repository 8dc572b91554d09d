// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns the results that compare.sh gathers, RESULTS/<model>.<round>.<side>.json, into a
// markdown table. Each file holds { "results": [ { "min_ms", "median_ms", ... } ] } of one model.

import fs from 'node:fs';
import path from 'node:path';

const [folder, rounds, device, ...directories] = process.argv.slice(2);

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/// The whole file of one turn, or undefined where the turn failed.
function read(model, round, side) {
  try {
    const file = JSON.parse(fs.readFileSync(path.join(folder, `${model}.${round}.${side}.json`)));
    return file.results?.[0]?.median_ms > 0 ? file : undefined;
  } catch {
    return undefined;
  }
}

const cell = (values, fold) => (values.length ? fold(values).toFixed(4) : 'failed');
const least = (values) => Math.min(...values);
const ratios = [], bindings = [];

console.log('| model | Cameo min ms | Cameo median ms | ORT min ms | ORT median ms | ORT / Cameo |');
console.log('|---|---:|---:|---:|---:|---:|');
directories.forEach((directory, model) => {
  const turns = { cameo: [], ort: [] };
  const paired = [];
  for (let round = 0; round < Number(rounds); ++round) {
    const cameo = read(model, round, 'cameo'), ort = read(model, round, 'ort');
    if (cameo) turns.cameo.push(cameo.results[0]);
    if (ort) {
      turns.ort.push(ort.results[0]);
      if (ort.binding_ms > 0) bindings.push(ort.binding_ms);
    }
    if (cameo && ort) paired.push(ort.results[0].median_ms / cameo.results[0].median_ms);
  }
  const columns = ['cameo', 'ort'].flatMap((side) => [
    cell(turns[side].map((t) => t.min_ms), least),
    cell(turns[side].map((t) => t.median_ms), median),
  ]);
  if (paired.length) ratios.push(median(paired));
  const ratio = paired.length ? median(paired).toFixed(2) : '–';
  const name = path.basename(path.resolve(directory));
  console.log(`| ${name} | ${columns.join(' | ')} | ${ratio} |`);
});

if (ratios.length) {
  const geometricMean = Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length);
  console.log(`\nGeometric mean of the ${ratios.length} ratios: ${geometricMean.toFixed(2)}; ` +
              `above 1 Cameo is the faster one. ` +
              `${device === 'cpu' ? 'One thread' : 'Both on the GPU'}, ${rounds} rounds.`);
}
if (bindings.length)
  console.log(`ONNX Runtime runs in Node; its binding's share of each run is at most ` +
              `${median(bindings).toFixed(4)} ms (the median of a model of one Relu on one float).`);
if (ratios.length < directories.length) process.exitCode = 1;
