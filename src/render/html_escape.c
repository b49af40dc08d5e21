#include "render/html_escape.h"

#include "text/plain.h"

#include <stdint.h>

static str text_escape(char c)
{
    switch (c) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return STR("&quot;");
    default:
        return STR("");
    }
}

/* The characters that text_escape escapes. */
static const bool is_marked[256] = {['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true};

static enum err put_text(struct buf *out, str s)
{
    enum err err = OK;
    while (s.n && err == OK) {
        size_t n = 0;
        while (n < s.n && !is_marked[(unsigned char)s.p[n]])
            n++;
        err = buf_put(out, str_first(s, n));
        if (n < s.n && err == OK)
            err = buf_put(out, text_escape(s.p[n]));
        s = str_from(s, n + 1);
    }
    return err;
}

enum err html_put_text(struct buf *out, str s)
{
    if (text_is_plain(s))
        return put_text(out, s);
    struct buf plain;
    buf_init(&plain, SIZE_MAX);
    enum err err = text_put_lines(&plain, s);
    if (err == OK)
        err = put_text(out, buf_str(&plain));
    buf_finish(&plain);
    return err;
}

/* True for addresses that cmark leaves out in safe mode. */
static bool is_dangerous(str url)
{
    static const str pictures[] = {STR_INIT("data:image/png"), STR_INIT("data:image/gif"), STR_INIT("data:image/jpeg"),
                                   STR_INIT("data:image/webp")};
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        if (str_starts_nocase(url, pictures[i]))
            return false;
    return str_starts_nocase(url, STR("javascript:")) || str_starts_nocase(url, STR("vbscript:")) ||
           str_starts_nocase(url, STR("file:")) || str_starts_nocase(url, STR("data:"));
}

static bool is_address_char(char c)
{
    return char_is_alnum(c) || (c && str_has_char(STR("-_.+!*(),%#@?=;:/$~"), c));
}

static enum err put_escaped(struct buf *out, char c)
{
    if (c == '&')
        return buf_put(out, STR("&amp;"));
    if (c == '\'')
        return buf_put(out, STR("&#x27;"));
    return buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
}

enum err html_put_address(struct buf *out, str s)
{
    enum err err = OK;
    if (is_dangerous(s))
        return OK;
    while (s.n && err == OK) {
        size_t n = 0;
        while (n < s.n && is_address_char(s.p[n]))
            n++;
        err = buf_put(out, str_first(s, n));
        if (n < s.n && err == OK)
            err = put_escaped(out, s.p[n]);
        s = str_from(s, n + 1);
    }
    return err;
}
