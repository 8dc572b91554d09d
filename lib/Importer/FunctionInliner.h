// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that a model defines for itself. A call is replaced by the nodes of
// the body, built in a scope of their own.

#ifndef CAMEO_IMPORTER_FUNCTIONINLINER_H
#define CAMEO_IMPORTER_FUNCTIONINLINER_H

#include "lib/Importer/Proto.h"
#include "mlir/IR/Location.h"
#include "llvm/ADT/StringMap.h"
#include <vector>

namespace cameo {

/// Versions of the operator sets in use, by domain; "" is ai.onnx.
using Opsets = llvm::StringMap<int64_t>;

/// The domain with its two spellings of the default one made one.
llvm::StringRef canonicalDomain(llvm::StringRef domain);
/// Reads imports, refusing contradictory ones.
llvm::LogicalResult
readOpsets(const google::protobuf::RepeatedPtrField<proto::OperatorSetIdProto> &imports,
           Opsets &opsets, mlir::Location loc);

struct Function {
  proto::FunctionProto *proto = nullptr;
  Opsets opsets;
  /// Attributes that a call may leave out.
  std::vector<proto::AttributeProto> defaults;
  /// Whether a call of it is being replaced: functions do not recurse.
  bool active = false;
};

class FunctionTable {
public:
  llvm::LogicalResult add(proto::ModelProto &model, const Opsets &modelOpsets, mlir::Location loc);
  /// The function that `node` calls, or null.
  Function *find(const proto::NodeProto &node);

private:
  llvm::StringMap<Function> functions;
};

/// The body's nodes for one call: attribute references take the call's values.
llvm::FailureOr<std::vector<proto::NodeProto>>
instantiate(const Function &function, const proto::NodeProto &call, mlir::Location loc);

} // namespace cameo

#endif
