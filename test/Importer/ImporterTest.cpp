// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the text form of a model cannot say: tensors' bytes, and the fields that
// the installed schema does not know.

#include "cameo/Importer/Importer.h"
#include "cameo/Support/Diagnostics.h"
#include "dialects/ONNX/ONNX.h"
#include "lib/Importer/Proto.h"
#include "lib/Importer/Tensors.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include <google/protobuf/text_format.h>
#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

using namespace cameo;
using namespace cameo::onnx;
using mlir::ElementsAttr;
using proto::TensorProto;

namespace {

class TensorTest : public testing::Test {
protected:
  TensorTest() {
    context.loadDialect<ONNXDialect>();
    installDiagnosticPrinter(context, "m", os);
  }

  /// The constant printed, or the diagnostic.
  std::string read(TensorProto tensor) {
    TensorReader reader(&context, "");
    auto value = reader.read(tensor, nodeLocation(&context, "c", "Constant"));
    std::string text;
    llvm::raw_string_ostream out(text);
    if (succeeded(value))
      value->print(out);
    else
      text = std::exchange(diagnostics, {});
    return text;
  }

  static TensorProto tensor(int type, std::initializer_list<int64_t> dims) {
    TensorProto result;
    result.set_data_type(type);
    for (int64_t dim : dims)
      result.add_dims(dim);
    return result;
  }
  static TensorProto raw(int type, std::initializer_list<int64_t> dims, std::string bytes) {
    TensorProto result = tensor(type, dims);
    result.set_raw_data(std::move(bytes));
    return result;
  }
  static TensorProto ints(int type, std::initializer_list<int64_t> dims,
                          std::initializer_list<int32_t> values) {
    TensorProto result = tensor(type, dims);
    for (int32_t value : values)
      result.add_int32_data(value);
    return result;
  }

