// The page and the JSON tell of the same model: equal kernels are one, work is
// counted, and every buffer of the memory plan is drawn.

// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: cameo report %s --json=net.json -o net.html | FileCheck %s --check-prefix=SAID
// SAID: net.html: 3 kernels, 4 dispatches
// RUN: FileCheck %s --check-prefix=JSON < net.json
// RUN: FileCheck %s --check-prefix=PAGE < net.html

// JSON:      "arenas": [
// JSON:        "bytes": 256,
// JSON-NEXT:   "first": 0,
// JSON-NEXT:   "last": 1,
// JSON-NEXT:   "offset": 0,
// JSON-NEXT:   "type": "8x8xf32"
// JSON:        "bytes": 256,
// JSON-NEXT:   "first": 1,
// JSON-NEXT:   "last": 2,
// JSON-NEXT:   "offset": 256,
// JSON:        "bytes": 576,
// JSON-NEXT:   "live_bytes": 544,
// JSON-NEXT:   "times": ""
// JSON:      "compiled": true
// JSON:      "dispatches": 4
// The first kernel is dispatched twice; its numbers are for one dispatch: 8 * 8 * 8
// multiply-adds, a maximum for each of the 64 sums, three tensors.
// JSON:        "bytes": 768,
// JSON-NEXT:   "dispatches": [
// JSON-NEXT:     0,
// JSON-NEXT:     1
// JSON-NEXT:   ],
// JSON-NEXT:   "multiply_adds": 512,
// JSON:        "operations": 1088
// Softmax: maximum, difference, exponential and sum. The quotient is in the last kernel.
// JSON:        "operations": 256
// JSON:        "operations": 64
// JSON:      "MatMul": 2
// JSON:      "workspace_bytes": 576

// PAGE:      <!DOCTYPE html>
// PAGE-NOT:  <script
// PAGE-NOT:  http
// PAGE:      <h1>report.mlir</h1>
// PAGE:      <b>1024</b>multiply-adds a run
// PAGE:      <td>input</td><td><code>x</code></td><td><code>f32 [8, 8]</code>
// PAGE:      4 buffers share 576 bytes; one after the other they would take 800 bytes
// PAGE-COUNT-4: <rect class="b"
// PAGE-NOT:  <rect class="b"
// PAGE:      </html>

// Work and memory are counted where extents are known.
// RUN: cameo report %S/info.mlir --json=- | FileCheck %s --check-prefix=SYMBOLIC
// SYMBOLIC: "multiply_adds": null
// SYMBOLIC: "type": "f32 [N, 2]"
// SYMBOLIC: "workspace_bytes": 0
// RUN: cameo report %S/info.mlir --dim=N=3 --json=- | FileCheck %s --check-prefix=FIXED
// FIXED: "operations": 18
// FIXED: "type": "f32 [3, 2]"
// RUN: not ls report.html

// RUN: cameo report %S/info.mlir && FileCheck %s --check-prefix=DEFAULT < report.html
// DEFAULT: fix N with --dim to count

// Nodes of the model, and weights by name.
// RUN: cameo report %S/../../python-free-docs/examples/fashion-mnist/fashion_mnist.onnx --json=- --math=strict \
// RUN:   | FileCheck %s --check-prefix=ONNX
// ONNX:      "nodes": [
// ONNX:        "Conv /classifier/stem/stem.0/Conv",
// ONNX-NEXT:   "Relu /classifier/stem/stem.2/Relu"
// ONNX-NEXT: ],
// ONNX:      "parameters": 217596
// ONNX:      "weights": [
// ONNX-NEXT:   {
// ONNX-NEXT:     "bytes": 230400,
// ONNX-NEXT:     "name": "/classifier/r2/a/a.0/Conv",

// Which part of the work a GPU does.
// RUN: cameo report %s --device=vulkan --json=gpu.json -o gpu.html
// RUN: FileCheck %s --check-prefix=GPU-JSON < gpu.json
// RUN: FileCheck %s --check-prefix=GPU < gpu.html
// GPU-JSON: "device_share_of_multiply_adds": 1
// GPU:      <b>100.0 %</b>of them on the GPU<small>3 of 3 kernels

// A model that is refused has a page too.
// RUN: not cameo report %S/Inputs/refused.mlir -o bad.html --json=bad.json 2> bad.txt
// RUN: FileCheck %s --check-prefix=REFUSED < bad.html
// RUN: FileCheck %s --check-prefix=REFUSED-JSON < bad.json
// RUN: FileCheck %s --check-prefix=REFUSED-TEXT < bad.txt
// REFUSED:      This model does not compile
// REFUSED: <li>{{.*}}Squeeze{{.*}}without axes, has a result whose rank only the run knows
// REFUSED-NOT:  Kernels
// REFUSED-JSON: "compiled": false
// REFUSED-JSON: only the run knows
// REFUSED-TEXT: refused.mlir:{{.*}}only the run knows

// RUN: not cameo report %t/missing.onnx -o missing.html 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: missing.onnx: no such file
// RUN: not ls missing.html
func.func @main(%x: tensor<8x8xf32>, %w: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %0 = onnx.MatMul %x, %w : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
  %1 = onnx.Relu %0 : (tensor<8x8xf32>) -> tensor<8x8xf32>
  %2 = onnx.MatMul %1, %w : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
  %3 = onnx.Relu %2 : (tensor<8x8xf32>) -> tensor<8x8xf32>
  %c = onnx.Constant dense<0.5> : tensor<8x8xf32> : tensor<8x8xf32>
  %4 = onnx.Softmax %3 : (tensor<8x8xf32>) -> tensor<8x8xf32>
  %5 = onnx.Transpose %4 {perm = array<i64: 1, 0>} : (tensor<8x8xf32>) -> tensor<8x8xf32>
  return %5 : tensor<8x8xf32>
}
