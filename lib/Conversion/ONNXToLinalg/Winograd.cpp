// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tile of m × m sums needs n × n elements of x, n = m + 2. With d and g those of x and of
// a filter for a channel, the sums are, by element, products of transformed ones:
//
//   Y = Aᵀ (Σ_c (G g Gᵀ) ∘ (Bᵀ d B)) A
//
// n² products for m² sums of nine: 36 for 144. Filters are transformed at compile time. For
// each of the n² positions the sums over channels are a matrix product of all tiles.
//
// The matrices are of polynomials that are multiplied by their values at n - 1 points and at
// infinity. The points 0, ±√½ and ±√2 give an error as small as that of direct summation;
// 0, ±1 and ±2, which are in use, twice that.

#include "lib/Conversion/ONNXToLinalg/Winograd.h"
#include "lib/Conversion/ONNXToLinalg/Sequences.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include <cmath>
#include <random>

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

constexpr int64_t taps = 3, m = 4, n = m + taps - 1, lanes = 16;
// Below this share of the products of the direct form the transforms do not pay.
constexpr double maxShare = 0.75;
// In products: what it takes to transform an element of a tile, and to write and read it.
constexpr double transformCost = 4;
// In tiles: what it takes to read the filters, which are used once for each.
constexpr double filterCost = 12;
// Of a layer's error, beside the root mean square of its sums.
constexpr double maxError = 2e-5;

using Matrix = SmallVector<SmallVector<double>>;

struct Transforms {
  Transforms();
  Matrix a, g, b; // Aᵀ [m, n], G [n, taps], Bᵀ [n, n]
};

// The coefficients, from x⁰ on, of the product of x - p over all points but one.
SmallVector<double> polynomial(ArrayRef<double> points, int64_t leftOut) {
  SmallVector<double> result(n, 0.0);
  result[0] = 1;
  for (auto [number, point] : llvm::enumerate(points)) {
    if (int64_t(number) == leftOut)
      continue;
    for (int64_t power = n - 1; power >= 0; --power)
      result[power] = (power ? result[power - 1] : 0) - point * result[power];
  }
  return result;
}

Transforms::Transforms()
    : a(m, SmallVector<double>(n, 0.0)), g(n, SmallVector<double>(taps, 0.0)), b(n) {
  const double points[n - 1] = {0, std::sqrt(0.5), -std::sqrt(0.5), std::sqrt(2.0),
                                -std::sqrt(2.0)};
  for (int64_t k = 0; k < n - 1; ++k) {
    double others = 1;
    for (int64_t l = 0; l < n - 1; ++l)
      others *= l == k ? 1 : points[k] - points[l];
    for (int64_t p = 0; p < m; ++p)
      a[p][k] = std::pow(points[k], p);
    for (int64_t j = 0; j < taps; ++j)
      g[k][j] = std::pow(points[k], j) / others;
    b[k] = polynomial(points, k);
  }
  a[m - 1][n - 1] = g[n - 1][taps - 1] = 1;
  b[n - 1] = polynomial(points, -1);
}

// What a filter becomes at a position of the tile.
double transformed(const Transforms &t, int64_t row, int64_t column,
                   llvm::function_ref<double(int64_t, int64_t)> filter) {
  double sum = 0;
  for (int64_t i = 0; i < taps; ++i)
    for (int64_t j = 0; j < taps; ++j)
      sum += t.g[row][i] * t.g[column][j] * filter(i, j);
  return sum;
}

std::vector<float> valuesOf(Attribute weights) {
  std::vector<float> values;
  if (auto resource = dyn_cast_or_null<DenseF32ResourceElementsAttr>(weights)) {
    if (auto data = resource.tryGetAsArrayRef())
      values.assign(data->begin(), data->end());
  } else if (auto dense = dyn_cast_or_null<DenseElementsAttr>(weights)) {
    if (dense.getElementType().isF32())
      values.assign(dense.value_begin<float>(), dense.value_end<float>());
  }
  return values;
}

