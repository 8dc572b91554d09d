// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Times ONNX Runtime on models in the layout of ONNX's backend tests, one thread,
// every optimisation on, one process a model. To be fair to it, runs go
// straight to the native binding (the public run() waits for the event loop
// first) and write to output buffers that are allocated once. What the binding
// itself costs is measured by a model of one node and told with the results.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { decodeTensor, oneNodeModel } from './tensor_proto.mjs';

const usage = `usage: node ort_bench.mjs [--seconds=S] [--json=FILE] [--ort=DIR] [--provider=P] MODEL_DIR...
  --seconds=S  how long to run each model (default: 2)
  --json=FILE  write the results to FILE too
  --ort=DIR    the folder whose node_modules holds onnxruntime-node (default: $ORT_DIR or .)
  --provider=P  the execution provider (default: cpu), e.g. webgpu
A MODEL_DIR holds model.onnx and test_data_set_0/input_0.pb, input_1.pb, ...`;

const overheadName = '(binding: one Relu)';

function median(sorted) {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/// The input tensors of test_data_set_0 by input name. Files name their tensor;
/// one that does not match an input belongs to the input at its position.
function readInputs(directory, inputNames) {
  const folder = path.join(directory, 'test_data_set_0');
  const tensors = {};
  for (let i = 0; i < inputNames.length; ++i) {
    const file = path.join(folder, `input_${i}.pb`);
    if (!fs.existsSync(file)) break;
    try {
      const tensor = decodeTensor(fs.readFileSync(file));
      tensors[inputNames.includes(tensor.name) ? tensor.name : inputNames[i]] = tensor;
    } catch (error) {
      throw new Error(`${file}: ${error.message}`);
    }
  }
  return tensors;
}

/// Loads and runs one model in this process.
function measure(directory, { seconds, ort: ortDirectory, provider }) {
  const require = createRequire(path.join(path.resolve(ortDirectory), 'package.json'));
  const residentBefore = process.memoryUsage().rss;
  const { Tensor } = require('onnxruntime-common');
  const { binding, initOrt } = require('onnxruntime-node/dist/binding.js');
  initOrt();

  const options = {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    executionProviders: [provider],
  };
  const isOverhead = directory === overheadName;
  const session = new binding.InferenceSession();
  const loadStart = performance.now();
  if (isOverhead) {
    const model = oneNodeModel();
    session.loadModel(model.buffer, model.byteOffset, model.byteLength, options);
  } else {
    session.loadModel(path.join(directory, 'model.onnx'), options);
  }
  const loadMs = performance.now() - loadStart;

  const inputNames = session.inputMetadata.map((value) => value.name);
  const raw = isOverhead
    ? { x: { type: 'float32', data: new Float32Array(1), dims: [1] } }
    : readInputs(directory, inputNames);
  const feeds = {};
  for (const [name, { type, data, dims }] of Object.entries(raw))
    feeds[name] = new Tensor(type, data, dims);

  // The first run allocates the outputs; later ones write to the same buffers,
  // except for what the binding cannot take back: strings and empty tensors.
  const runOptions = {};
  const fetches = Object.fromEntries(session.outputMetadata.map(({ name }) => [name, null]));
  const first = session.run(feeds, fetches, runOptions);
  for (const [name, value] of Object.entries(first))
    if (value instanceof Tensor && value.type !== 'string' && value.size > 0) fetches[name] = value;

  const samples = [];
  const runFor = (milliseconds) => {
    const end = performance.now() + milliseconds;
    for (let now = performance.now(), begin; now < end || samples.length < 3;) {
      begin = performance.now();
      session.run(feeds, fetches, runOptions);
      now = performance.now();
      samples.push(now - begin);
    }
  };
  runFor(seconds * 100); // a tenth of the time to warm up
  samples.length = 0;
  runFor(seconds * 1000);
  samples.sort((a, b) => a - b);
  return {
    name: isOverhead ? overheadName : path.basename(path.resolve(directory)),
    load_ms: loadMs,
    min_ms: samples[0],
    median_ms: median(samples),
    rss_mb: process.resourceUsage().maxRSS / 1024 - residentBefore / 1048576,
    runs: samples.length,
  };
}

function measureInChild(directory, options) {
  const self = fileURLToPath(import.meta.url);
  const job = JSON.stringify({ directory, ...options });
  try {
    const stdio = ['ignore', 'pipe', 'pipe'];
    return JSON.parse(execFileSync(process.execPath, [self, '--child', job], { stdio }));
  } catch (error) {
    const lines = String(error.stderr || error.message).split('\n');
    const reason = lines.find((line) => /Error/.test(line)) ?? lines[0];
    return { name: path.basename(directory), error: reason.trim() };
  }
}

function main() {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        seconds: { type: 'string', default: '2' },
        json: { type: 'string' },
        ort: { type: 'string', default: process.env.ORT_DIR ?? '.' },
        provider: { type: 'string', default: 'cpu' },
      },
    });
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const seconds = Number(values.seconds);
  if (positionals.length === 0 || !(seconds > 0)) {
    console.error(usage);
    return 2;
  }
  if (!fs.existsSync(path.join(values.ort, 'node_modules', 'onnxruntime-node'))) {
    console.error(`no onnxruntime-node in ${path.resolve(values.ort)}; there, run\n` +
                  '  npm install --ignore-scripts onnxruntime-node@1.30.0');
    return 2;
  }

  const results = [];
  const report = (result) => {
    const { name, error, load_ms, min_ms, median_ms, rss_mb } = result;
    if (error) console.error(`${name}: ${error}`);
    else console.log(`${name} ${load_ms.toFixed(2)} ${min_ms.toFixed(4)} ` +
                     `${median_ms.toFixed(4)} ${rss_mb.toFixed(1)}`);
    results.push(result);
  };
  const options = { seconds, ort: values.ort, provider: values.provider };
  console.log('# name load_ms min_ms median_ms rss_mb');
  console.log('# rss_mb: peak of the process less that of Node before ONNX Runtime was loaded');
  for (const directory of positionals) report(measureInChild(directory, options));
  const overhead = measureInChild(overheadName, { ...options, seconds: Math.min(seconds, 0.2) });
  if (!overhead.error)
    console.log(`# the binding's share of each run is at most ${overhead.median_ms.toFixed(4)} ms: ` +
                'the median of a model of one Relu on one float');
  if (values.json) {
    const file = { threads: 1, seconds, binding_ms: overhead.median_ms, results };
    fs.writeFileSync(values.json, JSON.stringify(file, null, 1) + '\n');
  }
  return results.some((result) => result.error) ? 1 : 0;
}

if (process.argv[2] === '--child') {
  const { directory, ...options } = JSON.parse(process.argv[3]);
  process.stdout.write(JSON.stringify(measure(directory, options)));
} else {
  process.exitCode = main();
}
