// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A run: finds the recording of its dims, or has the model record one, and
// submits it.

#include "recorder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { maxRecordings = 8 };

//===-- Recordings --------------------------------------------------------===//

void cameo_vk_free_recording(struct cameo_vk_device *device, struct cameo_vk_recording *recording) {
  if (!device->hung) {
    if (recording->commands)
      device->vk.DestroyCommandPool(device->device, recording->commands, NULL);
    if (recording->descriptors)
      device->vk.DestroyDescriptorPool(device->device, recording->descriptors, NULL);
  }
  free(recording->dims);
  free(recording->shapes);
  free(recording->steps);
  free(recording->places);
  free(recording->addresses);
  free(recording->values);
  free(recording->uploads);
  free(recording->downloads);
  memset(recording, 0, sizeof *recording);
}

static void dropFrom(cameo_instance *self, struct cameo_vk_recording **link) {
  while (*link) {
    struct cameo_vk_recording *old = *link;
    *link = old->next;
    cameo_vk_free_recording(&self->device, old);
    free(old);
  }
}

void cameo_vk_forget(cameo_instance *self) { dropFrom(self, &self->recordings); }

// Moves it to the front.
static struct cameo_vk_recording *find(cameo_instance *self, const int64_t *dims) {
  for (struct cameo_vk_recording **link = &self->recordings; *link; link = &(*link)->next) {
    struct cameo_vk_recording *found = *link;
    if (self->num_dims && memcmp(found->dims, dims, self->num_dims * sizeof *dims) != 0)
      continue;
    *link = found->next;
    found->next = self->recordings;
    self->recordings = found;
    return found;
  }
  return NULL;
}

static void keep(cameo_instance *self, struct cameo_vk_recording *recording) {
  recording->next = self->recordings;
  self->recordings = recording;
  struct cameo_vk_recording **link = &self->recordings;
  for (int i = 0; i < maxRecordings && *link; ++i)
    link = &(*link)->next;
  dropFrom(self, link);
}

//===-- Execution ---------------------------------------------------------===//

static cameo_status runHost(const struct cameo_vk_recording *recording,
                            const struct cameo_vk_step *step, const void *const *inputs,
                            const cameo_context *ctx) {
  for (size_t i = 0; i < step->num_places; ++i) {
    const struct cameo_vk_place *place = &recording->places[step->first_place + i];
    recording->addresses[i] =
        place->address ? place->address
                       : (unsigned char *)(uintptr_t)inputs[place->input] + place->offset;
  }
  return step->host(recording->addresses, recording->values + step->first_value, ctx);
}

// Frees what was allocated if there is no memory for another.
static cameo_status download(const struct cameo_vk_recording *recording, void **outputs,
                             const cameo_context *ctx) {
  for (size_t i = 0; i < recording->num_downloads; ++i) {
    const struct cameo_vk_transfer *out = &recording->downloads[i];
    void *allocated = NULL;
    if (!outputs[out->index]) {
      allocated = out->bytes <= SIZE_MAX ? cameo_allocate(ctx, (size_t)out->bytes, 64) : NULL;
      if (!allocated)
        return CAMEO_ERROR_OUT_OF_MEMORY;
      outputs[out->index] = allocated;
    }
    if (out->bytes)
      memcpy(outputs[out->index], out->mapped, (size_t)out->bytes);
  }
  return CAMEO_OK;
}

static cameo_status downloadAll(const cameo_instance *self,
                                const struct cameo_vk_recording *recording, void **outputs,
                                const cameo_context *ctx) {
  const size_t count = (size_t)self->model->num_outputs;
  bool *given = malloc(count + 1);
  if (!given)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (size_t i = 0; i < count; ++i)
    given[i] = outputs[i] != NULL;
  const cameo_status status = download(recording, outputs, ctx);
  for (size_t i = 0; status != CAMEO_OK && i < recording->num_downloads; ++i) {
    const struct cameo_vk_transfer *out = &recording->downloads[i];
    if (given[out->index])
      continue;
    cameo_deallocate(ctx, outputs[out->index], (size_t)out->bytes);
    outputs[out->index] = NULL;
  }
  free(given);
  return status;
}

cameo_status cameo_vk_execute(cameo_instance *self, struct cameo_vk_recording *recording,
                              const void *const *inputs, void **outputs, const cameo_context *ctx) {
  for (size_t i = 0; i < recording->num_uploads; ++i)
    if (recording->uploads[i].mapped)
      memcpy(recording->uploads[i].mapped, inputs[recording->uploads[i].index],
             (size_t)recording->uploads[i].bytes);
  for (size_t i = 0; i < recording->num_steps; ++i) {
    const struct cameo_vk_step *step = &recording->steps[i];
    const cameo_status status = step->commands ? cameo_vk_submit(&self->device, step->commands)
                                               : runHost(recording, step, inputs, ctx);
    if (status != CAMEO_OK)
      return status;
  }
  if (outputs) {
    const cameo_status status = downloadAll(self, recording, outputs, ctx);
    if (status != CAMEO_OK)
      return status;
  }
  const cameo_instance_counters *each = &recording->each_run;
  self->counters.dispatches += each->dispatches;
  self->counters.host_steps += each->host_steps;
  self->counters.uploaded_bytes += each->uploaded_bytes;
  self->counters.downloaded_bytes += each->downloaded_bytes;
  return CAMEO_OK;
}

