# Builds for arm64 on another Debian, and lets qemu run the unit tests. On a machine or root of its own:
#   dpkg --add-architecture arm64 && apt-get update
#   apt-get install cmake ninja-build pkg-config python3 gcc-aarch64-linux-gnu qemu-user-static libcmocka-dev:arm64 \
#       $(sed -n '/^libc6-dev$/d;s/^\(lib.*-dev\)$/\1:arm64/p' contrib/packaging/build-packages) libc6-dev:arm64
#   cmake --preset dev --toolchain contrib/cross/arm64.cmake && cmake --build --preset dev
#   ctest --preset dev -R '^unit/'
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static)
set(ENV{PKG_CONFIG_LIBDIR} /usr/lib/aarch64-linux-gnu/pkgconfig:/usr/share/pkgconfig)
