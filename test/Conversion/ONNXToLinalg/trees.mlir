// RUN: cameo-opt %s --onnx-to-linalg | FileCheck %s

// A walk from node to node for each row and each tree; of one mode, there is one comparison.
// CHECK-LABEL: func @walk
// CHECK-SAME: %[[X:.*]]: tensor<?x2xf32>
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel"]
// CHECK: scf.while
// CHECK: arith.cmpi sge
// CHECK: scf.condition
// CHECK: tensor.extract %[[X]]
// CHECK: arith.cmpf ole
// CHECK-NOT: arith.cmpf
// CHECK: scf.yield
// CHECK: arith.xori
func.func @walk(%x: tensor<?x2xf32> {onnx.dims = ["N", ""]}) -> tensor<?x1xi64> {
  %0 = onnx.ml.TreeLeaves %x {features = array<i64: 0, 1>, modes = array<i64: 0, 0>, no = array<i64: 1, -3>, roots = array<i64: 0>, thresholds = array<f64: 1.0, 2.0>, yes = array<i64: -1, -2>} : (tensor<?x2xf32>) -> tensor<?x1xi64>
  return %0 : tensor<?x1xi64>
}

// Several modes are told apart by the node, and NaNs may go on with yes.
// CHECK-LABEL: func @modes
// CHECK-DAG: arith.cmpf ole
// CHECK-DAG: arith.cmpf une
// CHECK: arith.select
// CHECK: arith.cmpf uno
func.func @modes(%x: tensor<3x2xf64>) -> tensor<3x1xi64> {
  %0 = onnx.ml.TreeLeaves %x {features = array<i64: 0, 1>, modes = array<i64: 8, 5>, no = array<i64: 1, -3>, roots = array<i64: 0>, thresholds = array<f64: 1.0, 2.0>, yes = array<i64: -1, -2>} : (tensor<3x2xf64>) -> tensor<3x1xi64>
  return %0 : tensor<3x1xi64>
}

// Trees without a node are leaves.
// CHECK-LABEL: func @leaves
// CHECK-NOT: scf.while
func.func @leaves(%x: tensor<3x2xf32>) -> tensor<3x2xi64> {
  %0 = onnx.ml.TreeLeaves %x {features = array<i64>, modes = array<i64>, no = array<i64>, roots = array<i64: -1, -2>, thresholds = array<f64>, yes = array<i64>} : (tensor<3x2xf32>) -> tensor<3x2xi64>
  return %0 : tensor<3x2xi64>
}
