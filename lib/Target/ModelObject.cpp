// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lays out the structs of cameo_runtime.h in LLVM IR.

#include "lib/Target/ModelObject.h"
#include "lib/Conversion/HostToLLVM/HostToLLVM.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

static constexpr uint32_t abiVersion = 2;

FailureOr<SmallVector<char, 0>> cameo::packWeights(mlir::ModuleOp module) {
  SmallVector<char, 0> blob;
  auto weights = module->getAttrOfType<mlir::ArrayAttr>(weightsAttr);
  if (!weights)
    return blob;
  auto bytesOf = [](mlir::ShapedType type) {
    return type.getNumElements() * int64_t(divideCeil(type.getElementTypeBitWidth(), 8));
  };
  size_t total = 0;
  for (auto attribute : weights.getAsRange<mlir::ElementsAttr>())
    total += alignTo(bytesOf(attribute.getShapedType()), deviceAlignment);
  blob.reserve(total);
  for (auto attribute : weights.getAsRange<mlir::ElementsAttr>()) {
    size_t start = blob.size();
    size_t size = bytesOf(attribute.getShapedType());
    if (auto resource = dyn_cast<mlir::DenseResourceElementsAttr>(attribute)) {
      ArrayRef<char> data = resource.getRawHandle().getBlob()->getData();
      if (data.size() != size)
        return module.emitError() << "a constant has " << data.size() << " bytes of data, not "
                                  << size;
      blob.append(data.begin(), data.end());
    } else if (auto dense = dyn_cast<mlir::DenseElementsAttr>(attribute)) {
      if (dense.getElementType().isInteger(1)) {
        for (bool element : dense.getValues<bool>())
          blob.push_back(element);
      } else {
        ArrayRef<char> raw = dense.getRawData();
        size_t copies = dense.isSplat() && !raw.empty() ? size / raw.size() : 1;
        for (size_t i = 0; i < copies; ++i)
          blob.append(raw.begin(), raw.end());
      }
    } else {
      return module.emitError() << "has a constant of an unknown kind";
    }
    blob.resize(start + alignTo(size, deviceAlignment));
  }
  return blob;
}

namespace {
class ModelBuilder {
public:
  ModelBuilder(Module &module, const cameo::ModelInterface &interface)
      : module(module), interface(interface), context(module.getContext()), b(context),
        pointer(PointerType::get(context, 0)), i64(b.getInt64Ty()), i32(b.getInt32Ty()) {}

  void addRun();
  void addWorkspaceSize();
  void addMetadata();

private:
  std::string symbol(const char *suffix) { return interface.name + suffix; }
  Constant *data(Constant *initializer) {
    auto *global = new GlobalVariable(module, initializer->getType(), true,
                                      GlobalValue::PrivateLinkage, initializer);
    global->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
    return global;
  }
  Constant *text(const Twine &string) {
    return data(ConstantDataArray::getString(context, string.str()));
  }
  Constant *describe(ArrayRef<cameo::TensorDesc> tensors);
  Constant *deviceProgram();
  static bool isStatic(const cameo::TensorDesc &tensor) {
    return all_of(tensor.shape, [](int64_t extent) { return extent >= 0; });
  }

  Module &module;
  const cameo::ModelInterface &interface;
  LLVMContext &context;
  IRBuilder<> b;
  PointerType *pointer;
  Type *i64, *i32;
};
} // namespace

// int <name>_run(const <name>_inputs *in, <name>_outputs *out, const cameo_context *ctx)
// The inputs are an array of addresses followed by the dims; the outputs an
// array of addresses followed by the extents of those that are not static.
void ModelBuilder::addRun() {
  auto *run = Function::Create(FunctionType::get(i32, {pointer, pointer, pointer}, false),
                               GlobalValue::ExternalLinkage, symbol("_run"), module);
  Value *in = run->getArg(0), *out = run->getArg(1), *ctx = run->getArg(2);
  b.SetInsertPoint(BasicBlock::Create(context, "", run));
  size_t numOutputs = interface.outputs.size();
  auto *shapes = b.CreateAlloca(ArrayType::get(pointer, std::max<size_t>(numOutputs, 1)));
  auto *fail = BasicBlock::Create(context, "fail", run);
  auto *go = BasicBlock::Create(context, "go", run);
  b.CreateCondBr(b.CreateOr(b.CreateIsNull(in), b.CreateIsNull(out)), fail, go);
  b.SetInsertPoint(fail);
  b.CreateRet(ConstantInt::getSigned(i32, -1));
  b.SetInsertPoint(go);

  SmallVector<Type *> members(numOutputs, pointer);
  for (const cameo::TensorDesc &output : interface.outputs)
    if (!isStatic(output))
      members.push_back(ArrayType::get(i64, output.shape.size()));
  auto *outputs = StructType::get(context, members);
  unsigned next = numOutputs;
  for (auto [number, output] : enumerate(interface.outputs)) {
    Value *shape = isStatic(output) ? static_cast<Value *>(ConstantPointerNull::get(pointer))
                                    : b.CreateStructGEP(outputs, out, next++);
    b.CreateStore(shape, b.CreateConstGEP2_64(shapes->getAllocatedType(), shapes, 0, number));
  }
  SmallVector<Type *> inputMembers(interface.inputs.size(), pointer);
  inputMembers.append(interface.dims.size() + 1, i64);
  Value *dims = b.CreateStructGEP(StructType::get(context, inputMembers), in,
                                  interface.inputs.size());
  b.CreateRet(b.CreateCall(module.getFunction(symbol("_invoke")), {dims, in, out, shapes, ctx}));
}

