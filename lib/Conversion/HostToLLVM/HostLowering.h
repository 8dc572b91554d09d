// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers the host function: every tensor an address, every dispatch a call.

#ifndef CAMEO_HOSTTOLLVM_HOSTLOWERING_H
#define CAMEO_HOSTTOLLVM_HOSTLOWERING_H

#include "dialects/Cameo/Cameo.h"
#include "lib/Conversion/HostToLLVM/EntryBuilder.h"
#include "lib/Conversion/HostToLLVM/HostToLLVM.h"
#include "lib/Conversion/HostToLLVM/MemoryPlan.h"

namespace cameo {

class HostLowering {
public:
  HostLowering(mlir::func::FuncOp function, std::string prefix, int threads)
      : function(function), module(function->getParentOfType<mlir::ModuleOp>()),
        prefix(std::move(prefix)), threads(threads), signature(function),
        body(function.getBody().front()) {}

  llvm::LogicalResult lower();

private:
  llvm::LogicalResult analyze();
  void layOutWeights();
  llvm::LogicalResult emitInvoke();
  /// The function that knows the bytes of workspace, or that dims are to be refused.
  void emitPlan();
  /// Calls it, and returns its refusal.
  mlir::Value callPlan(EntryBuilder &b, mlir::Value dims);
  void emitWorkspaceBytes();
  void emitOutputShapes();
  llvm::LogicalResult emitScalar(mlir::Operation &op, EntryBuilder &b, mlir::IRMapping &values,
                                 mlir::Value dims);
  void emitExtents(EntryBuilder &b, mlir::IRMapping &values, mlir::Value dims);
  bool isDataDependent(mlir::Operation &op);
  ByteSize outputSize(mlir::Value result);
  mlir::Value bytesOf(EntryBuilder &b, mlir::IRMapping &values, const ByteSize &size);
  mlir::Value arenaBytes(EntryBuilder &b, mlir::IRMapping &values, const MemoryPlan::Arena &arena);
  llvm::LogicalResult emitDispatch(DispatchOp dispatch, EntryBuilder &b, mlir::IRMapping &values,
                                   mlir::Value context);
  mlir::func::FuncOp taskFunction(KernelOp kernel);

  mlir::Value rootOf(mlir::Value tensor);
  llvm::SmallVector<mlir::Value> extentsOf(mlir::Value tensor);
  mlir::Value address(mlir::Value tensor, EntryBuilder &b) {
    return addresses.lookup(rootOf(tensor));
  }

  mlir::func::FuncOp function;
  mlir::ModuleOp module;
  std::string prefix;
  int threads;
  Signature signature;
  mlir::Block &body;
  MemoryPlan plan;
  llvm::DenseSet<mlir::Value>
      dataDependent; // scalars read from tensors, and what follows from them
  llvm::DenseMap<mlir::Value, unsigned> outputOf; // the output that a root is written to directly
  llvm::DenseMap<mlir::Value, int64_t> weightOffsets;
  llvm::DenseMap<mlir::Value, mlir::Value> addresses;                         // of roots
  llvm::DenseMap<std::pair<mlir::Value, int64_t>, mlir::Value> resultExtents; // dynamic ones
  mlir::Value closure; // the arguments of the kernel being dispatched
};

} // namespace cameo

#endif
