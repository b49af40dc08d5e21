# Warnings, hardening and sanitizers: the same for every room.
add_library(flags INTERFACE)
target_compile_definitions(flags INTERFACE _POSIX_C_SOURCE=200809L SPLASHDOWN_VERSION="${PROJECT_VERSION}")
target_compile_options(flags INTERFACE
  -Wall -Wextra -Wpedantic -Wundef -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
  -Wwrite-strings -Wformat=2 -Wimplicit-fallthrough -Wconversion)
if(SPLASHDOWN_WERROR)
  target_compile_options(flags INTERFACE -Werror)
endif()

if(SPLASHDOWN_SANITIZE)
  target_compile_options(flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(flags INTERFACE -fsanitize=address,undefined)
else()
  target_compile_options(flags INTERFACE $<$<CONFIG:Release>:-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>
                                         -fstack-protector-strong -fPIE)
  target_link_options(flags INTERFACE -pie -Wl,-z,relro,-z,now)
endif()
if(SPLASHDOWN_FUZZ)
  target_compile_options(flags INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(SPLASHDOWN_COVERAGE)
  target_compile_options(flags INTERFACE --coverage)
  target_link_options(flags INTERFACE --coverage)
endif()