// The error of a tile in f32 against one in f64, of some filters and an x of normal
// distribution, beside the root mean square of a filter's sums; the worst one's.
double errorOf(ArrayRef<float> filters, int64_t count, int64_t channels) {
  constexpr int64_t looked = 8;
  const Transforms t;
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  std::vector<float> x(channels * n * n);
  for (float &element : x)
    element = normal(random);
  // Bᵀ d B in f32, of each channel.
  std::vector<float> inputs(x.size());
  for (int64_t c = 0; c < channels; ++c) {
    float half[n][n] = {};
    for (int64_t row = 0; row < n; ++row)
      for (int64_t j = 0; j < n; ++j)
        for (int64_t i = 0; i < n; ++i)
          half[row][j] += float(t.b[row][i]) * x[(c * n + i) * n + j];
    for (int64_t row = 0; row < n; ++row)
      for (int64_t column = 0; column < n; ++column) {
        float &sum = inputs[(c * n + row) * n + column];
        for (int64_t j = 0; j < n; ++j)
          sum += float(t.b[column][j]) * half[row][j];
      }
  }
  double worst = 0;
  for (int64_t f = 0; f < count; f += std::max<int64_t>(1, count / looked)) {
    const float *filter = filters.data() + f * channels * taps * taps;
    float products[n][n] = {}, half[m][n] = {};
    double difference = 0, squares = 0;
    for (int64_t c = 0; c < channels; ++c)
      for (int64_t row = 0; row < n; ++row)
        for (int64_t column = 0; column < n; ++column)
          products[row][column] += float(transformed(t, row, column,
                                                     [&](int64_t i, int64_t j) {
                                                       return filter[(c * taps + i) * taps + j];
                                                     })) *
                                   inputs[(c * n + row) * n + column];
    for (int64_t p = 0; p < m; ++p)
      for (int64_t column = 0; column < n; ++column)
        for (int64_t row = 0; row < n; ++row)
          half[p][column] += float(t.a[p][row]) * products[row][column];
    for (int64_t p = 0; p < m; ++p)
      for (int64_t q = 0; q < m; ++q) {
        float sum = 0;
        for (int64_t column = 0; column < n; ++column)
          sum += float(t.a[q][column]) * half[p][column];
        double exact = 0;
        for (int64_t c = 0; c < channels; ++c)
          for (int64_t i = 0; i < taps; ++i)
            for (int64_t j = 0; j < taps; ++j)
              exact += double(filter[(c * taps + i) * taps + j]) * x[(c * n + p + i) * n + q + j];
        difference = std::max(difference, std::abs(sum - exact));
        squares += exact * exact;
      }
    // A filter of zeros has no error, one with what is no number more than any limit.
    if (squares != 0)
      worst = std::max(difference / std::sqrt(squares / double(m * m)), worst);
    if (std::isnan(difference) || std::isnan(squares))
      return std::numeric_limits<double>::infinity();
  }
  return worst;
}

// Arithmetic on vectors of channels of one tile.
class TileBuilder {
public:
  TileBuilder(ImplicitLocOpBuilder &b) : b(b), type(VectorType::get(lanes, b.getF32Type())) {}

