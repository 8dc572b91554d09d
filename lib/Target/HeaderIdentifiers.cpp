// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensor names may hold any text ("conv1/out:0", "123", "class"); struct
// members may not.

#include "lib/Target/HeaderWriter.h"
#include "llvm/ADT/StringExtras.h"

using namespace cameo;
using llvm::StringRef;

// Keywords of C11 and C++20, and what the usual compilers and headers define.
static const llvm::StringSet<> &reserved() {
  static const llvm::StringSet<> words = [] {
    llvm::StringSet<> set;
    StringRef text =
        "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t "
        "char16_t char32_t class co_await co_return co_yield compl concept const const_cast "
        "consteval constexpr constinit continue decltype default delete do double dynamic_cast "
        "else enum explicit export extern false far float for friend goto if inline int linux "
        "long mutable namespace near new noexcept not not_eq nullptr operator or or_eq private "
        "protected public register reinterpret_cast requires restrict return short signed sizeof "
        "static static_assert static_cast struct switch template this thread_local throw true "
        "try typedef typeid typename typeof union unix unsigned using virtual void volatile "
        "wchar_t while xor xor_eq "
        // Types that the header uses.
        "int8_t uint8_t int16_t uint16_t int32_t uint32_t int64_t uint64_t size_t cameo_context "
        "cameo_model "
        // Macros without parameters of the C library's headers.
        "BUFSIZ CLOCKS_PER_SEC EOF EXIT_FAILURE EXIT_SUCCESS FILENAME_MAX FOPEN_MAX HUGE_VAL "
        "HUGE_VALF HUGE_VALL I INFINITY L_tmpnam MB_CUR_MAX MB_LEN_MAX NAN NDEBUG NULL "
        "ONCE_FLAG_INIT RAND_MAX SIGABRT SIGFPE SIGILL SIGINT SIGSEGV SIGTERM SIZE_MAX TIME_UTC "
        "TMP_MAX TSS_DTOR_ITERATIONS WEOF assert bool complex errno imaginary math_errhandling "
        "noreturn stderr stdin stdout "
        "E2BIG EACCES EADDRINUSE EAGAIN EBADF EBUSY ECANCELED ECHILD EDEADLK EDOM EEXIST EFAULT "
        "EFBIG EILSEQ EINPROGRESS EINTR EINVAL EIO EISDIR ELOOP EMFILE EMLINK ENFILE ENODEV "
        "ENOENT ENOEXEC ENOLCK ENOMEM ENOSPC ENOSYS ENOTDIR ENOTEMPTY ENOTSUP ENOTTY ENXIO "
        "EOVERFLOW EPERM EPIPE EPROTO ERANGE EROFS ESPIPE ESRCH ETIMEDOUT EXDEV";
    llvm::SmallVector<StringRef> parts;
    text.split(parts, ' ');
    for (StringRef part : parts)
      set.insert(part);
    return set;
  }();
  return words;
}

// Families of such macros: limits, formats, and the runtime's own.
static bool isMacro(StringRef name) {
  constexpr StringRef prefixes[] = {
      "ATOMIC_", "CAMEO_", "CHAR_",  "DBL_",    "FE_",    "FLT_",    "FP_",    "INT_",   "INT8_",
      "INT16_",  "INT32_", "INT64_", "INTMAX_", "LC_",    "LDBL_",   "LLONG_", "LONG_",  "MATH_",
      "M_",      "PRI",    "PTRDIFF_", "SCHAR_", "SCN",   "SEEK_",   "SHRT_",  "SIG_",   "UCHAR_",
      "UINT_",   "UINT8_", "UINT16_", "UINT32_", "UINT64_", "UINTMAX_", "ULLONG_", "ULONG_",
      "USHRT_",  "WCHAR_", "WINT_"};
  return llvm::any_of(prefixes, [&](StringRef prefix) { return name.starts_with(prefix); });
}

std::string Identifiers::sanitize(StringRef name) {
  std::string result;
  for (char c : name) {
    bool letter = llvm::isAlnum(c);
    // A run of other characters becomes one underscore: two are reserved in C++.
    if (letter || result.empty() || result.back() != '_')
      result += letter ? c : '_';
  }
  if (result.empty() || llvm::isDigit(result.front()) || result.front() == '_')
    result = "t" + result;
  if (reserved().contains(result) || isMacro(result))
    result += "_";
  return result;
}

std::string Identifiers::prefix(StringRef name) {
  std::string result = sanitize(name);
  // The runtime's names start so.
  bool isRuntime = result == "cameo" || StringRef(result).starts_with("cameo_");
  return isRuntime ? "model_" + result : result;
}

std::string Identifiers::unique(StringRef name) {
  std::string base = sanitize(name), candidate = base;
  for (unsigned n = 2; !taken.insert(candidate).second; ++n)
    candidate = base + "_" + std::to_string(n);
  return candidate;
}
