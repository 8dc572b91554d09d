#!/usr/bin/env bash
# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Installs the Debian 12 packages that building and testing Cameo need. Does
# nothing, and needs no privileges, when they are all there.
set -euo pipefail

packages=(
  # the build
  cmake ninja-build pkg-config ccache clang-22 lld-22 git
  # MLIR, LLVM and the linker as libraries
  llvm-22-dev llvm-22-tools libmlir-22-dev mlir-22-tools liblld-22-dev libzstd-dev zlib1g-dev
  # ONNX's file format
  libonnx-dev libprotobuf-dev protobuf-compiler
  # the tests: ONNX's own, unit tests, lit (which is written in Python), the demo's pictures
  libonnx-testdata libgtest-dev libbenchmark-dev nlohmann-json3-dev python3 dataset-fashion-mnist
)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' ||
    missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

sudo=()
[[ $(id -u) -eq 0 ]] || sudo=(sudo)
echo "installing: ${missing[*]}"
"${sudo[@]}" apt-get update -q
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -q --no-install-recommends "${missing[@]}"
