#include "base/key_bytes.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A verdict on the first bytes alone must not change by the bytes that follow; a page of zeroes behind a text is no
 * part of it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str whole = {(const char *)data, size};
    str head = str_first(whole, KEY_BYTES_HEAD), first = str_first(head, KEY_BYTES_FIRST);
    if (!key_bytes_need_more(first) && key_bytes_found(head) && !key_bytes_found(first))
        abort();
    return 0;
}
