// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pool of threads that spins for a moment and then sleeps. One atomic word
// says which chunks of the current loop are free; whoever advances it owns a
// chunk. The caller takes chunks too and waits only for those that others
// hold, so waking a thread is a hint and never a condition.

#ifdef __linux__
#define _GNU_SOURCE // sched_getaffinity
#elif !defined(__APPLE__) && !defined(_POSIX_C_SOURCE)
#define _POSIX_C_SOURCE 200809L
#endif

#include "cameo_runtime.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#ifndef _WIN32
#include <signal.h>
#include <unistd.h>
#endif

enum {
  maxThreads = 255,       // an 8-bit width in the ticket
  chunksPerThread = 4,    // evens out threads that lose their core for a while
  spinMicroseconds = 100, // longer than the gap between two loops of a model
  lineBytes = 128         // cache lines are fetched in pairs
};

//===-- Tickets -----------------------------------------------------------===//
//
// ticket = width << 24 | chunks << 12 | next. Threads with an id below `width`
// (the caller is 0) may take part, chunk `next` is free if it is below
// `chunks`. A compare-and-swap from an old copy succeeds only if the present
// loop looks exactly the same, and is then a valid claim of its chunk.

typedef uint32_t Ticket;

_Static_assert(maxThreads < 1 << 8 && maxThreads * chunksPerThread < 1 << 12,
               "the fields of a ticket are 8, 12 and 12 bits");

static Ticket makeTicket(int width, int chunks) {
  return (Ticket)width << 24 | (Ticket)chunks << 12;
}
static int nextOf(Ticket t) { return (int)(t & 0xfff); }
static int chunksOf(Ticket t) { return (int)(t >> 12 & 0xfff); }
static int widthOf(Ticket t) { return (int)(t >> 24); }
static bool hasChunkFor(Ticket t, int id) { return nextOf(t) < chunksOf(t) && id < widthOf(t); }

//===-- The pool ----------------------------------------------------------===//

struct Slot { // where one thread sleeps
  _Alignas(lineBytes) atomic_bool asleep;
  pthread_mutex_t mutex;
  pthread_cond_t awake;
  pthread_t thread;
};

static struct {
  _Alignas(lineBytes) _Atomic Ticket ticket;
  cameo_task_fn fn; // the loop, constant while chunks of it are unfinished
  void *closure;
  int64_t count;

  _Alignas(lineBytes) atomic_int finished; // chunks run by workers
  atomic_bool stop;
  atomic_int spin; // microseconds

  _Alignas(lineBytes) atomic_bool busy; // a lock, it guards what follows
  int workers;
  int cores;
  int preferred; // threads of a loop that asks for none; 0: not yet known
  int limit;     // the system gave no more threads than this
  bool handlesFork;
} pool;

// Slot 0 is the caller's, slot i that of worker i.
static struct Slot slots[maxThreads];

static void relax(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("isb" ::: "memory");
#elif defined(__arm__) && __ARM_ARCH >= 7
  __asm__ __volatile__("yield" ::: "memory");
#else
  atomic_signal_fence(memory_order_seq_cst);
#endif
}

static int64_t microseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

//===-- Waiting -----------------------------------------------------------===//
//
// A sleeper sets `asleep` and then looks at its condition once more; a waker
// changes the condition and then looks at `asleep`. Both in the one order of
// sequentially consistent operations, so one of them sees the other.

typedef bool (*Condition)(int argument);

static bool workerHasWork(int id) {
  return hasChunkFor(atomic_load(&pool.ticket), id) || atomic_load(&pool.stop);
}

static bool workersFinished(int chunks) { return atomic_load(&pool.finished) == chunks; }

static void sleepUntil(struct Slot *slot, Condition holds, int argument) {
  pthread_mutex_lock(&slot->mutex);
  atomic_store(&slot->asleep, true);
  while (atomic_load(&slot->asleep) && !holds(argument))
    pthread_cond_wait(&slot->awake, &slot->mutex);
  atomic_store(&slot->asleep, false);
  pthread_mutex_unlock(&slot->mutex);
}