  Value read(Value tensor, ValueRange at) {
    Value none = arith::ConstantOp::create(b, b.getF32FloatAttr(0));
    return vector::TransferReadOp::create(b, type, tensor, at, none, ArrayRef<bool>{true});
  }
  Value write(Value vector, Value tensor, ValueRange at) {
    return vector::TransferWriteOp::create(b, vector, tensor, at, ArrayRef<bool>{true}).getResult();
  }
  Value add(Value x, Value y) { return arith::AddFOp::create(b, x, y); }
  Value subtract(Value x, Value y) { return arith::SubFOp::create(b, x, y); }
  /// sum + factor · x; null is zero.
  Value accumulate(Value sum, double factor, Value x) {
    if (std::abs(factor) < 1e-9)
      return sum;
    if (std::abs(factor - 1) < 1e-9)
      return sum ? add(sum, x) : x;
    Value scale = arith::ConstantOp::create(
        b, DenseElementsAttr::get(type, b.getF32FloatAttr(factor).getValue()));
    return sum ? math::FmaOp::create(b, x, scale, sum).getResult()
               : arith::MulFOp::create(b, x, scale).getResult();
  }
  /// Bᵀ x. Rows of points that differ in sign have the same even and odd parts.
  std::array<Value, n> input(const std::array<Value, n> &x) {
    std::array<Value, n> result;
    auto sum = [&](int64_t row, int64_t from, int64_t step) {
      Value total;
      for (int64_t i = from; i < n; i += step)
        total = accumulate(total, t.b[row][i], x[i]);
      return total;
    };
    result[0] = sum(0, 0, 1);
    result[n - 1] = sum(n - 1, 0, 1);
    for (int64_t k = 1; k + 1 < n - 1; k += 2) {
      Value even = sum(k, 0, 2), odd = sum(k, 1, 2);
      result[k] = add(even, odd);
      result[k + 1] = subtract(even, odd);
    }
    return result;
  }
  /// Aᵀ x, by the same symmetry.
  std::array<Value, m> output(const std::array<Value, n> &x) {
    std::array<Value, m> result;
    for (int64_t p = 0; p < m; ++p)
      result[p] = p == 0 ? x[0] : p == m - 1 ? x[n - 1] : Value();
    for (int64_t k = 1; k + 1 < n - 1; k += 2) {
      Value sum = add(x[k], x[k + 1]), difference = subtract(x[k], x[k + 1]);
      for (int64_t p = 0; p < m; ++p)
        result[p] = accumulate(result[p], t.a[p][k], p % 2 ? difference : sum);
    }
    return result;
  }

private:
  ImplicitLocOpBuilder &b;
  VectorType type;
  const Transforms t;
};

} // namespace

// The filters [F, C, 3, 3] as [n², F, C].
static Value transformFilters(LoweringBuilder &b, const Shaped &filters, const Dims &dims) {
  const Transforms t;
  SmallVector<double> factors; // [n², 9]
  for (int64_t position = 0; position < n * n; ++position)
    for (int64_t tap = 0; tap < taps * taps; ++tap)
      factors.push_back(transformed(t, position / n, position % n, [&](int64_t i, int64_t j) {
        return i * taps + j == tap ? 1.0 : 0.0;
      }));
  auto type = RankedTensorType::get({n * n, taps * taps}, b.getF64Type());
  Value table = arith::ConstantOp::create(b, DenseElementsAttr::get(type, ArrayRef(factors)));
  return b.map(dims, b.getF32Type(), {}, {}, [&](ImplicitLocOpBuilder &inner, ValueRange) -> Value {
    Value position = linalg::IndexOp::create(inner, 0), f = linalg::IndexOp::create(inner, 1),
          c = linalg::IndexOp::create(inner, 2), sum;
    auto index = [&](int64_t value) -> Value {
      return arith::ConstantIndexOp::create(inner, value);
    };
    for (int64_t i = 0; i < taps; ++i)
      for (int64_t j = 0; j < taps; ++j) {
        Value weight =
            tensor::ExtractOp::create(inner, filters.value, ValueRange{f, c, index(i), index(j)});
        Value factor =
            tensor::ExtractOp::create(inner, table, ValueRange{position, index(i * taps + j)});
        Value product = arith::MulFOp::create(
            inner, arith::ExtFOp::create(inner, inner.getF64Type(), weight), factor);
        sum = sum ? arith::AddFOp::create(inner, sum, product).getResult() : product;
      }
    return arith::TruncFOp::create(inner, inner.getF32Type(), sum);
  });
}

