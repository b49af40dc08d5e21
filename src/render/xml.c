#include "render/xml.h"

#include "text/plain.h"

#include <stdint.h>

static str escaped(char c)
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

static bool is_forbidden(char c)
{
    return (unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/* Does S begin with U+FFFE or U+FFFF? */
static bool is_noncharacter(str s)
{
    return str_starts(s, STR("\xef\xbf\xbe")) || str_starts(s, STR("\xef\xbf\xbf"));
}

static enum err put(struct buf *out, str s)
{
    enum err err = OK;
    size_t kept = 0;
    for (size_t i = 0; i < s.n && err == OK;) {
        str entity = escaped(s.p[i]);
        size_t skip = entity.n || is_forbidden(s.p[i]) ? 1 : is_noncharacter(str_from(s, i)) ? 3 : 0;
        if (skip) {
            err = buf_put(out, str_between(s, kept, i));
            if (err == OK)
                err = buf_put(out, entity);
            kept = i + skip;
        }
        i += skip ? skip : 1;
    }
    return err == OK ? buf_put(out, str_from(s, kept)) : err;
}

static enum err put_plain(struct buf *out, str s, enum err filter(struct buf *, str))
{
    if (text_is_plain(s))
        return put(out, s);
    struct buf plain;
    buf_init(&plain, SIZE_MAX);
    enum err err = filter(&plain, s);
    if (err == OK)
        err = put(out, buf_str(&plain));
    buf_finish(&plain);
    return err;
}

enum err xml_put(struct buf *out, str s)
{
    return put_plain(out, s, text_put_lines);
}

enum err xml_put_label(struct buf *out, str s)
{
    return put_plain(out, s, text_put_label);
}

enum err xml_put_element(struct buf *out, str name, str s)
{
    enum err err = buf_printf(out, "<%.*s>", STR_ARG(name));
    if (err == OK)
        err = xml_put_label(out, s);
    return err == OK ? buf_printf(out, "</%.*s>\n", STR_ARG(name)) : err;
}
