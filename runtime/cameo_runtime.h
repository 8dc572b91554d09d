// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program and a compiled model say to each other. All sizes are bytes,
// all extents are element counts; nothing here aborts, prints or throws.
#ifndef CAMEO_RUNTIME_H
#define CAMEO_RUNTIME_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CAMEO_ABI_VERSION 3u

/// 0 is success; a failed call leaves the contents of its outputs unspecified.
typedef int cameo_status;
enum {
  CAMEO_OK = 0,
  CAMEO_ERROR_INVALID_ARGUMENT = -1, // a NULL or contradictory argument
  CAMEO_ERROR_SHAPE = -2,            // shapes that do not fit the model
  CAMEO_ERROR_OUT_OF_MEMORY = -3,    // the allocate hook returned NULL
  CAMEO_ERROR_UNSUPPORTED_CPU = -4,  // not one of the CPUs compiled for
  CAMEO_ERROR_WORKSPACE = -5,        // workspace too small or misaligned
  CAMEO_ERROR_IO = -6,               // a file cannot be opened or read
  CAMEO_ERROR_NOT_FOUND = -7,        // no model of that name in the library
  CAMEO_ERROR_ABI = -8,              // compiled for another ABI version
  CAMEO_ERROR_DEVICE = -9,           // the GPU device failed
  CAMEO_ERROR_INDEX = -10,           // an index in the data is out of range
  CAMEO_ERROR_WEIGHTS = -11          // side-file weights missing or different
};

/// A static English sentence, never NULL; unknown codes have one too.
const char *cameo_status_string(cameo_status status);

/// Element types, numbered as ONNX TensorProto.DataType.
typedef enum cameo_dtype {
  CAMEO_UNDEFINED = 0,
  CAMEO_FLOAT32 = 1,
  CAMEO_UINT8 = 2,
  CAMEO_INT8 = 3,
  CAMEO_UINT16 = 4,
  CAMEO_INT16 = 5,
  CAMEO_INT32 = 6,
  CAMEO_INT64 = 7,
  CAMEO_STRING = 8,
  CAMEO_BOOL = 9,
  CAMEO_FLOAT16 = 10,
  CAMEO_FLOAT64 = 11,
  CAMEO_UINT32 = 12,
  CAMEO_UINT64 = 13,
  CAMEO_COMPLEX64 = 14,
  CAMEO_COMPLEX128 = 15,
  CAMEO_BFLOAT16 = 16,
  CAMEO_FLOAT8E4M3FN = 17,
  CAMEO_FLOAT8E4M3FNUZ = 18,
  CAMEO_FLOAT8E5M2 = 19,
  CAMEO_FLOAT8E5M2FNUZ = 20,
  CAMEO_UINT4 = 21,
  CAMEO_INT4 = 22,
  CAMEO_FLOAT4E2M1 = 23,
  CAMEO_FLOAT8E8M0 = 24,
  CAMEO_UINT2 = 25,
  CAMEO_INT2 = 26
} cameo_dtype;

/// "float32", "int4", ...; "unknown" for a number not listed above.
const char *cameo_dtype_name(int32_t dtype);
/// Bits of one element in memory; 0 for strings and unknown types.
int32_t cameo_dtype_bits(int32_t dtype);

/// One piece of a parallel loop: the indices [begin, end).
typedef void (*cameo_task_fn)(void *closure, int64_t begin, int64_t end);

/// The hooks of one call. Every member may be zero, and so may the pointer to
/// it: zero means the default. Must stay unchanged while a call uses it.
typedef struct cameo_context cameo_context;
/// A model's state on a GPU device: see cameo_gpu.h.
typedef struct cameo_instance cameo_instance;
struct cameo_context {
  void *user; // for the hooks; Cameo never looks at it
  /// Runs `fn` once for every index of [0, count), in chunks of `grain` or
  /// more, and returns when all are done. May be called from several threads.
  void (*parallel_for)(const cameo_context *ctx, cameo_task_fn fn, void *closure, int64_t count,
                       int64_t grain);
  /// NULL on failure. `alignment` is a power of two.
  void *(*allocate)(const cameo_context *ctx, size_t bytes, size_t alignment);
  /// Frees what `allocate` gave; `bytes` as then. Used only if `allocate` is
  /// set; NULL beside an `allocate` means that nothing is freed (an arena).
  void (*deallocate)(const cameo_context *ctx, void *memory, size_t bytes);
  /// `level`: 0 error, 1 warning, 2 information. NULL is silence.
  void (*log)(const cameo_context *ctx, int level, const char *message);
  void *workspace;        // scratch, 64-byte aligned, not shared by two calls
  size_t workspace_bytes; // at least the model's workspace_size(dims)
  const void *weights;    // from cameo_weights_map; NULL if embedded
  int32_t num_threads;    // 0: all cores; 1: never leaves the calling thread
  cameo_instance *instance; // device state to run on (cameo_gpu.h); NULL: the CPU
  /// Of models compiled with --profile: told when a kernel begins, by `what`, and NULL
  /// when it ends, on the thread that called the model. `what` is a constant of the
  /// model: the kernel's name and its ONNX nodes ("Conv conv1"), with tabs between.
  void (*profile)(const cameo_context *ctx, const char *what);
  void *reserved[2]; // zero
};

