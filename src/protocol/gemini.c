#include "protocol/gemini.h"

#include "protocol/log_path.h"
#include "text/control.h"
#include "text/plain.h"
#include "text/valid.h"

/* The bytes that a request may contain at all: printable ASCII and those of UTF-8. is_good decides the rest. */
static bool is_allowed(char c)
{
    return (c > ' ' && c < 0x7f) || (unsigned char)c >= 0x80;
}

/* The bytes of TEXT before its path: "gemini://host:1965". */
static size_t head_of(str text)
{
    size_t slashes = str_find(text, STR("//"));
    return slashes == STR_NONE ? text.n : slashes + 2 + str_span_not(str_from(text, slashes + 2), "/?#");
}

/*
 * TEXT with the letters outside ASCII in its path and query escaped: some clients send them as typed. False when they
 * are in a host's name, which is in A-labels here, or not text at all.
 */
static bool escape_letters(str text, struct arena *arena, str *out)
{
    *out = uri_encode_letters(text, arena);
    if (out->n == text.n)
        return true;
    str head = str_first(text, head_of(text));
    return uri_encode_letters(head, arena).n == head.n && text_is_valid(text) && text_is_plain(text);
}

/* The URI is complete; true when a Gemini request may have it. */
static bool is_good(struct gemini_request *request, str text, struct arena *arena)
{
    if (!escape_letters(text, arena, &request->text) || uri_parse(request->text, &request->uri) != OK)
        return false;
    const struct uri *uri = &request->uri;
    return uri->has_scheme && uri->has_authority && uri->host.n && !uri->has_userinfo && !uri->has_fragment &&
           str_find(request->text, STR("%00")) == STR_NONE;
}

/*
 * IN has a LF at N where the URI should have ended or gone on. A line that ends with it is never answered, and only its
 * deadline or too many bytes end the wait; but CRLF further on would make the LF part of a line, where it is not
 * allowed.
 */
static enum parse judge_bare_lf(str in, size_t n)
{
    bool is_part = str_find(str_from(in, n), STR("\r\n")) != STR_NONE;
    return is_part || in.n > GEMINI_URI_MAX + 2 ? PARSE_BAD : PARSE_MORE;
}

enum parse gemini_parse(str in, struct arena *arena, struct gemini_request *request, size_t *used)
{
    size_t n = 0;
    while (n < in.n && is_allowed(in.p[n]))
        n++;
    if (n > GEMINI_URI_MAX)
        return PARSE_BAD;
    if (n == in.n || (in.p[n] == '\r' && n + 1 == in.n))
        return PARSE_MORE;
    if (in.p[n] == '\n')
        return judge_bare_lf(in, n);
    if (in.p[n] != '\r' || in.p[n + 1] != '\n')
        return PARSE_BAD;
    *used = n + 2;
    return is_good(request, str_first(in, n), arena) ? PARSE_DONE : PARSE_BAD;
}

str gemini_path(const struct uri *uri)
{
    return log_path_of(uri->path, !str_eq_nocase(uri->scheme, STR("gemini")));
}

static bool is_defined(int status)
{
    switch (status) {
    case 10:
    case 11:
    case 20:
    case 30:
    case 31:
    case 40:
    case 41:
    case 42:
    case 43:
    case 44:
    case 50:
    case 51:
    case 52:
    case 53:
    case 59:
    case 60:
    case 61:
    case 62:
        return true;
    default:
        return false;
    }
}

enum err gemini_put_header(struct buf *out, int status, str meta)
{
    if (!is_defined(status) || meta.n > GEMINI_META_MAX)
        return ERR_SYNTAX;
    if (control_find(meta) < meta.n)
        return ERR_SYNTAX;
    enum err err = buf_printf(out, "%d ", status);
    if (err == OK)
        err = text_put_label(out, meta);
    return err == OK ? buf_put(out, STR("\r\n")) : err;
}
