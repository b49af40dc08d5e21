#include "protocol/gopher.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
    if (!holds)
        abort();
}

/* Every prefix of a request wants more, and what is BAD or no Gopher stays so whatever follows. */
static void check_prefixes(str in, enum parse whole, size_t used)
{
    struct gopher_request request;
    size_t n;
    enum { MOST = 2048 };
    for (size_t end = 0; end < in.n && end < MOST; end++) {
        enum parse parsed = gopher_parse(str_first(in, end), &request, &n);
        if (whole == PARSE_DONE && !request.is_tls && end < used)
            demand(parsed == PARSE_MORE);
        if (whole == PARSE_MORE)
            demand(parsed == PARSE_MORE);
        if (parsed == PARSE_BAD)
            demand(whole == PARSE_BAD);
    }
}

static bool is_within(str part, str in)
{
    return part.n == 0 || (part.p >= in.p && part.p + part.n <= in.p + in.n);
}

static void check_request(str in, const struct gopher_request *request, size_t used)
{
    demand(used <= in.n && is_within(request->selector, str_first(in, used)) &&
           is_within(request->search, str_first(in, used)));
    demand(request->selector.n + request->search.n <= GOPHER_REQUEST_MAX);
    demand(!str_has_char(request->selector, '\0') && !str_has_char(request->selector, '\t') &&
           !str_has_char(request->selector, '\n'));
}

/* One line of four fields, or nothing. */
static void check_item(str in)
{
    struct buf out;
    struct gopher_item item = {.type = '1', .host = STR("h"), .port = 70};
    str_cut(in, '\n', &item.display, &item.selector);
    buf_init(&out, 1 << 16);
    if (gopher_put_item(&out, &item) != OK)
        demand(out.n == 0);
    size_t before = out.n;
    if (gopher_put_info(&out, in) != OK)
        demand(out.n == before);
    str line, rest = buf_str(&out);
    while (str_line(&rest, &line)) {
        size_t tabs = 0;
        demand(line.n < GOPHER_LINE_MAX && !str_starts(line, STR("i=>")) && !str_starts(line, STR("i```")));
        for (size_t i = 0; i < line.n; i++) {
            tabs += line.p[i] == '\t';
            demand((unsigned char)line.p[i] >= 0x20 || line.p[i] == '\t');
        }
        demand(tabs == 3);
    }
    buf_finish(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str in = {(const char *)data, size};
    struct gopher_request request;
    size_t used = 0;
    enum parse parsed = gopher_parse(in, &request, &used);
    if (parsed == PARSE_DONE)
        check_request(in, &request, used);
    check_prefixes(in, parsed, used);
    check_item(in);
    return 0;
}