/// A tensor that says what it is: an element of a sequence, or an operand of a
/// function that a model calls. `data` is dense and row-major; strings are
/// `const char *`, UTF-8 with a zero behind; what is smaller than a byte has one.
typedef struct cameo_tensor {
  int32_t dtype; // a cameo_dtype
  int32_t rank;  // or CAMEO_SEQUENCE or CAMEO_MAP: `data` is a cameo_sequence
  const int64_t *shape;
  const void *data;
} cameo_tensor;

/// A sequence of tensors. An input or output that is one is the address of this;
/// an optional value is NULL if there is none, and an optional tensor that is
/// there is a sequence of one. A map is a sequence of two vectors: keys, which are
/// int64 or strings, and as many values.
typedef struct cameo_sequence {
  int64_t size;
  const cameo_tensor *items;
  size_t bytes;   // of an output, with all that it points to, in one block; else 0
  void *reserved; // NULL
} cameo_sequence;

/// In place of a rank.
#define CAMEO_SEQUENCE (-1)
#define CAMEO_OPTIONAL (-2)          // a tensor, or nothing
#define CAMEO_OPTIONAL_SEQUENCE (-3) // a sequence, or nothing
#define CAMEO_MAP (-4)

typedef struct cameo_tensor_info {
  const char *name;
  int32_t dtype; // a cameo_dtype; of a sequence, that of its tensors; of a map, its values
  int32_t rank;  // or CAMEO_SEQUENCE and so on
  /// >= 0: the extent; -1-k: dims[k]; CAMEO_COMPUTED: see output_shapes.
  const int64_t *shape;
} cameo_tensor_info;

#define CAMEO_COMPUTED INT64_MIN

/// Of cameo_model::flags: some output has an extent that depends on the data, or
/// is of strings, or is a sequence. Such an output is always allocated by the
/// model: outputs[i] must be NULL.
#define CAMEO_MODEL_DATA_EXTENTS 1u

/// A compiled model: constant data, valid as long as its code is loaded.
/// `dims` are the values of the symbolic dimensions, in order of dim_names.
typedef struct cameo_model {
  uint32_t abi_version; // CAMEO_ABI_VERSION at the time of compilation
  uint32_t flags;       // CAMEO_MODEL_* below
  const char *name;
  const char *producer; // "cameo 0.1.0 (x86-64-v4, x86-64-v3)": the CPUs
  int32_t num_inputs, num_outputs, num_dims, reserved;
  const cameo_tensor_info *inputs, *outputs;
  const char *const *dim_names; // in order of first appearance in the inputs
  /// Bytes of workspace a run needs; 0 of dims that a run refuses.
  size_t (*workspace_size)(const int64_t *dims);
  /// Fills shapes[i][0 .. outputs[i].rank); an extent that depends on the data
  /// becomes -1. Returns a cameo_status.
  int (*output_shapes)(const int64_t *dims, int64_t *const *shapes);
  /// Runs the model; re-entrant. Reads inputs[i] and writes outputs[i], dense
  /// row-major buffers of the caller. outputs[i] == NULL: the model allocates
  /// it through ctx and, on success, the caller owns it (cameo_deallocate).
  /// output_shapes, or any entry of it, may be NULL. Returns a cameo_status.
  int (*invoke)(const int64_t *dims, const void *const *inputs, void **outputs,
                int64_t *const *output_shapes, const cameo_context *ctx);
  size_t weights_bytes;       // of the side file; 0 if embedded
  const char *weights_file;   // its name; NULL if embedded
  uint8_t weights_digest[16]; // MD5 of the side file's weights
  const struct cameo_gpu_program *gpu; // the device part; NULL if there is none
} cameo_model;

//===-- Services that models call; usable by programs too -----------------===//