  mlir::MLIRContext context;
  std::string diagnostics;
  llvm::raw_string_ostream os{diagnostics};
};

TEST_F(TensorTest, TypedLists) {
  TensorProto floats = tensor(TensorProto::FLOAT, {2});
  floats.add_float_data(1);
  floats.add_float_data(2);
  EXPECT_EQ(read(floats), "dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>");
  TensorProto complex = tensor(TensorProto::COMPLEX64, {1});
  complex.add_float_data(1);
  complex.add_float_data(2);
  EXPECT_EQ(read(complex), "dense<(1.000000e+00,2.000000e+00)> : tensor<1xcomplex<f32>>");
  TensorProto unsigneds = tensor(TensorProto::UINT32, {2});
  unsigneds.add_uint64_data(1);
  unsigneds.add_uint64_data(4000000000);
  EXPECT_EQ(read(unsigneds), "dense<[1, 4000000000]> : tensor<2xui32>");
  EXPECT_EQ(read(ints(TensorProto::INT8, {3}, {-1, 0, 127})), "dense<[-1, 0, 127]> : tensor<3xi8>");
  EXPECT_EQ(read(ints(TensorProto::UINT8, {2}, {255, 1})), "dense<[255, 1]> : tensor<2xui8>");
  EXPECT_EQ(read(ints(TensorProto::INT32, {}, {-7})), "dense<-7> : tensor<i32>");
  EXPECT_EQ(read(ints(TensorProto::BOOL, {3}, {1, 0, 1})),
            "dense<[true, false, true]> : tensor<3xi1>");
  EXPECT_EQ(read(ints(TensorProto::FLOAT16, {1}, {0x3c00})), "dense<1.000000e+00> : tensor<1xf16>");
  EXPECT_EQ(read(ints(TensorProto::BFLOAT16, {1}, {0x3f80})),
            "dense<1.000000e+00> : tensor<1xbf16>");
  TensorProto strings = tensor(TensorProto::STRING, {2});
  strings.add_string_data("a");
  strings.add_string_data("b");
  EXPECT_EQ(read(strings), "dense<[\"a\", \"b\"]> : tensor<2x!onnx.string>");
}

// Types that the installed schema has no name for.
TEST_F(TensorTest, NewerTypes) {
  EXPECT_EQ(read(raw(17, {1}, "\x38")), "dense<1.000000e+00> : tensor<1xf8E4M3FN>");
  EXPECT_EQ(read(ints(19, {1}, {0x3c})), "dense<1.000000e+00> : tensor<1xf8E5M2>");
  EXPECT_EQ(read(raw(24, {1}, "\x7f")), "dense<1.000000e+00> : tensor<1xf8E8M0FNU>");
  // The low half of a byte comes first; the last half may be padding.
  EXPECT_EQ(read(raw(21, {3}, "\x21\x0f")), "dense<[1, 2, 15]> : tensor<3xui4>");
  EXPECT_EQ(read(ints(22, {3}, {0x21, 0x0f})), "dense<[1, 2, -1]> : tensor<3xi4>");
  EXPECT_EQ(read(raw(23, {2}, "\x42")), "dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf4E2M1FN>");
  EXPECT_EQ(read(raw(25, {4}, "\xe4")), "dense<[0, 1, 2, 3]> : tensor<4xui2>");
  EXPECT_EQ(read(raw(26, {5}, "\xe4\x01")), "dense<[0, 1, -2, -1, 1]> : tensor<5xi2>");
}

TEST_F(TensorTest, RawBytes) {
  EXPECT_EQ(read(raw(TensorProto::INT16, {2}, std::string("\1\0\2\0", 4))),
            "dense<[1, 2]> : tensor<2xi16>");
  // Any byte but zero is true.
  EXPECT_EQ(read(raw(TensorProto::BOOL, {3}, std::string("\2\0\1", 3))),
            "dense<[true, false, true]> : tensor<3xi1>");
  EXPECT_EQ(read(raw(TensorProto::INT16, {0, 4}, "")), "dense<> : tensor<0x4xi16>");
  EXPECT_EQ(read(raw(TensorProto::BOOL, {0}, "")), "dense<> : tensor<0xi1>");
}

TEST_F(TensorTest, Refused) {
  EXPECT_EQ(read(raw(TensorProto::FLOAT, {2}, "abc")),
            "m: node 'c' (Constant): the tensor has 3 bytes of data where its shape and element "
            "type need 8\n");
  EXPECT_EQ(read(tensor(TensorProto::INT64, {3})),
            "m: node 'c' (Constant): the tensor has 0 bytes of data where its shape and element "
            "type need 24\n");
  EXPECT_EQ(read(tensor(TensorProto::STRING, {2})),
            "m: node 'c' (Constant): the tensor has 0 strings where its shape needs 2\n");
  EXPECT_EQ(read(tensor(99, {})),
            "m: node 'c' (Constant): the tensor has the unknown element type 99\n");
  for (auto dims : {std::initializer_list<int64_t>{-1},
                    {int64_t(1) << 32, int64_t(1) << 32},
                    {int64_t(1) << 62, 4},
                    {0, int64_t(1) << 62}})
    EXPECT_EQ(read(tensor(TensorProto::FLOAT, dims)),
              "m: node 'c' (Constant): the tensor has a negative or too large shape\n");
  TensorProto segment = tensor(TensorProto::FLOAT, {});
  segment.mutable_segment()->set_begin(0);
  EXPECT_EQ(read(segment), "m: node 'c' (Constant): the tensor is stored in segments, which is not "
                           "supported\n");
}

TEST_F(TensorTest, LargeOnesAreResourcesOverTheirOwnBytes) {
  TensorProto large = raw(TensorProto::FLOAT, {2000}, std::string(8000, '\1'));
  const char *bytes = large.raw_data().data();
  TensorReader reader(&context, "");
  auto value = reader.read(large, mlir::UnknownLoc::get(&context));
  ASSERT_TRUE(succeeded(value));
  auto resource = mlir::dyn_cast<mlir::DenseResourceElementsAttr>(*value);
  ASSERT_TRUE(resource);
  const mlir::AsmResourceBlob *blob = resource.getRawHandle().getBlob();
  EXPECT_EQ(blob->getData().data(), bytes);
  EXPECT_EQ(blob->getData().size(), 8000u);
  EXPECT_GE(blob->getDataAlignment(), alignof(float));
  EXPECT_FALSE(large.has_raw_data());
}

TEST_F(TensorTest, Sparse) {
  proto::SparseTensorProto sparse;
  *sparse.mutable_values() = ints(TensorProto::INT32, {2}, {5, 6});
  TensorProto indices = tensor(TensorProto::INT64, {2, 2});
  for (int64_t index : {0, 1, 1, 0})
    indices.add_int64_data(index);
  *sparse.mutable_indices() = indices;
  sparse.add_dims(2);
  sparse.add_dims(2);
  TensorReader reader(&context, "");
  auto loc = nodeLocation(&context, "c", "Constant");
  proto::SparseTensorProto copy = sparse;
  auto value = reader.read(copy, loc);
  ASSERT_TRUE(succeeded(value));
  std::string text;
  llvm::raw_string_ostream(text) << *value;
  EXPECT_EQ(text, "dense<[[0, 5], [6, 0]]> : tensor<2x2xi32>");
  copy = sparse;
  copy.mutable_indices()->set_int64_data(0, 2);
  EXPECT_TRUE(failed(reader.read(copy, loc)));
  EXPECT_EQ(diagnostics,
            "m: node 'c' (Constant): the sparse tensor '' has the index 2 outside its shape\n");
  diagnostics.clear();
  copy = sparse;
  copy.set_dims(0, int64_t(1) << 40);
  EXPECT_TRUE(failed(reader.read(copy, loc)));
  EXPECT_EQ(diagnostics,
            "m: node 'c' (Constant): the sparse tensor '' is too large to be made dense\n");
}

// Default values of a function's attributes, and overloads, came with later schemas.
TEST(Functions, NewerFields) {
  proto::ModelProto model;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
    ir_version: 10 opset_import { version: 21 } opset_import { domain: "f" version: 1 }
    graph {
      node { op_type: "Number" domain: "f" output: "a" }
      node { op_type: "Number" domain: "f" output: "b" attribute { name: "n" type: INT i: 7 } }
      node { op_type: "Number" domain: "f" output: "c" }
      output { name: "a" } output { name: "b" } output { name: "c" }
    }
    functions {
      name: "Number" domain: "f" output: "y" opset_import { version: 21 }
      node { op_type: "Constant" output: "y"
             attribute { name: "value_int" type: INT ref_attr_name: "n" } }
    }
    functions {
      name: "Number" domain: "f" output: "y" opset_import { version: 21 }
      node { op_type: "Constant" output: "y" attribute { name: "value_int" type: INT i: 9 } }
    })",
                                                            &model));
  proto::AttributeProto byDefault;
  byDefault.set_name("n");
  byDefault.set_type(proto::AttributeProto::INT);
  byDefault.set_i(3);
  model.mutable_functions(0)->mutable_unknown_fields()->AddLengthDelimited(
      11, byDefault.SerializeAsString());
  model.mutable_functions(1)->mutable_unknown_fields()->AddLengthDelimited(13, "nine");
  model.mutable_graph()->mutable_node(2)->mutable_unknown_fields()->AddLengthDelimited(8, "nine");

  mlir::MLIRContext context;
  std::string bytes = model.SerializeAsString(), text;
  auto module = importModel(llvm::MemoryBufferRef(bytes, "m"), "", context);
  ASSERT_TRUE(module);
  module->walk([&](ConstantOp constant) {
    text += std::to_string((*constant.getValue().getValues<llvm::APInt>().begin()).getSExtValue());
  });
  EXPECT_EQ(text, "379");
}

} // namespace
