#!/usr/bin/env bash
# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Cameo against ONNX Runtime, one thread each, or both on a GPU. The two take
# turns at each model and swap the first turn every round, so that a machine that
# is busier or hotter for a while slows both; the ratio is the median over rounds of the
# paired ratios, not a ratio of medians. Prints a markdown table.
set -euo pipefail

usage() {
  cat >&2 <<'END'
usage: compare.sh [--rounds=N] [--seconds=S] [--cpu=N] [--device=vulkan] [--cameo=FILE] [--ort=DIR]
                  MODEL_DIR...
  --rounds=N    turns of each side at each model (default: 5)
  --seconds=S   length of a turn (default: 1)
  --cpu=N       run both sides on this core only
  --device=D    vulkan: Cameo on Vulkan, ONNX Runtime's WebGPU provider
  --cameo=FILE  the compiler (default: cameo)
  --ort=DIR     the folder whose node_modules holds onnxruntime-node (default: $ORT_DIR or .)
A MODEL_DIR is in the layout of ONNX's backend tests: model.onnx, test_data_set_0/input_0.pb, ...
END
  exit 2
}

here=$(cd "$(dirname "$0")" && pwd)
rounds=5 seconds=1 cameo=cameo ort=${ORT_DIR:-.} device=cpu pin=()
while [[ $# -gt 0 && $1 == --* ]]; do
  value=${1#*=}
  case $1 in
  --rounds=*) rounds=$value ;;
  --seconds=*) seconds=$value ;;
  --cpu=*) pin=(taskset -c "$value") ;;
  --device=*) device=$value ;;
  --cameo=*) cameo=$value ;;
  --ort=*) ort=$value ;;
  *) usage ;;
  esac
  shift
done
[[ $# -gt 0 && $rounds =~ ^[1-9][0-9]*$ && $device =~ ^(cpu|vulkan)$ ]] || usage
command -v "$cameo" >/dev/null || { echo "compare.sh: no such program: $cameo" >&2; exit 2; }
command -v node >/dev/null || { echo "compare.sh: ONNX Runtime's side needs node" >&2; exit 2; }

[[ -d $ort/node_modules/onnxruntime-node ]] || {
  echo "compare.sh: no onnxruntime-node in $ort; there, run" >&2
  echo "  npm install --ignore-scripts onnxruntime-node@1.30.0" >&2
  exit 2
}
for directory in "$@"; do
  [[ -f $directory/model.onnx ]] || { echo "compare.sh: no $directory/model.onnx" >&2; exit 2; }
done

provider=cpu
[[ $device == vulkan ]] && provider=webgpu

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# One turn of one side; what goes wrong is told, and shows as a gap in the table.
turn() {
  local side=$1 directory=$2 json=$3
  if [[ $side == cameo ]]; then
    "${pin[@]}" "$cameo" bench "$directory" --device="$device" --threads=1 --seconds="$seconds" \
      --json="$json"
  else
    "${pin[@]}" node "$here/peers/ort_bench.mjs" --ort="$ort" --provider="$provider" \
      --seconds="$seconds" --json="$json" "$directory"
  fi >"$results/log" 2>&1 || { echo "$side failed on $directory:"; tail -n 3 "$results/log"; } >&2
}

for ((round = 0; round < rounds; ++round)); do
  sides=(cameo ort)
  ((round % 2)) && sides=(ort cameo)
  model=0
  for directory in "$@"; do
    echo "round $((round + 1)) of $rounds: $(basename "$directory")" >&2
    for side in "${sides[@]}"; do
      turn "$side" "$directory" "$results/$model.$round.$side.json"
    done
    model=$((model + 1))
  done
done
node "$here/peers/table.mjs" "$results" "$rounds" "$device" "$@"
