// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lays out the structs of cameo_runtime.h in LLVM IR.

#include "lib/Target/ModelObject.h"
#include "dialects/Cameo/Cameo.h"
#include "runtime/cameo_runtime.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MD5.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

static uint64_t bytesOf(mlir::ElementsAttr constant) {
  mlir::ShapedType type = constant.getShapedType();
  return uint64_t(type.getNumElements()) * divideCeil(type.getElementTypeBitWidth(), 8);
}

FailureOr<cameo::ModelWeights> cameo::ModelWeights::collect(mlir::ModuleOp module) {
  ModelWeights result;
  auto list = module->getAttrOfType<mlir::ArrayAttr>(weightsAttr);
  if (!list)
    return result;
  for (auto constant : list.getAsRange<mlir::ElementsAttr>()) {
    auto resource = dyn_cast<mlir::DenseResourceElementsAttr>(constant);
    if (!resource && !isa<mlir::DenseElementsAttr>(constant))
      return module.emitError() << "has a constant of an unknown kind";
    uint64_t size = bytesOf(constant);
    if (resource && resource.getRawHandle().getBlob()->getData().size() != size)
      return module.emitError() << "a constant has "
                                << resource.getRawHandle().getBlob()->getData().size()
                                << " bytes of data, not " << size;
    result.constants.push_back(constant);
    result.total += alignTo(size, deviceAlignment);
  }
  return result;
}

void cameo::ModelWeights::write(function_ref<void(ArrayRef<char>)> sink) const {
  constexpr char zeros[deviceAlignment] = {};
  for (mlir::ElementsAttr constant : constants) {
    uint64_t size = bytesOf(constant);
    if (auto resource = dyn_cast<mlir::DenseResourceElementsAttr>(constant)) {
      sink(resource.getRawHandle().getBlob()->getData());
    } else if (auto dense = cast<mlir::DenseElementsAttr>(constant); dense.isSplat() && size) {
      ArrayRef<char> raw = dense.getRawData();
      char boolean = dense.getElementType().isInteger(1) && dense.getSplatValue<bool>();
      if (dense.getElementType().isInteger(1))
        raw = ArrayRef(boolean);
      // In blocks, for a splat may be larger than memory.
      SmallVector<char, 0> block;
      for (uint64_t i = 0, n = std::min<uint64_t>(size / raw.size(), 4096); i < n; ++i)
        block.append(raw.begin(), raw.end());
      for (uint64_t left = size; left;) {
        uint64_t next = std::min<uint64_t>(left, block.size());
        sink(ArrayRef(block).take_front(next));
        left -= next;
      }
    } else if (dense.getElementType().isInteger(1)) {
      SmallVector<char, 0> elements;
      for (bool element : dense.getValues<bool>())
        elements.push_back(element);
      sink(elements);
    } else {
      sink(dense.getRawData());
    }
    sink(ArrayRef(zeros).take_front(alignTo(size, deviceAlignment) - size));
  }
}

SmallVector<char, 0> cameo::ModelWeights::pack() const {
  SmallVector<char, 0> blob;
  blob.reserve(total);
  write([&](ArrayRef<char> piece) { blob.append(piece.begin(), piece.end()); });
  return blob;
}

std::array<uint8_t, 16> cameo::ModelWeights::digest() const {
  MD5 hash;
  write([&](ArrayRef<char> piece) { hash.update(StringRef(piece.data(), piece.size())); });
  return hash.final();
}

