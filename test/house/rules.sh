#!/usr/bin/env bash
# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The rules of the house, checked on the source tree that is the argument. Prints
# FILE: what is wrong with it, and fails if there is anything.
set -uo pipefail
export LC_ALL=C.UTF-8
cd "${1:?usage: rules.sh SOURCE_TREE}" || exit 2

rooms=(dialects include lib python-free-docs runtime test tools)
for room in "${rooms[@]}"; do
  [[ -d $room ]] || { echo "$room: no such folder" && exit 2; }
done
found=$(mktemp)
trap 'rm -f "$found"' EXIT

# A source file begins with the licence and has at most 800 lines.
find "${rooms[@]}" -type f \( -name '*.c' -o -name '*.cpp' -o -name '*.h' -o -name '*.hpp' \
  -o -name '*.td' -o -name '*.sh' -o -name '*.py' \) -exec awk '
  function finish() {
    if (lines > 800) print file ": " lines " lines; the limit is 800"
    if (licence != 2) print file ": lacks the licence header"
  }
  FNR == 1 { if (file) finish(); file = FILENAME; licence = 0 }
  FNR <= 4 && /Part of Cameo, under the Apache License v2.0 with LLVM Exceptions/ { ++licence }
  FNR <= 4 && /SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception/ { ++licence }
  { lines = FNR }
  END { finish() }' {} + >>"$found"

# A room includes only itself and what stands above it in architecture.md's table.
order=$(sed -nE 's#^\| `((include|lib|dialects)/[^`<]*)/(<[^`]*>/)?` .*#\1#p' python-free-docs/architecture.md)
[[ -n $order ]] || echo "python-free-docs/architecture.md: no table of rooms was found" >>"$found"
find include lib dialects -type f \( -name '*.cpp' -o -name '*.h' \) -exec awk -v order="$order" '
  BEGIN { rooms = split(order, room, "\n") }
  function number(path,   i, best, length_) {
    for (i = 1; i <= rooms; ++i)
      if (index(path, room[i] "/") == 1 && length(room[i]) > length_) { best = i; length_ = length(room[i]) }
    return best
  }
  FNR == 1 { here = number(FILENAME); if (!here) print FILENAME ": is in no room of architecture.md" }
  /^#include "(cameo|lib|dialects)\// {
    split($0, part, "\""); path = part[2]
    if (index(path, "cameo/") == 1) path = "include/" path
    if (number(path) > here) print FILENAME ": includes " path ", a room below its own"
  }' {} + >>"$found"

# Every operator of the dialect is in a test: in one of its own, or mentioned.
operators=$(sed -nE 's/^def +[A-Za-z0-9_]+ *: *[A-Za-z0-9_]+<"([A-Za-z0-9.]+)".*/\1/p' \
  dialects/ONNX/*/*.td)
[[ -n $operators ]] || echo "dialects/ONNX: no operator was found" >>"$found"
tested=$(find test -name '*.mlir' -exec grep -hoE 'onnx\.[A-Za-z0-9.]+' {} + | sed 's/^onnx\.//')
while read -r operator; do
  snake=$(sed -E 's/([a-z0-9])([A-Z])/\1_\2/g; s/([A-Z]+)([A-Z][a-z])/\1_\2/g' <<<"${operator//./_}")
  snake=${snake,,}
  [[ -f test/ops/$snake.mlir ]] ||
    echo "onnx.$operator: no test; write test/ops/$snake.mlir" >>"$found"
done < <(comm -23 <(sort -u <<<"$operators") <(sort -u <<<"$tested"))

# Versions of operators end in the importer.
grep -rnoE '\b[A-Za-z]+V[0-9]+Op\b' dialects | sed 's/$/: a version in the name/' >>"$found"

# What is to be done is done, or written down elsewhere.
grep -rnIE '\b(TO''DO|FIX''ME|HA''CK)\b' "${rooms[@]}" CMakeLists.txt README.md >>"$found"

if [[ -s $found ]]; then
  cat "$found"
  exit 1
fi
echo "the house is in order"
