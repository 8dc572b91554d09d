// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pairs each module with what its kernel says about it.

#include "lib/Target/SPIRV/Shaders.h"
#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVOps.h"
#include "mlir/Target/SPIRV/Serialization.h"

using namespace mlir;
using namespace cameo;

LogicalResult cameo::serializeShaders(ModuleOp module, ModelInterface &interface) {
  llvm::StringMap<DeviceKernel> described;
  llvm::StringMap<uint32_t> numbers;
  for (auto shader : module.getOps<spirv::ModuleOp>())
    numbers.try_emplace(*shader.getSymName(), numbers.size());
  for (auto kernel : module.getOps<KernelOp>()) {
    if (auto reason = kernel->getAttrOfType<StringAttr>(hostAttr))
      interface.hostKernels.push_back({kernel.getSymName().str(), reason.str()});
    auto device = kernel->getAttrOfType<DictionaryAttr>(deviceAttr);
    if (!device)
      continue;
    size_t extents = llvm::count_if(kernel.getArgumentTypes(), [](Type t) { return t.isIndex(); });
    for (auto stage : device.getAs<ArrayAttr>("stages").getAsRange<DictionaryAttr>()) {
      uint32_t replaced = 0;
      for (auto version : stage.getAs<ArrayAttr>("versions").getAsRange<DictionaryAttr>()) {
        StringRef name = version.getAs<FlatSymbolRefAttr>("module").getValue();
        DeviceKernel &shader = described[name];
        shader.name = name.str();
        shader.features = version.getAs<IntegerAttr>("features").getInt();
        shader.sharedBytes = version.getAs<IntegerAttr>("shared").getInt();
        shader.buffers = stage.getAs<DenseI64ArrayAttr>("buffers").size();
        shader.pushWords = extents;
        shader.replaces = std::exchange(replaced, numbers.at(name) + 1);
        llvm::copy(stage.getAs<DenseI64ArrayAttr>("workgroup").asArrayRef(),
                   shader.workgroup.begin());
      }
    }
  }
  for (auto shader : module.getOps<spirv::ModuleOp>()) {
    DeviceKernel &kernel = interface.deviceKernels.emplace_back(described[*shader.getSymName()]);
    SmallVector<uint32_t, 0> words;
    if (failed(spirv::serialize(shader, words)))
      return shader.emitOpError() << "cannot be serialized";
    kernel.code.assign(words.begin(), words.end());
  }
  return success();
}
