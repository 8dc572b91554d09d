// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The headers of models and runtime compile as C++20.

#include "fixed.h"
#include "symbolic.h"
#include "weighted.h"

#include "cameo_runtime.hpp"

#include <type_traits>

static_assert(std::is_same_v<decltype(fixed_inputs::x), const float *>);
static_assert(std::is_same_v<decltype(symbolic_outputs::scores_shape), int64_t[2]>);
static_assert(std::is_trivial_v<symbolic_inputs> && std::is_standard_layout_v<symbolic_inputs>);
static_assert(FIXED_WORKSPACE_SIZE > 0);
