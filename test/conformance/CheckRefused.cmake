# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Fails when the committed list of what is refused counts otherwise than the one
# just made. Lists of different numbers of models are of different tests.
#
#   cmake -DNOW=refused-node.md -DCOMMITTED=refused.md -P CheckRefused.cmake

cmake_minimum_required(VERSION 3.25)
foreach(list NOW COMMITTED)
  file(STRINGS ${${list}} counts REGEX "models [0-9]+ pass")
  if(NOT counts MATCHES "of ([0-9]+) models ([0-9]+) pass and ([0-9]+) are refused")
    message(FATAL_ERROR "${${list}}: is no list of `cameo verify --refused`")
  endif()
  set(${list}_models ${CMAKE_MATCH_1})
  set(${list}_pass ${CMAKE_MATCH_2})
endforeach()
if(NOT NOW_models EQUAL COMMITTED_models)
  message("other tests: ${NOW_models} models, the docs list ${COMMITTED_models}")
elseif(NOT NOW_pass EQUAL COMMITTED_pass)
  message(FATAL_ERROR "${NOW_pass} models pass, ${COMMITTED} says ${COMMITTED_pass}: "
    "renew it with `ninja docs-refused`")
endif()
