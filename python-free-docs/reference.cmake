# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Writes the reference pages from the TableGen definitions, or, with -DCHECK=ON,
# fails when the pages differ from what the definitions say.
#
#   cmake -DTBLGEN=mlir-tblgen -DCAMEO=cameo -DINCLUDES=<MLIR's include folders>
#         [-DCHECK=ON -DWORK=<scratch folder>] -P reference.cmake

cmake_minimum_required(VERSION 3.25)
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
set(committed ${CMAKE_CURRENT_LIST_DIR}/generated)
set(target ${committed})
if(CHECK)
  set(target ${WORK})
  file(REMOVE_RECURSE ${WORK})
endif()
file(MAKE_DIRECTORY ${target})
set(includes -I${source})
foreach(folder IN LISTS INCLUDES)
  list(APPEND includes -I${folder})
endforeach()

set(pages)
# page(<name> <file.td> <generator>...)
macro(page name td)
  list(APPEND pages ${name}.md)
  execute_process(COMMAND ${TBLGEN} ${ARGN} ${includes} ${source}/${td}
    OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
  # No blanks at the ends of lines, one newline at the end.
  string(REGEX REPLACE "[ \t]+\n" "\n" text "${text}")
  string(REGEX REPLACE "\n+$" "\n" text "${text}")
  file(WRITE ${target}/${name}.md "${text}")
endmacro()

file(GLOB families RELATIVE ${source} ${source}/dialects/ONNX/*/Ops.td)
foreach(td IN LISTS families)
  cmake_path(GET td PARENT_PATH family)
  cmake_path(GET family FILENAME family)
  page(onnx-${family} ${td} -gen-op-doc -dialect=onnx)
endforeach()
page(onnx-interfaces dialects/ONNX/ONNXInterfaces.td -gen-op-interface-docs)
page(cameo dialects/Cameo/CameoOps.td -gen-dialect-doc -dialect=cameo)
file(GLOB_RECURSE passes RELATIVE ${source} ${source}/lib/*/Passes.td)
foreach(td IN LISTS passes)
  cmake_path(GET td PARENT_PATH room)
  cmake_path(GET room FILENAME room)
  page(passes-${room} ${td} -gen-pass-doc)
endforeach()

execute_process(COMMAND ${CAMEO} info --support OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
list(APPEND pages support.md)
file(WRITE ${target}/support.md "# Operators\n\nWhat `cameo info --support` prints: each operator, and what of "
  "it the compiler refuses.\n\n```\n${text}```\n")

file(GLOB present RELATIVE ${committed} ${committed}/*.md)
list(REMOVE_ITEM present refused.md ulp.md) # the conformance tests write it
if(NOT CHECK)
  foreach(name IN LISTS present)
    if(NOT name IN_LIST pages) # its definitions are gone
      file(REMOVE ${committed}/${name})
    endif()
  endforeach()
  return()
endif()
set(stale)
foreach(name IN LISTS pages present)
  execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${committed}/${name} ${target}/${name}
    RESULT_VARIABLE different OUTPUT_QUIET ERROR_QUIET)
  if(different)
    list(APPEND stale ${name})
  endif()
endforeach()
list(REMOVE_DUPLICATES stale)
if(stale)
  list(JOIN stale ", " stale)
  message(FATAL_ERROR "python-free-docs/generated differs from the definitions: ${stale}; "
    "build the target cameo-docs and commit what it writes")
endif()