// Writes a tile's results for each of its vectors of channels.
static Value writeTiles(
    LoweringBuilder &b, Value into, const Dims &tiles, AffineExpr channels,
    llvm::function_ref<Value(TileBuilder &, ImplicitLocOpBuilder &, ValueRange, Value, Value)>
        write) {
  SmallVector<Value> bounds;
  for (AffineExpr dim : tiles)
    bounds.push_back(b.index(dim));
  Value vectors = b.index(channels.floorDiv(lanes));
  return writeRows(b, bounds, into,
                   [&](ImplicitLocOpBuilder &outer, ValueRange at, ValueRange state) {
                     return loops(outer, vectors, state,
                                  [&](ImplicitLocOpBuilder &inner, ValueRange vector,
                                      ValueRange state) -> SmallVector<Value> {
                                    TileBuilder tile(inner);
                                    Value width = arith::ConstantIndexOp::create(inner, lanes);
                                    Value channel = arith::MulIOp::create(inner, vector[0], width);
                                    return {write(tile, inner, at, channel, state[0])};
                                  });
                   })
      .front();
}

// Positions first, first + 1, … of a row or column of a tile.
static SmallVector<Value> positions(ImplicitLocOpBuilder &b, Value tile, int64_t count) {
  Value first = arith::MulIOp::create(b, tile, arith::ConstantIndexOp::create(b, m));
  SmallVector<Value> result;
  for (int64_t i = 0; i < count; ++i)
    result.push_back(arith::AddIOp::create(b, first, arith::ConstantIndexOp::create(b, i)));
  return result;
}

// Transforms the columns of a tile, then the rows of what they become.
template <size_t size>
static void
transformBoth(std::array<Value, size> (TileBuilder::*transform)(const std::array<Value, n> &),
              TileBuilder &tile, llvm::function_ref<Value(int64_t, int64_t)> read,
              llvm::function_ref<void(Value, int64_t, int64_t)> write) {
  std::array<std::array<Value, n>, size> half;
  for (int64_t j = 0; j < n; ++j) {
    std::array<Value, n> column;
    for (int64_t i = 0; i < n; ++i)
      column[i] = read(i, j);
    for (auto [i, value] : llvm::enumerate((tile.*transform)(column)))
      half[i][j] = value;
  }
  for (auto [i, row] : llvm::enumerate(half))
    for (auto [j, value] : llvm::enumerate((tile.*transform)(row)))
      write(value, i, j);
}

// The place of a tile's position (i, j) in a tensor [n², N, rows, columns, channels].
static SmallVector<Value> placeOf(ImplicitLocOpBuilder &b, int64_t i, int64_t j, ValueRange at,
                                  Value channel) {
  return {arith::ConstantIndexOp::create(b, i * n + j), at[0], at[1], at[2], channel};
}

static Value transformInput(LoweringBuilder &b, const Shaped &x, const Dims &dims,
                            const Dims &tiles) {
  return writeTiles(b, b.empty(dims, b.getF32Type()), tiles, dims.back(),
                    [&](TileBuilder &tile, ImplicitLocOpBuilder &inner, ValueRange at,
                        Value channel, Value into) {
                      auto rows = positions(inner, at[1], n), columns = positions(inner, at[2], n);
                      transformBoth(
                          &TileBuilder::input, tile,
                          [&](int64_t i, int64_t j) {
                            return tile.read(x.value, {at[0], rows[i], columns[j], channel});
                          },
                          [&](Value value, int64_t i, int64_t j) {
                            into = tile.write(value, into, placeOf(inner, i, j, at, channel));
                          });
                      return into;
                    });
}

static Value transformOutput(LoweringBuilder &b, Value products, const Dims &dims,
                             const Dims &tiles) {
  return writeTiles(b, b.empty(dims, b.getF32Type()), tiles, dims.back(),
                    [&](TileBuilder &tile, ImplicitLocOpBuilder &inner, ValueRange at,
                        Value channel, Value into) {
                      auto rows = positions(inner, at[1], m), columns = positions(inner, at[2], m);
                      transformBoth(
                          &TileBuilder::output, tile,
                          [&](int64_t i, int64_t j) {
                            return tile.read(products, placeOf(inner, i, j, at, channel));
                          },
                          [&](Value value, int64_t p, int64_t q) {
                            into = tile.write(value, into, {at[0], rows[p], columns[q], channel});
                          });
                      return into;
                    });
}

