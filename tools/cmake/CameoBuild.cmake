# How Cameo itself is built: one precompiled header, one function per kind of
# target. Nothing here is installed.

option(CAMEO_BUILD_FUZZERS "Build the fuzzers, and instrument everything for them" OFF)
if(CAMEO_BUILD_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()
if(CAMEO_SANITIZE)
  # A finding ends the program, and so fails a test. There is no vptr check: it
  # needs RTTI, which LLVM's libraries have none of.
  add_compile_options(-fsanitize=${CAMEO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CAMEO_SANITIZE})
endif()

find_program(CAMEO_CCACHE ccache)
if(CAMEO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # A precompiled header is only cached with these: no time stamps in it, and
  # its definitions taken as part of it. Paths count relative to the sources,
  # so that all work trees share the cache.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CAMEO_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

# What every C++ target of the compiler is compiled with. LLVM's headers are
# built without RTTI and exceptions, so is everything that derives from them.
function(cameo_compiler_options target)
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}> $<BUILD_INTERFACE:${CMAKE_BINARY_DIR}>
    $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/include>)
  target_include_directories(${target} SYSTEM PUBLIC ${MLIR_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
  target_compile_definitions(${target} PUBLIC ${LLVM_DEFINITIONS_LIST} CAMEO_VERSION="${PROJECT_VERSION}")
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti -fno-exceptions -Wall -Wextra -Wno-unused-parameter>
    "$<$<COMPILE_LANG_AND_ID:CXX,Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endfunction()

# The precompiled header of the MLIR headers nearly every file includes. All
# libraries reuse one, so its options are the options of all.
function(cameo_add_pch)
  file(WRITE ${CMAKE_BINARY_DIR}/pch/pch.cpp "// Carries the precompiled header.\n")
  add_library(cameo_pch OBJECT ${CMAKE_BINARY_DIR}/pch/pch.cpp)
  cameo_compiler_options(cameo_pch)
  target_precompile_headers(cameo_pch PRIVATE ${CMAKE_SOURCE_DIR}/lib/Support/Precompiled.h)
endfunction()

# cameo_add_library(Name sources... [DEPENDS tablegen targets] [LINK libraries])
function(cameo_add_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  cameo_compiler_options(${name})
  target_precompile_headers(${name} REUSE_FROM cameo_pch)
  target_link_libraries(${name} PUBLIC ${ARG_LINK})
  # The generated headers of the dialects and passes precede every object.
  add_dependencies(${name} CameoGenerated ${ARG_DEPENDS})
endfunction()

# cameo_add_tool(name sources... [LINK libraries])
function(cameo_add_tool name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  cameo_compiler_options(${name})
  # The precompiled header is compiled with -fPIC, as the libraries are.
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF
    INSTALL_RPATH_USE_LINK_PATH ON) # Debian's libMLIR.so is not where loaders look
  target_compile_options(${name} PRIVATE -fPIC)
  target_precompile_headers(${name} REUSE_FROM cameo_pch)
  target_link_libraries(${name} PRIVATE ${ARG_LINK} MLIR LLVM)
  add_dependencies(${name} CameoGenerated)
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

# cameo_add_unit_test(name sources... [LINK libraries]): of the compiler's libraries.
function(cameo_add_unit_test name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  find_package(GTest REQUIRED)
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  cameo_compiler_options(${name})
  # The precompiled header is compiled with -fPIC, as the libraries are.
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${name} PRIVATE -fPIC)
  target_precompile_headers(${name} REUSE_FROM cameo_pch)
  target_link_libraries(${name} PRIVATE ${ARG_LINK} MLIR LLVM GTest::gtest_main)
  add_dependencies(${name} CameoGenerated)
  add_test(NAME ${name} COMMAND ${name})
endfunction()

# cameo_tablegen(<file.td> <output.inc> <generator flags>...): one generated
# file beside its source in the build tree, collected by CameoGenerated.
function(cameo_tablegen td)
  set(LLVM_TARGET_DEFINITIONS ${td})
  set(outputs ${ARGN})
  while(outputs)
    list(POP_FRONT outputs file flags)
    separate_arguments(flags)
    mlir_tablegen(${file} ${flags} EXTRA_INCLUDES ${MLIR_INCLUDE_DIRS} ${CMAKE_SOURCE_DIR})
  endwhile()
  file(RELATIVE_PATH id ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/${td})
  string(MAKE_C_IDENTIFIER "Generated_${id}" id)
  add_public_tablegen_target(${id})
  add_dependencies(CameoGenerated ${id})
endfunction()
