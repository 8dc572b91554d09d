// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The process that `cameo bench` measures: loads one compiled model and runs it.
// It is plain C and links nothing but the runtime, so that its memory is the
// model's. Prints one line of JSON, or the reason on standard error.

#define _POSIX_C_SOURCE 200809L
#include "cameo_gpu.h"
#include "clock.h"
#include "peak.h"
#include "profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  return 1;
}

static int byValue(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void *readFile(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  char *data = NULL;
  if (!fseek(file, 0, SEEK_END)) {
    size_t bytes = (size_t)ftell(file);
    rewind(file);
    data = cameo_allocate(NULL, bytes ? bytes : 1, 64);
    if (data && fread(data, 1, bytes, file) != bytes) {
      cameo_deallocate(NULL, data, bytes);
      data = NULL;
    }
  }
  fclose(file);
  return data;
}

// Everything a run needs. Outputs of unknown size are the model's to allocate.
struct call {
  const cameo_model *model;
  int64_t *dims;
  const void **inputs;
  void **outputs, **fixed;
  int64_t **shapes;
  cameo_context context;
};

static size_t outputBytes(const struct call *call, int i) {
  const cameo_tensor_info *info = &call->model->outputs[i];
  int64_t count = 1;
  for (int d = 0; d < info->rank; ++d) {
    if (call->shapes[i][d] < 0)
      return SIZE_MAX;
    count *= call->shapes[i][d];
  }
  return ((size_t)count * (size_t)cameo_dtype_bits(info->dtype) + 7) / 8;
}

static int run(struct call *call) {
  const cameo_model *model = call->model;
  size_t bytes = (size_t)model->num_outputs * sizeof *call->outputs;
  if (bytes)
    memcpy(call->outputs, call->fixed, bytes);
  int status = model->invoke(call->dims, call->inputs, call->outputs, call->shapes, &call->context);
  for (int i = 0; i < model->num_outputs && !status; ++i)
    if (!call->fixed[i])
      cameo_deallocate(&call->context, call->outputs[i], outputBytes(call, i));
  return status;
}

// Runs for `milliseconds` without a record.
static int warmUp(struct call *call, double milliseconds) {
  for (double end = now() + milliseconds; now() < end;) {
    int status = run(call);
    if (status)
      return status;
  }
  return CAMEO_OK;
}

// Runs for `milliseconds`, and at least three times. A sample is the mean time
// of `batch` runs, so that the clock's own time does not count.
static int measure(struct call *call, double milliseconds, int64_t batch, double **samples,
                   size_t *count) {
  size_t room = 0;
  for (double end = now() + milliseconds; now() < end || *count < 3;) {
    if (*count == room) {
      room = room ? room * 2 : 1024;
      double *larger = realloc(*samples, room * sizeof **samples);
      if (!larger)
        return CAMEO_ERROR_OUT_OF_MEMORY;
      *samples = larger;
    }
    double begin = now();
    for (int64_t i = 0; i < batch; ++i) {
      int status = run(call);
      if (status)
        return status;
    }
    (*samples)[(*count)++] = (now() - begin) / (double)batch;
  }
  return CAMEO_OK;
}

// The peak of resident memory since this program began; the kernel's
// ru_maxrss would count the process that started it as well.
static double peakMegabytes(void) {
  double kilobytes = 0;
  char line[256];
  FILE *file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file))
    if (!strncmp(line, "VmHWM:", 6))
      kilobytes = atof(line + 6);
  if (file)
    fclose(file);
  return kilobytes / 1024;
}

