#!/usr/bin/env bash
# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# large-graph.sh KIND COUNT: a model of about so many nodes, as text.
set -euo pipefail
kind=$1 count=$2
t='tensor<2x4xf32>' u='tensor<?x?xf32>'
add() { echo "  %$1 = onnx.Add %$2, %$3 : ($u, $u) -> $u"; }

echo "func.func @main(%a: $t, %b: $t) -> $u {"
echo "  %x0 = onnx.Neg %a : ($t) -> $u"
echo "  %x1 = onnx.Neg %b : ($t) -> $u"
case $kind in
shared-sums) # x[i] = x[i-1] + x[i-2]: as a tree, their number grows with a power
  for ((i = 2; i < count; ++i)); do add "x$i" "x$((i - 1))" "x$((i - 2))"; done ;;
constants) # the same, of constants
  echo "  %c0 = onnx.Constant dense<1.0e-30> : $t : $t"
  echo "  %c1 = onnx.Abs %c0 : ($t) -> $u"
  echo "  %c2 = onnx.Neg %c0 : ($t) -> $u"
  for ((i = 3; i < count; ++i)); do add "c$i" "c$((i - 1))" "c$((i - 2))"; done
  add "x$((count - 1))" x0 "c$((count - 1))" ;;
transposes) # a transpose that sinks past every node
  echo "  %t0 = onnx.Transpose %x0 {perm = array<i64: 1, 0>} : ($u) -> $u"
  for ((i = 1; i < count; ++i)); do
    echo "  %t$i = onnx.Exp %t$((i - 1)) : ($u) -> $u"
  done
  echo "  %x$((count - 1)) = onnx.Transpose %t$((count - 1)) {perm = array<i64: 1, 0>} : ($u) -> $u" ;;
concat) # one node of many operands
  names=$(printf '%%x0, %.0s' $(seq 2 "$count"))%x0 types=$(printf "$u, %.0s" $(seq 2 "$count"))$u
  echo "  %x$((count - 1)) = onnx.Concat $names {axis = 1 : i64} : ($types) -> $u" ;;
esac
echo "  return %x$((count - 1)) : $u"
echo "}"