/// Through ctx->parallel_for, else on the pool of libcameo_runtime, which
/// starts at the first use and sleeps when idle. Nested and concurrent calls
/// are safe: a loop that finds the pool busy runs on its own thread.
/// ctx->num_threads, or else the environment variable CAMEO_NUM_THREADS (read
/// when the pool starts), limits the threads. Setting ctx->parallel_for to
/// this function makes separately linked libraries share the caller's pool.
void cameo_parallel_for(const cameo_context *ctx, cameo_task_fn fn, void *closure, int64_t count,
                        int64_t grain);
/// Joins the threads of the pool; a later loop starts them again. If a loop is
/// running, changes nothing and returns CAMEO_ERROR_INVALID_ARGUMENT.
cameo_status cameo_shutdown_threads(void);
/// NULL on failure, or if `alignment` is no power of two; 0 means 64.
void *cameo_allocate(const cameo_context *ctx, size_t bytes, size_t alignment);
/// `memory` may be NULL; `bytes` and ctx's hooks as when it was allocated.
void cameo_deallocate(const cameo_context *ctx, void *memory, size_t bytes);

/// Memory that lasts until it is released or the heap is closed: for what a model
/// cannot know the size of before it runs. Of one run, and one thread at a time.
typedef struct cameo_heap {
  const cameo_context *ctx;
  void *first; // NULL at first
} cameo_heap;
/// 64-byte aligned; NULL on failure, and for a negative size.
void *cameo_heap_allocate(cameo_heap *heap, int64_t bytes);
/// `memory` may be NULL.
void cameo_heap_release(cameo_heap *heap, void *memory);
/// Memory of the heap, NULL at first, of which `used` bytes are kept and followed by
/// room for `more`: the same or another piece. NULL on failure, which changes nothing.
void *cameo_heap_extend(cameo_heap *heap, void *memory, int64_t used, int64_t more);
/// Releases all that is left.
void cameo_heap_close(cameo_heap *heap);

/// A function that models call with whole tensors: reads `operands`, and gives
/// each result, whose dtype and rank are set, a shape and data: of the heap (see
/// cameo_result), or an operand's. Returns a cameo_status.
typedef int cameo_operator(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                           cameo_tensor *results, int32_t num_results);
/// Gives a result a shape of `rank` extents and room for its elements: where they
/// are, or NULL.
void *cameo_result(cameo_heap *heap, cameo_tensor *result, int32_t rank, const int64_t *shape);

/// Frees an output of `count` strings, in one block with what they point to.
void cameo_strings_free(const cameo_context *ctx, const char *const *strings, int64_t count);
/// Frees an output that is a sequence; NULL is allowed.
void cameo_sequence_free(const cameo_context *ctx, cameo_sequence *sequence);

//===-- Models in shared libraries ----------------------------------------===//

typedef struct cameo_library cameo_library;

/// Opens the shared library at `path` (relative to the current directory) and
/// finds its model `name`, exported as `<name>_model`, or, if `name` is NULL,
/// the one that its `cameo_model_entry` points to. IO: cannot be opened;
/// NOT_FOUND: no such model; ABI: compiled for another version. On success the
/// caller owns *library, which must outlive every use of *model.
cameo_status cameo_load(const char *path, const char *name, cameo_library **library,
                        const cameo_model **model);
/// Why this thread's last cameo_load failed; "" if it did not.
const char *cameo_load_message(void);
/// NULL is allowed. No call into the library may be running.
void cameo_unload(cameo_library *library);

//===-- Weights in a side file --------------------------------------------===//

/// The first 64 bytes of a side file, in the target's byte order; the weights
/// follow and end the file.
typedef struct cameo_weights_header {
  char magic[8];      // CAMEO_WEIGHTS_MAGIC, without its terminator
  uint64_t bytes;     // of the weights
  uint8_t digest[16]; // MD5 of the weights
  uint8_t zero[32];
} cameo_weights_header;

#define CAMEO_WEIGHTS_MAGIC "CAMEOWT1"

/// Maps the side file of `model` read-only and checks its size and header.
/// `path` NULL: model->weights_file. *weights is 64-byte aligned, goes into
/// cameo_context::weights, and is NULL for a model with embedded weights. IO:
/// cannot be read; WEIGHTS: not the file that was written with this model.
cameo_status cameo_weights_map(const cameo_model *model, const char *path, const void **weights);
/// Reads all the weights and compares their digest: OK or WEIGHTS.
cameo_status cameo_weights_verify(const cameo_model *model, const void *weights);
/// `weights` from cameo_weights_map with the same model, or NULL.
void cameo_weights_unmap(const cameo_model *model, const void *weights);

#ifdef __cplusplus
}
#endif

#endif // CAMEO_RUNTIME_H
