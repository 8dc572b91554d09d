# What the program has beyond the C library and the model: its own code, printf
# and the part of the runtime that it uses. That must stay small.
cmake_minimum_required(VERSION 3.25)
set(limit 65536)
file(SIZE ${PROGRAM} program)
file(SIZE ${EMPTY} empty)
file(SIZE ${MODEL} model)
math(EXPR rest "${program} - ${empty} - ${model}")
message("program ${program} bytes, C library ${empty}, model ${model}, the rest ${rest}")
if(rest GREATER limit)
  message(FATAL_ERROR "the rest is more than ${limit} bytes")
endif()