// Gives the call its buffers. `arguments`: dims, then input files.
static int prepare(struct call *call, char **arguments, int count, int numThreads) {
  const cameo_model *model = call->model;
  if (count != model->num_dims + model->num_inputs)
    return fail(model->name, "wrong number of dims and inputs");
  size_t outputs = (size_t)model->num_outputs;
  call->dims = calloc((size_t)model->num_dims + 1, sizeof *call->dims);
  call->inputs = calloc((size_t)model->num_inputs + 1, sizeof *call->inputs);
  call->outputs = calloc(outputs + 1, sizeof *call->outputs);
  call->fixed = calloc(outputs + 1, sizeof *call->fixed);
  call->shapes = calloc(outputs + 1, sizeof *call->shapes);
  if (!call->dims || !call->inputs || !call->outputs || !call->fixed || !call->shapes)
    return fail(model->name, "out of memory");
  for (int i = 0; i < model->num_dims; ++i)
    call->dims[i] = strtoll(arguments[i], NULL, 10);
  for (int i = 0; i < model->num_inputs; ++i)
    if (!(call->inputs[i] = readFile(arguments[model->num_dims + i])))
      return fail(arguments[model->num_dims + i], "cannot be read");
  for (size_t i = 0; i < outputs; ++i)
    if (!(call->shapes[i] = calloc((size_t)model->outputs[i].rank + 1, sizeof **call->shapes)))
      return fail(model->name, "out of memory");
  int status = model->output_shapes(call->dims, call->shapes);
  if (status)
    return fail("output_shapes", cameo_status_string(status));
  for (int i = 0; i < model->num_outputs; ++i) {
    size_t bytes = outputBytes(call, i);
    if (bytes != SIZE_MAX && !(call->fixed[i] = cameo_allocate(NULL, bytes ? bytes : 1, 64)))
      return fail(model->name, "out of memory");
  }
  call->context.num_threads = numThreads;
  size_t bytes = model->workspace_size(call->dims);
  if (bytes && !(call->context.workspace = cameo_allocate(NULL, bytes, 64)))
    return fail(model->name, "out of memory");
  call->context.workspace_bytes = bytes;
  return 0;
}

// Runs for `milliseconds` once more, and prints what kernels took.
static int profile(struct call *call, double milliseconds) {
  call->context.profile = profileKernel;
  uint64_t runs = 0;
  double begin = now(), time = 0;
  for (; time < milliseconds || runs < 3; ++runs, time = now() - begin) {
    int status = run(call);
    if (status)
      return status;
  }
  printf(", \"profiled_ms\": %.6f, \"peak_gflops\": %.3f, \"peak_gbytes\": %.3f, \"kernels\": ",
         time / (double)runs, peakOperations(&call->context), peakBandwidth(&call->context));
  printProfile(runs);
  return CAMEO_OK;
}

int main(int argc, char **argv) {
  int profiles = argc > 1 && !strcmp(argv[1], "--profile");
  argv += profiles;
  argc -= profiles;
  if (argc < 5)
    return fail("usage",
                "cameo-runner [--profile] LIB.so WEIGHTS|- THREADS SECONDS DIM... INPUT...");
  struct call call;
  memset(&call, 0, sizeof call);
  double begin = now();
  cameo_library *library;
  if (cameo_load(argv[1], NULL, &library, &call.model))
    return fail("cameo_load", cameo_load_message());
  if (call.model->weights_file) {
    int status = cameo_weights_map(call.model, argv[2], &call.context.weights);
    if (status)
      return fail(argv[2], cameo_status_string(status));
  }
  if (call.model->gpu &&
      cameo_instance_create(call.model, NULL, &call.context, &call.context.instance))
    return fail("cameo_instance_create", cameo_instance_message());
  double loaded = now();
  if (prepare(&call, argv + 5, argc - 5, atoi(argv[3])))
    return 1;
  // The runtime inside the library starts a pool of its own.
  double seconds = atof(argv[4]), first = now();
  int status = run(&call);
  first = now() - first;
  double *samples = NULL;
  size_t count = 0;
  if (!status)
    status = warmUp(&call, seconds * 100);
  double peak = peakMegabytes(), again = now();
  if (!status)
    status = run(&call);
  again = now() - again;
  int64_t batch = again < 0.01 ? (int64_t)(0.02 / (again + 1e-5)) + 1 : 1;
  if (!status)
    status = measure(&call, seconds * 1000, batch, &samples, &count);
  if (status)
    return fail("run", cameo_status_string(status));
  qsort(samples, count, sizeof *samples, byValue);
  double median =
      count % 2 ? samples[count / 2] : (samples[count / 2 - 1] + samples[count / 2]) / 2;
  printf("{\"load_ms\": %.6f, \"first_ms\": %.6f, \"min_ms\": %.6f, "
         "\"median_ms\": %.6f, \"runs\": %zu, \"rss_mb\": %.3f, "
         "\"arena_bytes\": %zu, \"device\": \"%s\"",
         loaded - begin, first, samples[0], median, count * (size_t)batch, peak,
         call.context.workspace_bytes,
         call.context.instance ? cameo_instance_device(call.context.instance) : "cpu");
  free(samples);
  if (profiles && (status = profile(&call, seconds * 1000)))
    return fail("run", cameo_status_string(status));
  printf("}\n");
  cameo_instance_destroy(call.context.instance);
  return 0;
}
