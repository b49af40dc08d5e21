#include "render/picture_size.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever is said of a beginning is said of the whole. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str in = {(const char *)data, size};
    struct picture_size whole, part;
    bool read = picture_size_read(in, &whole);
    if (read && (whole.width <= 0 || whole.height <= 0 || whole.width > 1 << 16 || whole.height > 1 << 16))
        abort();
    if (picture_size_read(str_first(in, size - size / 4), &part) &&
        (!read || part.width != whole.width || part.height != whole.height))
        abort();
    return 0;
}