static void wake(struct Slot *slot) {
  if (!atomic_load(&slot->asleep))
    return;
  pthread_mutex_lock(&slot->mutex);
  atomic_store(&slot->asleep, false);
  pthread_mutex_unlock(&slot->mutex);
  pthread_cond_signal(&slot->awake);
}

// Yielding lets a thread work that shares our core and holds what we wait for.
// A thread that was woken too late for one loop spins again: the next loop of
// the model is likely near.
static void waitUntil(struct Slot *slot, Condition holds, int argument) {
  int64_t deadline = 0;
  for (unsigned turn = 1; !holds(argument); ++turn) {
    if (turn % 64) {
      relax();
      continue;
    }
    sched_yield();
    int64_t now = microseconds();
    if (deadline == 0) {
      deadline = now + atomic_load_explicit(&pool.spin, memory_order_relaxed);
    } else if (now >= deadline) {
      sleepUntil(slot, holds, argument);
      deadline = 0;
    }
  }
}

// Waking takes a system call each, so it fans out as a tree.
static void wakeChildren(int id, int width) {
  for (int child = 2 * id + 1; child <= 2 * id + 2 && child < width; ++child)
    wake(&slots[child]);
}

//===-- Working -----------------------------------------------------------===//

// Chunk k of n equal ones, the first count % n of them longer by one.
static void runChunk(int k, int n) {
  int64_t size = pool.count / n, longer = pool.count % n;
  int64_t begin = k * size + (k < longer ? k : longer);
  pool.fn(pool.closure, begin, begin + size + (k < longer));
}

static int runChunks(int id) {
  int taken = 0;
  Ticket t = atomic_load_explicit(&pool.ticket, memory_order_acquire);
  while (hasChunkFor(t, id)) {
    if (!atomic_compare_exchange_weak_explicit(&pool.ticket, &t, t + 1, memory_order_acquire,
                                               memory_order_relaxed))
      continue;
    runChunk(nextOf(t), chunksOf(t));
    ++taken;
    t = atomic_load_explicit(&pool.ticket, memory_order_relaxed);
  }
  return taken;
}

static void *work(void *slot) {
  int id = (int)((struct Slot *)slot - slots);
  for (;;) {
    waitUntil(slot, workerHasWork, id);
    if (atomic_load(&pool.stop))
      return NULL;
    wakeChildren(id, widthOf(atomic_load(&pool.ticket)));
    int taken = runChunks(id);
    if (taken) {
      atomic_fetch_add(&pool.finished, taken);
      wake(&slots[0]);
    }
  }
}

//===-- What systems do differently ---------------------------------------===//
//
// On Windows the threads are those of winpthreads. There, nothing can be joined
// while a library unloads, so that cameo_unload shuts the pool down before.

#ifdef _WIN32

#define AT_UNLOAD __attribute__((unused))

static int countCores(void) { return pthread_num_processors_np(); }

static bool startThread(pthread_t *thread, void *(*body)(void *), void *slot) {
  return pthread_create(thread, NULL, body, slot) == 0;
}

static bool afterFork(void (*inChild)(void)) { return inChild != NULL; }

#else

#define AT_UNLOAD __attribute__((destructor))

static int countCores(void) {
#ifdef __linux__
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
    return CPU_COUNT(&allowed);
#endif
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 && online < maxThreads ? (int)online : maxThreads;
}

// Signals are for the program's own threads, so the new one blocks them all.
static bool startThread(pthread_t *thread, void *(*body)(void *), void *slot) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool started = pthread_create(thread, NULL, body, slot) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return started;
}

static bool afterFork(void (*inChild)(void)) { return pthread_atfork(NULL, NULL, inChild) == 0; }

#endif

//===-- Threads come and go (all with pool.busy held) ---------------------===//

static int preferredThreads(void) {
  const char *text = getenv("CAMEO_NUM_THREADS");
  long wanted = text ? strtol(text, NULL, 10) : 0;
  if (wanted <= 0)
    wanted = pool.cores;
  return wanted < maxThreads ? (int)wanted : maxThreads;
}

static void openSlot(struct Slot *slot) {
  atomic_store(&slot->asleep, false);
  pthread_mutex_init(&slot->mutex, NULL);
  pthread_cond_init(&slot->awake, NULL);
}

