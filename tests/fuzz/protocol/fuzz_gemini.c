#include "protocol/gemini.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* All that may follow from a request that is DONE, and nothing else may be. */
static void check_done(str in, const struct gemini_request *request, size_t used)
{
    require(used >= 2 && used <= in.n && used <= GEMINI_URI_MAX + 2);
    require(in.p[used - 2] == '\r' && in.p[used - 1] == '\n');
    require(request->text.n >= used - 2 && (request->text.p == in.p || request->text.n > used - 2));
    const struct uri *uri = &request->uri;
    require(uri->has_scheme && uri->has_authority && uri->host.n && !uri->has_userinfo && !uri->has_fragment);
    require(uri->port >= -1 && uri->port <= 65535);
    for (size_t i = 0; i < request->text.n; i++)
        require(request->text.p[i] > ' ' && request->text.p[i] < 0x7f);
    require(!uri->path.n || uri->path.p[0] == '/');
}

/* The verdict on the whole must agree with the verdict on each beginning of it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str in = {(const char *)data, size};
    struct gemini_request request;
    struct arena *arena = arena_create();
    size_t used = 0;
    enum parse whole = gemini_parse(in, arena, &request, &used);
    if (whole == PARSE_DONE)
        check_done(in, &request, used);
    enum parse before = PARSE_MORE;
    for (size_t n = 0; n <= size && before == PARSE_MORE; n++) {
        size_t taken;
        before = gemini_parse(str_first(in, n), arena, &request, &taken);
        require(before != PARSE_DONE || (whole == PARSE_DONE && taken == used && n == used));
    }
    require(before == whole);
    arena_destroy(arena);
    return 0;
}
