#include "protocol/spartan.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

static void check_done(str in, const struct spartan_request *request, size_t used)
{
    require(used <= in.n && used <= SPARTAN_LINE_MAX + 2 + SPARTAN_DATA_MAX);
    require(request->host.n && str_starts(request->path, STR("/")));
    for (size_t i = 0; i < request->path.n; i++)
        require(request->path.p[i] > ' ' && request->path.p[i] < 0x7f);
    require(request->data.n <= SPARTAN_DATA_MAX && (!request->has_too_much || !request->data.n));
    require(!request->data.n || request->data.p + request->data.n == in.p + used);
}

/* One line that says nothing else than it was given, or nothing. */
static void check_header(str meta)
{
    struct buf out;
    buf_init(&out, 1 << 16);
    enum err err = spartan_put_header(&out, SPARTAN_OK, meta);
    str line = buf_str(&out);
    require(err == OK ? str_ends(line, STR("\r\n")) && str_count(line, '\n') == 1 : true);
    buf_finish(&out);
}

/* The verdict on the whole must agree with the verdict on each beginning of it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str in = {(const char *)data, size};
    struct spartan_request request;
    size_t used = 0;
    enum parse whole = spartan_parse(in, &request, &used);
    if (whole == PARSE_DONE)
        check_done(in, &request, used);
    enum parse before = PARSE_MORE;
    for (size_t n = 0; n <= size && before == PARSE_MORE; n++) {
        size_t taken;
        before = spartan_parse(str_first(in, n), &request, &taken);
        require(before != PARSE_DONE || (whole == PARSE_DONE && taken == used && n == used));
    }
    require(before == whole);
    check_header(in);
    return 0;
}
