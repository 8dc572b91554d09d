# cameo_add_model(<target> <model.onnx>
#                 [NAME <prefix>] [CPU <cpu>...] [DEVICE <device>...] [DIMS <name>=<n>...]
#                 [THREADS <n>] [WEIGHTS embed|file] [RUNTIME pool|serial|none]
#                 [TARGET <triple>] [MODULES regex|images...] [OPTIONS <flag>...] [DEPENDS <file>...])
#
# Makes <target>, a static library of the compiled model. Programs that link it
# can include "<prefix>.h", and have the runtime with them.
#
# NAME     the prefix of the model's symbols, and the header's name (default: <target>)
# CPU      the CPUs to compile for, e.g. x86-64-v4 x86-64-v3 (default: the building machine's)
# DEVICE   what to compile for, e.g. cpu vulkan (default: cpu)
# DIMS     values for symbolic dimensions
# THREADS  how many threads to tune for
# WEIGHTS  embed (default): inside the library. file: in <prefix>.weights, which the
#          program maps (cameo_weights_map). The target's property CAMEO_WEIGHTS is
#          the file's path here, and install(TARGETS <target> RESOURCE DESTINATION
#          <folder>) installs it
# RUNTIME  pool (default), serial, or none for programs that bring their own services
# TARGET   the triple (default: this machine, or what the cross toolchain says)
# MODULES  parts of the runtime that the model needs besides, as its header says: regex
#          (RegexFullMatch, Tokenizer), images (ImageDecoder)
# OPTIONS  further flags of `cameo compile`
# DEPENDS  files that the model refers to, such as external weights
function(cameo_add_model target model)
  cmake_parse_arguments(PARSE_ARGV 2 ARG "" "NAME;THREADS;WEIGHTS;RUNTIME;TARGET"
    "CPU;DEVICE;DIMS;MODULES;OPTIONS;DEPENDS")
  if(ARG_UNPARSED_ARGUMENTS OR ARG_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "cameo_add_model(${target}): wrong arguments: "
      "${ARG_UNPARSED_ARGUMENTS} ${ARG_KEYWORDS_MISSING_VALUES}")
  endif()
  if(NOT CAMEO_COMPILER)
    message(FATAL_ERROR "cameo_add_model(${target}): the program cameo was not found; set "
      "CAMEO_COMPILER to its path")
  endif()
  cmake_path(ABSOLUTE_PATH model BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  if(NOT ARG_NAME)
    string(MAKE_C_IDENTIFIER ${target} ARG_NAME)
  endif()
  if(NOT ARG_RUNTIME)
    set(ARG_RUNTIME pool)
  elseif(NOT ARG_RUNTIME MATCHES "^(pool|serial|none)$")
    message(FATAL_ERROR "cameo_add_model(${target}): RUNTIME ${ARG_RUNTIME}: use pool, serial or none")
  endif()
  if(NOT ARG_TARGET AND CMAKE_CROSSCOMPILING)
    foreach(candidate IN ITEMS ${CMAKE_C_COMPILER_TARGET} ${CMAKE_CXX_COMPILER_TARGET}
        ${CMAKE_C_LIBRARY_ARCHITECTURE} ${CMAKE_CXX_LIBRARY_ARCHITECTURE})
      set(ARG_TARGET ${candidate})
      break()
    endforeach()
    if(NOT ARG_TARGET)
      message(FATAL_ERROR "cameo_add_model(${target}): cross compiling; say TARGET <triple>")
    endif()
  endif()

  if(ARG_WEIGHTS AND NOT ARG_WEIGHTS MATCHES "^(embed|file)$")
    message(FATAL_ERROR "cameo_add_model(${target}): WEIGHTS ${ARG_WEIGHTS}: use embed or file")
  endif()

  set(flags --name=${ARG_NAME})
  if(ARG_TARGET)
    list(APPEND flags --target=${ARG_TARGET})
  endif()
  foreach(cpu IN LISTS ARG_CPU)
    list(APPEND flags --cpu=${cpu})
  endforeach()
  foreach(device IN LISTS ARG_DEVICE)
    list(APPEND flags --device=${device})
  endforeach()
  foreach(dim IN LISTS ARG_DIMS)
    list(APPEND flags --dim=${dim})
  endforeach()
  if(DEFINED ARG_THREADS)
    list(APPEND flags --threads=${ARG_THREADS})
  endif()
  if(ARG_WEIGHTS)
    list(APPEND flags --weights=${ARG_WEIGHTS})
  endif()

  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target}.cameo)
  set(object ${folder}/${ARG_NAME}.o)
  set(header ${folder}/${ARG_NAME}.h)
  file(MAKE_DIRECTORY ${folder})
  set(products ${header})
  set(weights)
  if(ARG_WEIGHTS STREQUAL "file")
    set(weights ${folder}/${ARG_NAME}.weights)
    list(APPEND products ${weights})
  endif()
  cmake_path(GET model FILENAME model_name)
  add_custom_command(
    OUTPUT ${object} BYPRODUCTS ${products}
    COMMAND ${CAMEO_COMPILER} compile ${model} -o ${object} ${flags} ${ARG_OPTIONS}
    DEPENDS ${model} ${ARG_DEPENDS} ${CAMEO_COMPILER}
    COMMENT "Compiling the model ${model_name}"
    VERBATIM)
  set_source_files_properties(${object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
  add_library(${target} STATIC ${object})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE C PUBLIC_HEADER ${header})
  if(weights)
    set_target_properties(${target} PROPERTIES CAMEO_WEIGHTS ${weights} RESOURCE ${weights})
  endif()
  target_include_directories(${target} INTERFACE ${folder})

  if("${ARG_DEVICE}" MATCHES "vulkan") # before the runtime, which it uses
    if(NOT TARGET Cameo::runtime_vulkan)
      message(FATAL_ERROR "cameo_add_model(${target}): DEVICE vulkan: this Cameo was built without "
        "its Vulkan runtime, which needs Vulkan's headers")
    endif()
    target_link_libraries(${target} INTERFACE Cameo::runtime_vulkan)
  endif()
  foreach(module IN LISTS ARG_MODULES)
    if(NOT TARGET Cameo::runtime_${module})
      message(FATAL_ERROR "cameo_add_model(${target}): MODULES ${module}: there is none, or this Cameo "
        "was built without the libraries that it is made with")
    endif()
    target_link_libraries(${target} INTERFACE Cameo::runtime_${module})
  endforeach()
  if(ARG_RUNTIME STREQUAL "pool")
    target_link_libraries(${target} INTERFACE Cameo::runtime)
  elseif(ARG_RUNTIME STREQUAL "serial")
    target_link_libraries(${target} INTERFACE Cameo::runtime_serial)
  else()
    target_include_directories(${target} INTERFACE
      $<TARGET_PROPERTY:Cameo::runtime_serial,INTERFACE_INCLUDE_DIRECTORIES>)
  endif()
  if(UNIX AND NOT APPLE AND NOT ARG_RUNTIME STREQUAL "none")
    target_link_libraries(${target} INTERFACE m)
  endif()
endfunction()
