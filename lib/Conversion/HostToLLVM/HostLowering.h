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
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace cameo {

inline bool isTensor(mlir::Value value) {
  return llvm::isa<mlir::RankedTensorType>(value.getType());
}

/// An operation that computes extents or other scalars.
inline bool isScalar(mlir::Operation &op) {
  return op.getNumResults() && llvm::none_of(op.getResults(), isTensor) &&
         mlir::isMemoryEffectFree(&op) && !mlir::isa<CallOp>(op);
}

class HostLowering {
public:
  HostLowering(mlir::func::FuncOp function, const HostToLLVMPassOptions &options)
      : function(function), module(function->getParentOfType<mlir::ModuleOp>()),
        prefix(options.prefix), options(options), signature(function),
        body(function.getBody().front()) {}

  llvm::LogicalResult lower();

  /// Plans the memory; the first part of lowering, and all that a report needs.
  llvm::LogicalResult analyze();
  const MemoryPlan &getPlan() const { return plan; }
  /// The tensor whose memory this one is a view of.
  static mlir::Value rootOf(mlir::Value tensor);

private:
  /// Moves checks to before all that they do not need.
  void hoistChecks();
  llvm::LogicalResult planMemory(MemoryPlan &plan, bool withScratch);
  /// Whether there are branches, loops, or sizes that only data tell.
  bool isProgram();
  // What lives when, and where (Liveness.cpp).
  void number();
  void findDataDependent();
  void findDirect();
  void findLastUsers();
  int64_t endOfLife(mlir::Value root);
  bool isOfDataSize(mlir::Value tensor);
  /// Whether the model allocates an output always: its size is known last.
  bool isModels(unsigned output, mlir::Value value) {
    return !isTensor(value) || isOfDataSize(value) ||
           function.getResultAttr(output, stringsAttr);
  }
  void layOutWeights();
  mlir::Value weightsAddress(EntryBuilder &b, mlir::Value context);
  llvm::LogicalResult emitInvoke();
  /// Emits what a block does, in order: dispatches, branches, loops, scalars that
  /// are not in `values` yet, and checks that the plan does not make.
  llvm::LogicalResult emitBlock(mlir::Block &block, EntryBuilder &b, mlir::IRMapping &values,
                                mlir::Value dims,
                                llvm::function_ref<llvm::LogicalResult(DispatchOp)> dispatch,
                                llvm::function_ref<void(mlir::tensor::ExtractOp)> beforeRead,
                                llvm::function_ref<void(mlir::Value)> require);
  // Branches and loops (ControlFlow.cpp); `emitInner` emits one of their blocks.
  using EmitInner = llvm::function_ref<llvm::LogicalResult(mlir::Block &)>;
  llvm::LogicalResult emitIf(IfOp branch, EntryBuilder &b, mlir::IRMapping &values,
                             EmitInner emitInner);
  llvm::LogicalResult emitLoop(LoopOp loop, EntryBuilder &b, mlir::IRMapping &values,
                               EmitInner emitInner);
  friend class LoopEmitter;
  // Functions on whole tensors (Calls.cpp).
  void openCalls(EntryBuilder &b);
  llvm::LogicalResult emitCall(CallOp call, EntryBuilder &b, mlir::IRMapping &values);
  mlir::Value stringTable(StringsOp strings, EntryBuilder &b);
  // Tensors that the caller has packed (Packing.cpp): the elements' type, or null.
  mlir::Type packedElement(mlir::Value tensor, std::optional<unsigned> output = std::nullopt);
  mlir::Value packedBytes(EntryBuilder &b, mlir::Value count, mlir::Type element);
  void unpack(EntryBuilder &b, mlir::Value packed, mlir::Value to, mlir::Value count,
              mlir::Type element);
  void pack(EntryBuilder &b, mlir::Value from, mlir::Value packed, mlir::Value count,
            mlir::Type element);
  // Tensors of a size that only data tell (Heap.cpp).
  mlir::Value dataBytes(mlir::RankedTensorType type, mlir::ValueRange extents, EntryBuilder &b,
                        mlir::IRMapping &values);
  mlir::Value allocateOnHeap(mlir::Value bytes, EntryBuilder &b);
  mlir::Value moveToHeap(mlir::Value tensor, mlir::ValueRange extents, mlir::Block &from,
                         EntryBuilder &b, mlir::IRMapping &values);
  void copy(EntryBuilder &b, mlir::Value to, mlir::Value from, mlir::Value bytes);
  void releaseAfter(mlir::Operation *op, EntryBuilder &b);
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
  /// Whether the check is one of the dims, which the plan makes.
  bool isPlanned(RequireOp op) {
    return !signature.dims.empty() && op->getBlock() == &body &&
           !dataDependent.contains(op.getCondition());
  }
  ByteSize outputSize(mlir::Value result);
  /// Stores an output's extents to shapes[number], if that is set.
  void storeShape(EntryBuilder &b, mlir::IRMapping &values, mlir::Value shapes, unsigned number,
                  mlir::Value result);
  mlir::Value bytesOf(EntryBuilder &b, mlir::IRMapping &values, const ByteSize &size);
  mlir::Value arenaBytes(EntryBuilder &b, mlir::IRMapping &values, const MemoryPlan::Arena &arena);
  llvm::LogicalResult emitDispatch(DispatchOp dispatch, EntryBuilder &b, mlir::IRMapping &values,
                                   mlir::Value context);
  // Runs all tasks of a kernel: its addresses, then its extents.
  void callKernel(EntryBuilder &b, KernelOp kernel, llvm::SmallVector<mlir::Value> addresses,
                  mlir::ValueRange extents, mlir::Value context);
  mlir::Value closureOf(EntryBuilder &b);
  // Profiles (Profile.cpp), where they are asked for.
  void openProfile(EntryBuilder &b, mlir::Value context);
  /// Runs what the hook is told of, as `name` and the nodes of the builder's location.
  void profiled(EntryBuilder &b, llvm::StringRef name, llvm::function_ref<void()> run);
  mlir::func::FuncOp taskFunction(KernelOp kernel);

  // Runs on a device (RecordEntry.cpp).
  struct Place { // of a tensor: space and bytes, as a cameo_gpu_range has them
    mlir::Value space, offset, bytes;
  };
  void addScratchSizes();
  llvm::LogicalResult emitRecord();
  void emitNoRecord();
  mlir::Value workspaceOffset(EntryBuilder &b, mlir::IRMapping &values,
                              const MemoryPlan::Buffer &buffer);
  void emitDeviceInvoke();
  Place placeOf(mlir::Value root, EntryBuilder &b, mlir::IRMapping &values, mlir::Value dims);
  llvm::LogicalResult recordDispatch(DispatchOp dispatch, EntryBuilder &b, mlir::IRMapping &values,
                                     mlir::Value dims);
  void recordHostStep(EntryBuilder &b, mlir::func::FuncOp step, llvm::ArrayRef<Place> places,
                      unsigned read, mlir::ValueRange numbers);
  void storeRanges(EntryBuilder &b, llvm::ArrayRef<Place> places, unsigned read);
  void storeRanges(EntryBuilder &b, llvm::ArrayRef<Place> places, unsigned read,
                   llvm::ArrayRef<int64_t> which);
  mlir::Value callRecorder(EntryBuilder &b, unsigned member, mlir::ValueRange arguments);
  void checkStatus(EntryBuilder &b, mlir::Value status);
  mlir::func::FuncOp hostStep(KernelOp kernel);

  llvm::SmallVector<mlir::Value> extentsOf(mlir::Value root);
  mlir::Value address(mlir::Value tensor, EntryBuilder &b) {
    return addresses.lookup(rootOf(tensor));
  }

  mlir::func::FuncOp function;
  mlir::ModuleOp module;
  std::string prefix;
  HostToLLVMPassOptions options;
  Signature signature;
  mlir::Block &body;
  MemoryPlan plan{hostAlignment};
  llvm::DenseSet<mlir::Value>
      dataDependent; // scalars read from tensors, and what follows from them
  llvm::MapVector<mlir::Value, unsigned>
      outputOf; // the output that a root is written to directly
  // The result of a branch or loop that a root in it is written to directly.
  llvm::DenseMap<mlir::Value, mlir::Value> directTo;
  llvm::DenseSet<mlir::Value> onHeap; // roots whose size only data tell
  // Of the host function's operations: their own position, and the last one inside.
  llvm::DenseMap<mlir::Operation *, std::pair<int64_t, int64_t>> positions;
  // The last operation of a root's own block that needs it.
  llvm::DenseMap<mlir::Value, mlir::Operation *> lastUser;
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::Value>> releases; // of heap roots
  llvm::DenseMap<mlir::Value, mlir::Value> owners;      // of heap roots: what to release
  llvm::DenseMap<mlir::Value, mlir::Value> secondSlots; // of carried tensors
  mlir::Value heap;                                     // the run's cameo_heap, or null
  mlir::Block *noMemory = nullptr, *noData = nullptr;   // where a run ends that fails
  mlir::Block *callFailed = nullptr;                    // with what is at `callStatus`
  bool hasCalls = false;
  llvm::SmallVector<mlir::Attribute> stringTables;
  mlir::Value callStatus, callTensors, callExtents; // what functions are given
  llvm::MapVector<mlir::Value, int64_t> weightOffsets;
  int64_t weightsBytes = 0;
  llvm::DenseMap<mlir::Value, mlir::Value> addresses;                         // of roots
  llvm::DenseMap<std::pair<mlir::Value, int64_t>, mlir::Value> resultExtents; // dynamic ones
  mlir::Value profileHook, profileContext;
  unsigned numProfiled = 0;
  mlir::Value closure; // the arguments of the kernel being dispatched
  MemoryPlan devicePlan{deviceAlignment};
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::Value>> scratchSizes; // bytes
  llvm::DenseMap<mlir::Value, Place> places;                                      // of roots
  llvm::SmallVector<mlir::Value> arenaStarts; // in the device's workspace
  mlir::Value ranges, words;                  // arrays that the recorder is given
};

} // namespace cameo

#endif