// size_t <name>_workspace_size(int64_t dim0, …)
void ModelBuilder::addWorkspaceSize() {
  SmallVector<Type *> arguments(interface.dims.size(), i64);
  auto *function = Function::Create(FunctionType::get(i64, arguments, false),
                                    GlobalValue::ExternalLinkage, symbol("_workspace_size"), module);
  b.SetInsertPoint(BasicBlock::Create(context, "", function));
  auto *dims = b.CreateAlloca(ArrayType::get(i64, std::max<size_t>(arguments.size(), 1)));
  for (auto [number, argument] : enumerate(function->args()))
    b.CreateStore(&argument, b.CreateConstGEP2_64(dims->getAllocatedType(), dims, 0, number));
  b.CreateRet(b.CreateCall(module.getFunction(symbol("_workspace_bytes")), {dims}));
}

// const cameo_tensor_info[]
Constant *ModelBuilder::describe(ArrayRef<cameo::TensorDesc> tensors) {
  auto *type = StructType::get(context, {pointer, i32, i32, pointer});
  SmallVector<Constant *> entries;
  for (const cameo::TensorDesc &tensor : tensors) {
    Constant *shape = tensor.shape.empty()
                          ? static_cast<Constant *>(ConstantPointerNull::get(pointer))
                          : data(ConstantDataArray::get(context, ArrayRef(reinterpret_cast<const uint64_t *>(tensor.shape.data()), tensor.shape.size())));
    entries.push_back(ConstantStruct::get(
        type, {text(tensor.name), ConstantInt::get(i32, tensor.dtype),
               ConstantInt::get(i32, tensor.shape.size()), shape}));
  }
  return data(ConstantArray::get(ArrayType::get(type, entries.size()), entries));
}

// A cameo_gpu_program.
Constant *ModelBuilder::deviceProgram() {
  auto number = [&](uint64_t value) { return ConstantInt::get(i32, value); };
  SmallVector<Constant *> kernels;
  for (const cameo::DeviceKernel &kernel : interface.deviceKernels) {
    Constant *workgroup = ConstantDataArray::get(context, ArrayRef<uint32_t>(kernel.workgroup));
    kernels.push_back(ConstantStruct::getAnon(
        context, {text(kernel.name), data(ConstantDataArray::get(context, ArrayRef(kernel.code))),
                  ConstantInt::get(i64, kernel.code.size() * sizeof(uint32_t)),
                  number(kernel.features), number(kernel.buffers), number(kernel.pushWords),
                  workgroup, number(kernel.sharedBytes)}));
  }
  Constant *table = ConstantPointerNull::get(pointer);
  if (!kernels.empty())
    table = data(ConstantArray::get(ArrayType::get(kernels[0]->getType(), kernels.size()), kernels));
  auto optional = [&](Constant *value) {
    return value ? value : ConstantPointerNull::get(pointer);
  };
  return data(ConstantStruct::getAnon(
      context, {number(kernels.size()), number(0), table,
                optional(module.getNamedGlobal(symbol("_weights"))),
                ConstantInt::get(i64, interface.weightsBytes), module.getFunction(symbol("_record")),
                optional(module.getFunction(symbol("_invoke_cpu")))}));
}

void ModelBuilder::addMetadata() {
  SmallVector<Constant *> names;
  for (const std::string &dim : interface.dims)
    names.push_back(text(dim));
  auto *i8x16 = ArrayType::get(b.getInt8Ty(), 16);
  auto number = [&](uint64_t value) { return ConstantInt::get(i32, value); };
  Constant *model = ConstantStruct::getAnon(
      context,
      {number(abiVersion), number(0), text(interface.name), text("cameo " CAMEO_VERSION " (" + join(interface.cpus, ", ") + ")"),
       number(interface.inputs.size()), number(interface.outputs.size()),
       number(interface.dims.size()), number(0), describe(interface.inputs),
       describe(interface.outputs), data(ConstantArray::get(ArrayType::get(pointer, names.size()), names)),
       module.getFunction(symbol("_workspace_bytes")), module.getFunction(symbol("_output_shapes")),
       module.getFunction(symbol("_invoke")), ConstantInt::get(i64, 0),
       ConstantPointerNull::get(pointer), ConstantAggregateZero::get(i8x16),
       interface.device ? deviceProgram() : ConstantPointerNull::get(pointer)});
  new GlobalVariable(module, model->getType(), true, GlobalValue::ExternalLinkage, model,
                     symbol("_model"));
}

void cameo::completeModel(Module &module, const ModelInterface &interface, ArrayRef<char> weights) {
  for (Function &function : module)
    if (!function.isDeclaration())
      function.setLinkage(GlobalValue::InternalLinkage);
  std::string name = interface.name + "_weights";
  if (GlobalVariable *global = module.getNamedGlobal(name)) {
    auto *bytes = ConstantDataArray::getString(
        module.getContext(), weights.empty() ? StringRef("\0", 1) : StringRef(weights.data(), weights.size()),
        /*AddNull=*/false);
    auto *replacement = new GlobalVariable(module, bytes->getType(), true,
                                           GlobalValue::InternalLinkage, bytes, "");
    replacement->setAlignment(Align(64));
    global->replaceAllUsesWith(replacement);
    replacement->takeName(global);
    global->eraseFromParent();
  }
  ModelBuilder builder(module, interface);
  builder.addRun();
  builder.addWorkspaceSize();
  builder.addMetadata();
}
