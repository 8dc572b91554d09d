#!/usr/bin/env bash
# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Builds Cameo and runs all its tests: unit tests, FileCheck tests, ONNX's own
# tests, and the examples built against an installed Cameo. Goes on after a
# failure; the last line sums up, and the exit status is 0 if nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.."

jobs=${JOBS:-$(nproc)}
passed=0 failed=0 summary=()
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT

count() { # suite passed failed
  passed=$((passed + $2)) failed=$((failed + $3))
  summary+=("$(printf '%-28s %5d passed, %d failed' "$1" "$2" "$3")")
}

finish() {
  printf '\n'
  printf '%s\n' "${summary[@]}"
  echo "$passed passed, $failed failed"
  exit $((failed > 0))
}

# A number that stands before (or after) a word in a file; 0 if there is none.
number() { grep -oE "$2" "$1" | grep -oE '[0-9]+' | tail -n 1 || true; }

build() {
  tools/setup.sh && cmake --preset release && cmake --build --preset release -j "$jobs" &&
    cmake --install build/release --prefix "$PWD/build/install" >/dev/null
}
if ! build; then
  count build 0 1
  finish
fi

echo "== unit tests"
ctest --test-dir build/release -j "$jobs" --output-on-failure --label-exclude suite |
  tee "$log/ctest"
[[ ${PIPESTATUS[0]} -eq 0 ]] || ctest_failed=1
total=$(number "$log/ctest" 'out of [0-9]+') bad=$(number "$log/ctest" '[0-9]+ tests? failed out')
# "N% tests passed, F tests failed out of T"
bad=$(grep -oE '[0-9]+ tests? failed out of [0-9]+' "$log/ctest" | grep -oE '^[0-9]+' || true)
bad=${bad:-${ctest_failed:-0}} total=${total:-0}
count "unit tests" $((total > bad ? total - bad : 0)) "$bad"

echo "== FileCheck tests"
cmake --build build/release --target check-cameo | tee "$log/lit"
lit_status=${PIPESTATUS[0]}
good=$(number "$log/lit" '^ *Passed *: *[0-9]+') bad=0
for kind in Failed 'Timed Out' Unresolved 'Unexpectedly Passed'; do
  n=$(number "$log/lit" "^ *$kind *: *[0-9]+")
  bad=$((bad + ${n:-0}))
done
[[ $lit_status -eq 0 || $bad -gt 0 ]] || bad=1
count "FileCheck tests" "${good:-0}" "$bad"

echo "== ONNX's tests"
ctest --test-dir build/release --verbose --tests-regex '^conformance-' | tee "$log/conformance"
while read -r suite line; do
  [[ $line =~ ([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped ]] || continue
  count "$suite" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
done < <(awk '/^ *Start +[0-9]+: /{name = $NF} /[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped/{print name, $0}' \
  "$log/conformance")
while read -r suite; do # what failed without a count, or stayed under its floor
  count "$suite (as a whole)" 0 1
done < <(grep -oE 'conformance-[a-z-]+ \.+\*\*\*(Failed|Timeout|Not Run|Exception)' "$log/conformance" |
  awk '{print $1}')

# Configures, builds and tests a project that finds Cameo in build/install.
against_installed() { # folder build-folder
  ctest --build-and-test "$1" "$2" --build-generator Ninja \
    --build-options -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_COMPILER=clang-22 \
    -DCMAKE_CXX_COMPILER=clang++-22 -DCMAKE_PREFIX_PATH="$PWD/build/install" \
    --test-command ctest --output-on-failure
}

echo "== ABI tests"
against_installed test/abi build/abi | tee "$log/abi"
abi_status=${PIPESTATUS[0]}
total=$(grep -oE 'out of [0-9]+' "$log/abi" | grep -oE '[0-9]+' || true)
bad=$(grep -oE '[0-9]+ tests? failed out of' "$log/abi" | grep -oE '^[0-9]+' || true)
total=${total:-0} bad=${bad:-0}
[[ $abi_status -eq 0 || $bad -gt 0 ]] || bad=1 # it was not even built
count "ABI tests" $((total > bad ? total - bad : 0)) "$bad"

echo "== examples"
for folder in python-free-docs/examples/*/; do
  [[ -f $folder/CMakeLists.txt ]] || continue
  name=$(basename "$folder")
  if against_installed "$folder" "build/examples/$name"; then
    count "example $name" 1 0
  else
    count "example $name" 0 1
  fi
done
finish
