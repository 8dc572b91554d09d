// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a report off the compiler's own structures: the host function, its
// kernels, and the memory plan that lowering makes of them.

#include "cameo/Support/Diagnostics.h"
#include "lib/Conversion/HostToLLVM/HostLowering.h"
#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "tools/cameo/Report.h"

using namespace cameo;
using namespace cameo::tool;
using namespace mlir;

static std::string typeText(Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  StringRef inner = text;
  if (inner.consume_front("tensor<"))
    inner.consume_back(">");
  return inner.str();
}

static bool isConstantNode(const ModelNode &node) {
  return node.opType == "initializer" || node.opType == "Constant";
}

namespace {

class Inspection {
public:
  Inspection(ModuleOp module, Report &report)
      : report(report), module(module), main(module.lookupSymbol<func::FuncOp>("main")),
        host(main, {}), signature(main) {}

  void run() {
    report.dims.assign(signature.dims.begin(), signature.dims.end());
    for (auto [position, op] : llvm::enumerate(main.getBody().front())) {
      if (auto dispatch = dyn_cast<DispatchOp>(op)) {
        positions.push_back(position);
        addDispatch(dispatch);
      }
    }
    addWeights();
    if (succeeded(host.analyze())) // else compiling fails too, and says why
      addMemory();
  }

private:
  void addDispatch(DispatchOp dispatch) {
    unsigned number = report.dispatches.size();
    auto [known, isNew] =
        kernelNumbers.try_emplace(dispatch.getKernelAttr().getAttr(), report.kernels.size());
    Report::Dispatch entry{known->second, {}, "", ""};
    SmallVector<ModelNode> nodes = nodesOf(dispatch.getLoc());
    if (nodes.size() > 1) // the last node comes first, for diagnostics
      std::rotate(nodes.begin(), nodes.begin() + 1, nodes.end());
    llvm::SmallSetVector<StringRef, 4> operators;
    for (const ModelNode &node : nodes)
      if (!isConstantNode(node)) {
        operators.insert(node.opType);
        entry.nodes.push_back((node.opType + " " + node.name).str());
      }
    entry.what = llvm::join(operators, " + ");
    entry.results = llvm::join(llvm::map_range(dispatch.getResultTypes(), typeText), ", ");
    if (isNew) {
      auto kernel = module.lookupSymbol<KernelOp>(dispatch.getKernel());
      report.kernels.push_back({dispatch.getKernel().drop_front(StringRef("main_").size()).str(),
                                entry.what,
                                {},
                                workOf(kernel),
                                trafficOf(dispatch),
                                {}});
      if (auto reason = kernel->getAttrOfType<StringAttr>(hostAttr))
        report.kernels.back().host = reason.str();
    }
    report.kernels[entry.kernel].dispatches.push_back(number);
    report.dispatches.push_back(std::move(entry));
  }

  void addWeights() {
    DenseMap<Attribute, unsigned> known; // equal ones are stored once
    for (auto constant : main.getOps<arith::ConstantOp>()) {
      auto type = dyn_cast<RankedTensorType>(constant.getType());
      if (!type)
        continue;
      auto [it, isNew] = known.try_emplace(constant.getValue(), report.weights.size());
      if (isNew) {
        SmallVector<ModelNode> nodes = nodesOf(constant.getLoc());
        report.weights.push_back({nodes.empty() ? "" : nodes.front().name.str(),
                                  typeText(type),
                                  byteSize(type, {}).coefficient,
                                  {}});
      }
      addReaders(constant, report.weights[it->second].kernels);
    }
    llvm::sort(report.weights, [](auto &a, auto &b) {
      return std::tie(b.bytes, a.name, a.type) < std::tie(a.bytes, b.name, b.type);
    });
  }

  // The kernels that read a tensor or a view of it.
  void addReaders(Value tensor, std::vector<unsigned> &kernels) {
    for (Operation *user : tensor.getUsers()) {
      if (auto dispatch = dyn_cast<DispatchOp>(user)) {
        unsigned number = kernelNumbers.lookup(dispatch.getKernelAttr().getAttr());
        if (!llvm::is_contained(kernels, number))
          kernels.push_back(number);
      } else if (user->getNumResults() &&
                 HostLowering::rootOf(user->getResult(0)) != user->getResult(0)) {
        addReaders(user->getResult(0), kernels);
      }
    }
  }

  // The last dispatch at or before a position of the block.
  unsigned dispatchAt(int64_t position) const {
    return std::distance(positions.begin(), llvm::upper_bound(positions, position)) - 1;
  }

  std::string factorText(Value factor) const {
    auto dim = factor.getDefiningOp<tensor::DimOp>();
    auto argument = dim ? dyn_cast<BlockArgument>(dim.getSource()) : BlockArgument();
    if (!argument || !dim.getConstantIndex())
      return "a computed extent";
    return signature.dims[signature.inputs[argument.getArgNumber()][*dim.getConstantIndex()]];
  }

  void addMemory() {
    for (const MemoryPlan::Arena &arena : host.getPlan().getArenas())
      report.arenas.push_back(
          {llvm::join(llvm::map_range(arena.factors, [&](Value v) { return factorText(v); }),
                      " × "),
           arena.extent,
           0,
           {}});
    for (const auto &[key, buffer] : host.getPlan().getBuffers())
      report.arenas[buffer.arena].buffers.push_back(
          {dispatchAt(buffer.first), dispatchAt(buffer.last), typeText(key.first.getType()),
           buffer.offset, buffer.size.coefficient});
    for (Report::Arena &arena : report.arenas)
      for (unsigned now = 0; now < report.dispatches.size(); ++now) {
        int64_t live = 0;
        for (const Report::Buffer &buffer : arena.buffers)
          live += buffer.dispatch <= now && now <= buffer.last ? buffer.bytes : 0;
        arena.live = std::max(arena.live, live);
      }
  }

  Report &report;
  ModuleOp module;
  func::FuncOp main;
  HostLowering host;
  Signature signature;
  DenseMap<Attribute, unsigned> kernelNumbers;
  SmallVector<int64_t> positions; // of the dispatches
};

} // namespace

void tool::inspectKernels(ModuleOp module, Report &report) { Inspection(module, report).run(); }

std::optional<Work> Report::totalWork() const {
  Work total;
  for (const Kernel &kernel : kernels) {
    if (!kernel.work)
      return std::nullopt;
    total.multiplyAdds += kernel.work->multiplyAdds * int64_t(kernel.dispatches.size());
    total.operations += kernel.work->operations * int64_t(kernel.dispatches.size());
  }
  return total;
}

std::optional<double> Report::deviceShare() const {
  auto total = totalWork();
  if (!total)
    return std::nullopt;
  int64_t onDevice = 0;
  for (const Kernel &kernel : kernels)
    if (kernel.host.empty())
      onDevice += kernel.work->multiplyAdds * int64_t(kernel.dispatches.size());
  return total->multiplyAdds ? double(onDevice) / total->multiplyAdds : 1;
}

std::optional<int64_t> Report::workspaceBytes() const {
  int64_t bytes = 0;
  for (const Arena &arena : arenas) {
    if (!arena.product.empty())
      return std::nullopt;
    bytes += arena.extent;
  }
  return bytes;
}
