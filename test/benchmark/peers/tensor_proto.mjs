// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Just enough protobuf for a benchmark: decodes a serialised ONNX TensorProto,
// the input_i.pb of a backend test, and encodes a model of one node.

/// The tensor types that ONNX Runtime's JavaScript binding can pass, by their
/// number in TensorProto.DataType. `wide` names the repeated field that holds
/// the elements when raw_data does not.
const halfArray = globalThis.Float16Array ?? Uint16Array;
const dataTypes = {
  1: { type: 'float32', array: Float32Array, wide: 'float' },
  2: { type: 'uint8', array: Uint8Array, wide: 'int32' },
  3: { type: 'int8', array: Int8Array, wide: 'int32' },
  4: { type: 'uint16', array: Uint16Array, wide: 'int32' },
  5: { type: 'int16', array: Int16Array, wide: 'int32' },
  6: { type: 'int32', array: Int32Array, wide: 'int32' },
  7: { type: 'int64', array: BigInt64Array, wide: 'int64' },
  8: { type: 'string' },
  9: { type: 'bool', array: Uint8Array, wide: 'int32' },
  10: { type: 'float16', array: halfArray, wide: 'int32' },
  11: { type: 'float64', array: Float64Array, wide: 'double' },
  12: { type: 'uint32', array: Uint32Array, wide: 'uint64' },
  13: { type: 'uint64', array: BigUint64Array, wide: 'uint64' },
};

/// Yields { field, wire, value } of a message: a BigInt for a varint, the bytes
/// of everything else.
function* fields(bytes) {
  let at = 0;
  const take = (count) => {
    if (at + count > bytes.length) throw new Error('a truncated message');
    at += count;
    return bytes.subarray(at - count, at);
  };
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const [byte] = take(1);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a varint of more than ten bytes');
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const wire = key & 7;
    let value;
    if (wire === 0) value = varint();
    else if (wire === 1) value = take(8);
    else if (wire === 2) value = take(Number(varint()));
    else if (wire === 5) value = take(4);
    else throw new Error(`unknown wire type ${wire}`);
    yield { field: key >>> 3, wire, value };
  }
}

/// The varints of a repeated field, packed or not.
function varints({ wire, value }) {
  if (wire === 0) return [value];
  const all = [];
  let number = 0n, shift = 0n;
  for (const byte of value) {
    number |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte >= 0x80) continue;
    all.push(number);
    number = shift = 0n;
  }
  return all;
}

const signed = (number) => BigInt.asIntN(64, number);
const copied = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);

/// { name, type, dims, data }: what `new ort.Tensor(type, data, dims)` takes.
export function decodeTensor(bytes) {
  const elements = { float: [], int32: [], int64: [], double: [], uint64: [] };
  const dims = [], strings = [];
  let dataType = 0, name = '', raw = null;
  for (const entry of fields(bytes)) {
    const { field, value } = entry;
    if (field === 1) dims.push(...varints(entry).map((d) => Number(signed(d))));
    else if (field === 2) dataType = Number(value);
    else if (field === 4) elements.float.push(value);
    else if (field === 5) for (const v of varints(entry)) elements.int32.push(Number(signed(v)));
    else if (field === 6) strings.push(new TextDecoder().decode(value));
    else if (field === 7) for (const v of varints(entry)) elements.int64.push(signed(v));
    else if (field === 8) name = new TextDecoder().decode(value);
    else if (field === 9) raw = value;
    else if (field === 10) elements.double.push(value);
    else if (field === 11) elements.uint64.push(...varints(entry));
    else if (field === 14 && value === 1n) throw new Error('a tensor with external data');
  }
  const kind = dataTypes[dataType];
  if (!kind) throw new Error(`the element type ${dataType} cannot be passed to the binding`);
  const { type, array, wide } = kind;
  const count = dims.reduce((a, b) => a * b, 1);

  let data;
  if (type === 'string') data = strings;
  else if (raw) data = new array(copied(raw));
  else if (wide === 'float' || wide === 'double')
    data = new array(copied(Buffer.concat(elements[wide])));
  else if (type === 'float16') data = new halfArray(Uint16Array.from(elements.int32).buffer);
  else if (type === 'uint32') data = array.from(elements.uint64, Number);
  else data = array.from(elements[wide]);
  if (data.length !== count) throw new Error(`${data.length} elements in a shape of ${count}`);
  return { name, type, dims, data };
}

// The encoder writes fields below 16 and payloads below 128 bytes: one byte a
// key, one a length.
const number = (field, value) => [field << 3, value];
const message = (field, ...parts) => {
  const bytes = parts.flat();
  return [(field << 3) | 2, bytes.length, ...bytes];
};
const string = (field, text) => message(field, [...Buffer.from(text)]);

/// A model of one Relu on one float: what is left of its time is the cost of a
/// call.
export function oneNodeModel() {
  const shape = message(2, message(1, number(1, 1)));
  const value = (field, name) =>
    message(field, string(1, name), message(2, message(1, number(1, 1), shape)));
  const node = message(1, string(1, 'x'), string(2, 'y'), string(4, 'Relu'));
  const graph = message(7, node, string(2, 'one_node'), value(11, 'x'), value(12, 'y'));
  return Uint8Array.from([...number(1, 8), ...graph, ...message(8, number(2, 13))]);
}
