#include "protocol/proxy.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Bytes arrive in any pieces: what is done at last was not bad or done before, and what is bad stays bad. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str in = {(const char *)data, size};
    struct proxy_header whole, h;
    size_t used = 0, n = 0;
    enum parse parsed = proxy_parse(in, &whole, &used);
    if (parsed == PARSE_MORE && size >= PROXY_HEADER_MAX)
        abort();
    if (parsed == PARSE_DONE && (used == 0 || used > size || used > PROXY_HEADER_MAX))
        abort();
    enum parse before = PARSE_MORE;
    while (n < size && n < PROXY_HEADER_MAX && before == PARSE_MORE) {
        size_t used_then = 0;
        n++;
        before = proxy_parse(str_first(in, n), &h, &used_then);
        if (before == PARSE_DONE && (used_then != n || parsed != PARSE_DONE || used != n))
            abort();
        if (before == PARSE_DONE && memcmp(&h, &whole, sizeof h) != 0)
            abort();
        if (before == PARSE_BAD && parsed != PARSE_BAD)
            abort();
    }
    return 0;
}
