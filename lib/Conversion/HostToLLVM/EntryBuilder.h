// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Short ways to build the C-like code of a model's entry points.

#ifndef CAMEO_HOSTTOLLVM_ENTRYBUILDER_H
#define CAMEO_HOSTTOLLVM_ENTRYBUILDER_H

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {

/// Status codes of the runtime's ABI (cameo_runtime.h).
enum Status : int32_t {
  OK = 0,
  InvalidArgument = -1,
  Shape = -2,
  OutOfMemory = -3,
  Workspace = -5,
  NoDevice = -9,
  WeightsMissing = -11,
};

/// Members of cameo_context, in order.
enum ContextMember { User, ParallelFor, Allocate, Deallocate, Log, WorkspacePointer,
                     WorkspaceBytes, Weights, NumThreads, Instance, ProfileHook };

class EntryBuilder : public mlir::ImplicitLocOpBuilder {
public:
  /// A function of the module, with its body open.
  EntryBuilder(mlir::ModuleOp module, mlir::Location loc, llvm::StringRef name,
               mlir::TypeRange arguments, mlir::Type result);

  mlir::Value argument(unsigned number) { return function.getArgument(number); }
  mlir::Type pointer() { return mlir::LLVM::LLVMPointerType::get(getContext()); }
  mlir::Value null() { return mlir::LLVM::ZeroOp::create(*this, pointer()); }
  mlir::Value i64(int64_t value);
  mlir::Value i32(int32_t value);
  mlir::Value toI64(mlir::Value index);
  mlir::Value toIndex(mlir::Value integer);
  mlir::Value load(mlir::Type type, mlir::Value address, int64_t alignment = 0);
  void store(mlir::Value value, mlir::Value address);
  /// &base[index] of elements of `type`, or base + bytes.
  mlir::Value element(mlir::Type type, mlir::Value base, int64_t index);
  mlir::Value advance(mlir::Value base, mlir::Value bytes);
  /// The address of a member of the context.
  mlir::Value member(mlir::Value context, ContextMember member);
  mlir::Value isNull(mlir::Value address);
  mlir::Value isSet(mlir::Value address);
  /// Calls an external C function, declared on first use.
  mlir::Value call(llvm::StringRef name, mlir::Type result, mlir::ValueRange arguments);

  /// Goes on only where `condition` holds; elsewhere the function returns `status`.
  void require(mlir::Value condition, Status status);
  void require(mlir::Value condition, mlir::Value status);
  /// Goes on only where `condition` holds; elsewhere at `otherwise`.
  void require(mlir::Value condition, mlir::Block *otherwise);
  /// A block off the way, with what `build` puts into it; the builder stays where it is.
  mlir::Block *aside(llvm::function_ref<void()> build);
  /// Returns the value of `result` where `condition` holds; elsewhere goes on.
  void returnWhen(mlir::Value condition, llvm::function_ref<mlir::Value()> result);
  /// Runs `then` where `condition` holds; the builder goes on after it.
  void when(mlir::Value condition, llvm::function_ref<void()> then);
  /// Runs `body` with each number (i64) from 0 to `count`; the builder goes on after it.
  void forEach(mlir::Value count, llvm::function_ref<void(mlir::Value)> body);
  /// The value of `then` where `condition` holds, else `otherwise`.
  mlir::Value choose(mlir::Value condition, llvm::function_ref<mlir::Value()> then,
                     mlir::Value otherwise);
  void ret(mlir::Value value) { mlir::func::ReturnOp::create(*this, value); }
  void jump(mlir::Block *to) { mlir::cf::BranchOp::create(*this, to); }

  /// From here on, arithmetic notes overflow, division by zero and what is refused.
  void startChecking();
  mlir::Value isNothingRefused();
  /// Ends checking: goes on where nothing is refused, elsewhere at `otherwise`.
  void requireUnrefused(mlir::Block *otherwise);
  void refuseNegative(mlir::Value integer);
  void refuseUnless(mlir::Value condition);
  mlir::Value multiply(mlir::Value a, mlir::Value b);
  mlir::Value add(mlir::Value a, mlir::Value b);
  /// The result of integer arithmetic that checks have a say in; else null.
  mlir::Value checked(mlir::Operation &op, mlir::IRMapping &values);

  mlir::func::FuncOp function;

private:
  void refuse(mlir::Value condition);
  template <typename Op> mlir::Value withOverflow(mlir::Value a, mlir::Value b);

  mlir::ModuleOp module;
  mlir::Value refused; // i1, while checking
};

} // namespace cameo

#endif
