#include "protocol/nex.h"

#include "text/control.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* The verdict on the whole must agree with the verdict on each beginning of it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str in = {(const char *)data, size};
    struct nex_request request;
    size_t used = 0;
    enum parse whole = nex_parse(in, &request, &used);
    if (whole == PARSE_DONE) {
        require(used <= in.n && used <= NEX_LINE_MAX + 2 && in.p[used - 1] == '\n');
        require(request.path.n <= NEX_LINE_MAX && control_find(request.path) == request.path.n);
    }
    enum parse before = PARSE_MORE;
    for (size_t n = 0; n <= size && before == PARSE_MORE; n++) {
        size_t taken;
        before = nex_parse(str_first(in, n), &request, &taken);
        require(before != PARSE_DONE || (whole == PARSE_DONE && taken == used && n == used));
    }
    require(before == whole);
    return 0;
}
