# All that a model's object defines globally has its prefix, and all that it
# asks for is the runtime's three services and memory functions, and with ALSO
# what that expression matches. (The test's models need none of libm.)
cmake_minimum_required(VERSION 3.25)

function(symbols_of variable flag)
  execute_process(COMMAND ${NM} --extern-only ${flag} ${OBJECT} OUTPUT_VARIABLE text
    COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "(^|\n)[0-9a-f ]* [A-Za-z] [^\n]+" lines "${text}")
  list(TRANSFORM lines REPLACE ".* [A-Za-z] " "")
  set(${variable} ${lines} PARENT_SCOPE)
endfunction()

symbols_of(defined --defined-only)
foreach(required IN ITEMS run model workspace_size)
  if(NOT ${PREFIX}${required} IN_LIST defined)
    message(FATAL_ERROR "${PREFIX}${required} is not defined: ${defined}")
  endif()
endforeach()
list(FILTER defined EXCLUDE REGEX "^${PREFIX}")
if(defined)
  message(FATAL_ERROR "defined without the prefix ${PREFIX}: ${defined}")
endif()

symbols_of(undefined --undefined-only)
list(FILTER undefined EXCLUDE REGEX
  "^(cameo_parallel_for|cameo_allocate|cameo_deallocate|memcpy|memset|memmove)$")
if(ALSO)
  list(FILTER undefined EXCLUDE REGEX "^${ALSO}$")
endif()
if(undefined)
  message(FATAL_ERROR "asks for ${undefined}")
endif()