//===-- Recording ---------------------------------------------------------===//

// Has the model record, with shapes of our own, as replays have to tell them.
static cameo_status recordModel(cameo_instance *self, const int64_t *dims,
                                struct cameo_vk_recorder *recorder,
                                struct cameo_vk_recording *recording) {
  const size_t outputs = (size_t)self->model->num_outputs;
  recording->dims = malloc((self->num_dims + 1) * sizeof *dims);
  recording->shapes = calloc(self->num_extents + 1, sizeof *recording->shapes);
  int64_t **shapes = malloc((outputs + 1) * sizeof *shapes);
  cameo_status status =
      recording->dims && recording->shapes && shapes ? CAMEO_OK : CAMEO_ERROR_OUT_OF_MEMORY;
  if (status == CAMEO_OK) {
    if (self->num_dims)
      memcpy(recording->dims, dims, self->num_dims * sizeof *dims);
    int64_t *next = recording->shapes;
    for (size_t i = 0; i < outputs; ++i) {
      shapes[i] = next;
      next += extents_of(&self->model->outputs[i]);
    }
    status = self->program->record(dims, shapes, &recorder->base);
    if (recorder->status != CAMEO_OK)
      status = recorder->status;
    else if (status == CAMEO_ERROR_DEVICE) // the model's own decision
      status = cameo_vk_unfit(&self->device, "%s cannot run the kernels of %s", self->device.name,
                              self->model->name);
  }
  free(shapes);
  if (status == CAMEO_OK)
    status = cameo_vk_emit(recorder, true, recording);
  return status;
}

static cameo_status runNew(cameo_instance *self, const int64_t *dims, const void *const *inputs,
                           void **outputs, const cameo_context *ctx,
                           struct cameo_vk_recording *recording, bool *reusable) {
  struct cameo_vk_recorder recorder;
  cameo_status status = cameo_vk_recorder_open(&recorder, self, inputs, ctx);
  if (status == CAMEO_OK)
    status = recordModel(self, dims, &recorder, recording);
  if (status == CAMEO_OK) {
    self->counters.recordings += 1;
    *reusable = !recorder.single_use;
    status = cameo_vk_execute(self, recording, inputs, outputs, ctx);
  } else if (status == CAMEO_ERROR_DEVICE && self->device.failed && !self->device.lost) {
    // The limits stay what they are: the next time it need not be tried.
    *reusable = !recorder.single_use && recording->dims;
    snprintf(recording->unfit, sizeof recording->unfit, "%s", self->device.reason);
  }
  cameo_vk_recorder_close(&recorder);
  return status;
}

static void giveShapes(const cameo_instance *self, const struct cameo_vk_recording *recording,
                       int64_t *const *shapes) {
  const int64_t *next = recording->shapes;
  for (int32_t i = 0; shapes && i < self->model->num_outputs; ++i) {
    const size_t rank = extents_of(&self->model->outputs[i]);
    if (shapes[i] && rank)
      memcpy(shapes[i], next, rank * sizeof *next);
    next += rank;
  }
}

cameo_status cameo_vk_run(cameo_instance *self, const int64_t *dims, const void *const *inputs,
                          void **outputs, int64_t *const *shapes, const cameo_context *ctx) {
  struct cameo_vk_recording *recording = find(self, dims);
  if (recording && recording->unfit[0])
    return cameo_vk_unfit(&self->device, "%s", recording->unfit);
  cameo_status status;
  bool reusable = true;
  if (recording) {
    status = cameo_vk_execute(self, recording, inputs, outputs, ctx);
    if (status == CAMEO_OK)
      giveShapes(self, recording, shapes);
  } else {
    recording = calloc(1, sizeof *recording);
    if (!recording)
      return CAMEO_ERROR_OUT_OF_MEMORY;
    reusable = false;
    status = runNew(self, dims, inputs, outputs, ctx, recording, &reusable);
    if (status == CAMEO_OK)
      giveShapes(self, recording, shapes);
    if (reusable) {
      keep(self, recording);
    } else {
      cameo_vk_free_recording(&self->device, recording);
      free(recording);
    }
  }
  // After a failure of the device nothing that it knows is worth keeping, but
  // what it is known to be unable to do.
  if (self->device.lost || (self->device.failed && status == CAMEO_ERROR_OUT_OF_MEMORY))
    cameo_vk_forget(self);
  return status;
}
