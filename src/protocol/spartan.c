#include "protocol/spartan.h"

#include "text/control.h"
#include "text/plain.h"

static const char digits[] = "0123456789";

enum { DIGITS_MAX = 9 };

static bool is_allowed(char c)
{
    return c >= ' ' && c < 0x7f;
}

/* A length of more digits is one of too much data. */
static bool read_length(str text, size_t *length)
{
    if (!text.n || str_span(text, digits) < text.n)
        return false;
    *length = SPARTAN_DATA_MAX + 1;
    text = str_from(text, str_span(text, "0"));
    if (text.n > DIGITS_MAX)
        return true;
    *length = 0;
    for (size_t i = 0; i < text.n; i++)
        *length = 10 * *length + (size_t)(text.p[i] - '0');
    return true;
}

static bool read_line(str line, struct spartan_request *request, size_t *length)
{
    str rest, number;
    return str_cut(line, ' ', &request->host, &rest) && str_cut(rest, ' ', &request->path, &number) &&
           request->host.n && str_starts(request->path, STR("/")) && str_find(request->path, STR("%00")) == STR_NONE &&
           read_length(number, length);
}

enum parse spartan_parse(str in, struct spartan_request *request, size_t *used)
{
    size_t n = 0, length;
    while (n < in.n && is_allowed(in.p[n]))
        n++;
    if (n > SPARTAN_LINE_MAX)
        return PARSE_BAD;
    if (n == in.n || (in.p[n] == '\r' && n + 1 == in.n))
        return PARSE_MORE;
    *request = (struct spartan_request){0};
    if (in.p[n] != '\r' || in.p[n + 1] != '\n' || !read_line(str_first(in, n), request, &length))
        return PARSE_BAD;
    *used = n + 2;
    request->has_too_much = length > SPARTAN_DATA_MAX;
    if (request->has_too_much)
        return PARSE_DONE;
    request->data = str_first(str_from(in, *used), length);
    *used += length;
    return *used > in.n ? PARSE_MORE : PARSE_DONE;
}

enum err spartan_put_header(struct buf *out, int status, str meta)
{
    bool defined = status >= SPARTAN_OK && status <= SPARTAN_SERVER_ERROR;
    if (!defined || meta.n > SPARTAN_META_MAX || control_find(meta) < meta.n)
        return ERR_SYNTAX;
    enum err err = buf_printf(out, "%d ", status);
    if (err == OK)
        err = text_put_label(out, meta);
    return err == OK ? buf_put(out, STR("\r\n")) : err;
}
