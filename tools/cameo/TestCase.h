// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ONNX's backend-test layouts: a folder with model.onnx and data sets
// test_data_set_N/{input,output}_I.pb; or, as in its folder `light`, NAME.onnx beside
// NAME_output_I.pb, whose inputs of n elements are 0, 1/n, 2/n, ...

#ifndef CAMEO_TOOLS_TESTCASE_H
#define CAMEO_TOOLS_TESTCASE_H

#include "tools/cameo/LoadedModel.h"

namespace cameo::tool {

struct TestCase {
  std::string name;
  std::string model; // its file
};

/// The test cases in or below `folder`, sorted; their names start where `folder` ends.
std::vector<TestCase> findTestCases(llvm::StringRef folder);

/// The data sets of the model in the file `model`: the folders test_data_set_0,
/// test_data_set_1, ... beside it, or else the NAME of NAME.onnx if NAME_output_0.pb exists.
std::vector<std::string> findDataSets(llvm::StringRef model);

/// The tensors of a data set that are called `prefix`, which is "input" or "output", in
/// the order of `infos`: files whose tensors bear the names of the model go by them,
/// others by their number.
llvm::Expected<std::vector<Tensor>> readDataSet(llvm::StringRef set, llvm::StringRef prefix,
                                                llvm::ArrayRef<cameo_tensor_info> infos);

} // namespace cameo::tool

#endif