static void closeSlot(struct Slot *slot) {
  pthread_mutex_destroy(&slot->mutex);
  pthread_cond_destroy(&slot->awake);
}

// A child process has none of the threads, whatever they were doing.
static void forgetThreads(void) {
  pool.workers = 0;
  pool.preferred = 0;
  atomic_store(&pool.ticket, 0);
  atomic_store(&pool.stop, false);
  atomic_store(&pool.busy, false);
}

static void startPool(void) {
  pool.cores = countCores();
  pool.preferred = preferredThreads();
  pool.limit = maxThreads;
  openSlot(&slots[0]);
  if (!pool.handlesFork)
    pool.handlesFork = afterFork(forgetThreads);
}

static void addWorkers(int wanted) {
  while (pool.workers < wanted) {
    struct Slot *slot = &slots[pool.workers + 1];
    openSlot(slot);
    if (!startThread(&slot->thread, work, slot)) {
      closeSlot(slot);
      pool.limit = pool.workers + 1;
      break;
    }
    ++pool.workers;
  }
  // With more threads than cores, spinning keeps the others from working.
  atomic_store(&pool.spin, pool.workers < pool.cores ? spinMicroseconds : 0);
}

static cameo_status stopThreads(void) {
  if (atomic_exchange(&pool.busy, true))
    return CAMEO_ERROR_INVALID_ARGUMENT;
  if (pool.preferred) {
    atomic_store(&pool.stop, true);
    for (int i = 1; i <= pool.workers; ++i)
      wake(&slots[i]);
    for (int i = 1; i <= pool.workers; ++i)
      pthread_join(slots[i].thread, NULL);
    for (int i = 0; i <= pool.workers; ++i)
      closeSlot(&slots[i]);
    pool.workers = 0;
    pool.preferred = 0;
    atomic_store(&pool.stop, false);
  }
  atomic_store(&pool.busy, false);
  return CAMEO_OK;
}

cameo_status cameo_shutdown_threads(void) { return stopThreads(); }

// A library that is unloaded must not leave threads in its code.
AT_UNLOAD static void unloadPool(void) { stopThreads(); }

//===-- The loop ----------------------------------------------------------===//

static int64_t min(int64_t a, int64_t b) { return a < b ? a : b; }

// Runs the loop on up to `threads` threads (0: the default) with pool.busy
// held; false if there is only one and nothing was run.
static bool runOnPool(int threads, cameo_task_fn fn, void *closure, int64_t count,
                      int64_t mostChunks) {
  if (!pool.preferred)
    startPool();
  int width = (int)min(threads ? threads : pool.preferred, mostChunks);
  width = (int)min(width, pool.limit);
  if (width > pool.workers + 1)
    addWorkers(width - 1);
  width = (int)min(width, pool.workers + 1);
  if (width < 2)
    return false;

  int chunks = (int)min(mostChunks, width * chunksPerThread);
  pool.fn = fn;
  pool.closure = closure;
  pool.count = count;
  atomic_store_explicit(&pool.finished, 0, memory_order_relaxed);
  atomic_store(&pool.ticket, makeTicket(width, chunks));
  wakeChildren(0, width);
  int taken = runChunks(0);
  waitUntil(&slots[0], workersFinished, chunks - taken);
  return true;
}

void cameo_parallel_for(const cameo_context *ctx, cameo_task_fn fn, void *closure, int64_t count,
                        int64_t grain) {
  if (count <= 0)
    return;
  if (grain < 1)
    grain = 1;
  int threads = ctx && ctx->num_threads > 0 ? ctx->num_threads : 0;
  if (threads != 1 && ctx && ctx->parallel_for && ctx->parallel_for != cameo_parallel_for) {
    ctx->parallel_for(ctx, fn, closure, count, grain);
    return;
  }
  bool done = false;
  if (threads != 1 && count / grain > 1 &&
      !atomic_load_explicit(&pool.busy, memory_order_relaxed) &&
      !atomic_exchange_explicit(&pool.busy, true, memory_order_acquire)) {
    done = runOnPool(threads, fn, closure, count, count / grain);
    atomic_store_explicit(&pool.busy, false, memory_order_release);
  }
  if (!done)
    fn(closure, 0, count);
}