std::array<char, 64> cameo::weightsHeader(const ModelInterface &interface, bool isLittleEndian) {
  cameo_weights_header header = {};
  static_assert(sizeof header == 64);
  std::memcpy(header.magic, CAMEO_WEIGHTS_MAGIC, sizeof header.magic);
  support::endian::write64(&header.bytes, interface.weightsBytes,
                           isLittleEndian ? endianness::little : endianness::big);
  std::memcpy(header.digest, interface.weightsDigest.data(), sizeof header.digest);
  std::array<char, 64> bytes;
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

namespace {
class ModelBuilder {
public:
  ModelBuilder(Module &module, const cameo::ModelInterface &interface)
      : module(module), interface(interface), context(module.getContext()), b(context),
        pointer(PointerType::get(context, 0)), i64(b.getInt64Ty()), i32(b.getInt32Ty()) {}

  void addStrings();
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

// const char *const <name>_strings<n>[], which the code has declared
void ModelBuilder::addStrings() {
  for (auto [number, strings] : enumerate(interface.stringTables)) {
    GlobalVariable *declared = module.getNamedGlobal(symbol("_strings") + std::to_string(number));
    if (!declared)
      continue;
    SmallVector<Constant *> addresses;
    for (const std::string &string : strings)
      addresses.push_back(text(string));
    if (addresses.empty())
      addresses.push_back(ConstantPointerNull::get(pointer));
    Constant *table = data(ConstantArray::get(ArrayType::get(pointer, addresses.size()), addresses));
    declared->replaceAllUsesWith(table);
    declared->eraseFromParent();
  }
}

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
               ConstantInt::getSigned(i32, tensor.kind ? tensor.kind : int32_t(tensor.shape.size())),
               shape}));
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
                  workgroup, number(kernel.sharedBytes), number(kernel.replaces)}));
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
  bool isFile = !interface.weightsFile.empty();
  auto number = [&](uint64_t value) { return ConstantInt::get(i32, value); };
  Constant *model = ConstantStruct::getAnon(
      context,
      {number(CAMEO_ABI_VERSION), number(interface.hasDataExtents ? CAMEO_MODEL_DATA_EXTENTS : 0),
       text(interface.name), text("cameo " CAMEO_VERSION " (" + join(interface.cpus, ", ") + ")"),
       number(interface.inputs.size()), number(interface.outputs.size()),
       number(interface.dims.size()), number(0), describe(interface.inputs),
       describe(interface.outputs), data(ConstantArray::get(ArrayType::get(pointer, names.size()), names)),
       module.getFunction(symbol("_workspace_bytes")), module.getFunction(symbol("_output_shapes")),
       module.getFunction(symbol("_invoke")),
       ConstantInt::get(i64, isFile ? interface.weightsBytes : 0),
       isFile ? text(interface.weightsFile)
              : static_cast<Constant *>(ConstantPointerNull::get(pointer)),
       ConstantDataArray::get(context, interface.weightsDigest),
       interface.device ? deviceProgram() : ConstantPointerNull::get(pointer)});
  new GlobalVariable(module, model->getType(), true, GlobalValue::ExternalLinkage, model,
                     symbol("_model"));
}

void cameo::completeModel(Module &module, const ModelInterface &interface,
                          const ModelWeights &weights, bool isApart) {
  for (Function &function : module)
    if (!function.isDeclaration())
      function.setLinkage(GlobalValue::InternalLinkage);
  std::string name = interface.name + "_weights";
  GlobalVariable *global = module.getNamedGlobal(name);
  if (global && isApart) {
    global->setVisibility(GlobalValue::HiddenVisibility);
    global->setDSOLocal(true);
    global->setAlignment(Align(64));
  } else if (global) {
    SmallVector<char, 0> blob = weights.pack();
    if (blob.empty())
      blob.push_back(0);
    auto *bytes = ConstantDataArray::getString(
        module.getContext(), StringRef(blob.data(), blob.size()), /*AddNull=*/false);
    auto *replacement = new GlobalVariable(module, bytes->getType(), true,
                                           GlobalValue::InternalLinkage, bytes, "");
    replacement->setAlignment(Align(64));
    global->replaceAllUsesWith(replacement);
    replacement->takeName(global);
    global->eraseFromParent();
  }
  ModelBuilder builder(module, interface);
  builder.addStrings();
  builder.addRun();
  builder.addWorkspaceSize();
  builder.addMetadata();
}