// Whether tiles are fewer products, in effect. Of extents that only the run knows they are
// many, and fit.
static bool pays(int64_t outputs, int64_t inputs, ArrayRef<AffineExpr> out, AffineExpr rows,
                 AffineExpr columns) {
  double tiles = 64, sums = tiles * m * m;
  auto height = SymbolicShapes::constantOf(out[0]), width = SymbolicShapes::constantOf(out[1]);
  if (height && width) {
    tiles = double(*SymbolicShapes::constantOf(rows) * *SymbolicShapes::constantOf(columns));
    sums = double(*height * *width);
  }
  double pairs = double(inputs * outputs), channels = double(inputs + outputs);
  double products =
      double(n * n) * ((tiles + filterCost) * pairs + tiles * transformCost * channels);
  return tiles > 0 && products <= maxShare * sums * double(taps * taps) * pairs;
}

std::optional<Shaped> cameo::convolveByTiles(LoweringBuilder &b, const Shaped &x,
                                             const Shaped &filters, Attribute weights,
                                             int64_t group, const Windows &windows,
                                             Attribute math) {
  auto level = dyn_cast_or_null<StringAttr>(math);
  if (!level || group != 1 || windows.rank() != 2 || !weights ||
      !cast<RankedTensorType>(x.value.getType()).getElementType().isF32())
    return std::nullopt;
  for (size_t i = 0; i < 2; ++i)
    if (windows.kernel[i] != taps || windows.strides[i] != 1 || windows.dilations[i] != 1)
      return std::nullopt;
  auto outputs = SymbolicShapes::constantOf(filters.dims[0]),
       inputs = SymbolicShapes::constantOf(filters.dims[1]);
  if (!outputs || !inputs || *outputs % lanes || *inputs % lanes)
    return std::nullopt;
  AffineExpr rows = windows.out[0].ceilDiv(m), columns = windows.out[1].ceilDiv(m);
  if (!pays(*outputs, *inputs, windows.out, rows, columns))
    return std::nullopt;
  if (level.getValue() != "fast") {
    std::vector<float> values = valuesOf(weights);
    if (values.empty() || !(errorOf(values, *outputs, *inputs) <= maxError))
      return std::nullopt;
  }

  SymbolicShapes &shapes = b.getShapes();
  auto constant = [&](int64_t value) { return shapes.constant(value); };
  // Whole tiles: zeros at the end give sums that are cut off again.
  Windows whole = windows;
  whole.high[0] = whole.high[0] + rows * m - windows.out[0];
  whole.high[1] = whole.high[1] + columns * m - windows.out[1];
  Shaped padded = padSpatial(b, x, whole, b.zero(b.getF32Type()));
  AffineExpr batch = x.dims[0], positions = constant(n * n), count = batch * rows * columns;
  Dims tiles = {batch, rows, columns};
  auto of = [&](AffineExpr channels) {
    Dims dims = {positions};
    llvm::append_range(dims, tiles);
    dims.push_back(channels);
    return dims;
  };
  Dims inputDims = of(filters.dims[1]), productDims = of(filters.dims[0]);
  Value input = b.reshape(transformInput(b, padded, inputDims, tiles), inputDims,
                          {positions, count, filters.dims[1]});
  Value kernel = transformFilters(b, filters, {positions, filters.dims[0], filters.dims[1]});
  auto map = [&](unsigned i, unsigned j) {
    return AffineMap::get(4, 0,
                          {b.getAffineDimExpr(0), b.getAffineDimExpr(i), b.getAffineDimExpr(j)},
                          b.getContext());
  };
  Dims sums = {positions, count, filters.dims[0]};
  Value product = b.reshape(b.contract(sums, input, map(1, 3), kernel, map(2, 3), map(1, 2)), sums,
                            productDims);
  Dims large = {batch, rows * m, columns * m, filters.dims[0]}, result = large;
  Value output = transformOutput(b, product, large, tiles);
  result[1] = windows.out[0];
  result[2] = windows.out[1];
  if (result != large)
    output = b.slice(output, large, Dims(4, constant(0)), SmallVector<int64_t>(4, 1), result);
  return Shaped{output, result};
}
