#include "base/key_bytes.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is judged by its first bytes alone must not be a key by what follows them; a page of zeroes behind a text is
 * none of its text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str whole = {(const char *)data, size};
    str head = str_first(whole, KEY_BYTES_HEAD), first = str_first(head, KEY_BYTES_FIRST);
    if (!key_bytes_need_more(first) && key_bytes_found(head) && !key_bytes_found(first))
        abort();
    return 0;
}
