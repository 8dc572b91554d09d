#!/usr/bin/env bash
# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# From nothing to a running program: installs the packages, builds Cameo,
# installs it to build/install, and builds and runs the Fashion-MNIST example
# with it. Arguments go to the example.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh
cmake --preset release
cmake --build --preset release
cmake --install build/release --prefix "$PWD/build/install" >/dev/null

example=fashion-mnist
cmake -S "python-free-docs/examples/$example" -B "build/examples/$example" -G Ninja \
  -DCMAKE_C_COMPILER=clang-22 -DCMAKE_CXX_COMPILER=clang++-22 \
  -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$PWD/build/install"
cmake --build "build/examples/$example"
"build/examples/$example/classify" "$@"
