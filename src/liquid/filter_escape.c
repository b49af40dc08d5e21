#include "base/buf.h"
#include "liquid/filter.h"
#include "uri/uri.h"

/* Filters that escape a text for HTML or for an address. */

static struct value finish(const struct filter_call *call, struct buf *out)
{
    str text = arena_str(call->run->arena, buf_str(out));
    buf_finish(out);
    return value_string(text);
}

static bool is_entity(str s)
{
    size_t end = str_find_char(str_first(s, 32), ';');
    if (end == STR_NONE || end < 2)
        return false;
    str name = str_between(s, 1, end);
    bool number = *name.p == '#';
    name = str_from(name, number);
    bool hex = number && name.n && (*name.p == 'x' || *name.p == 'X');
    name = str_from(name, hex);
    for (size_t i = 0; i < name.n; i++)
        if (number && !hex ? !char_is_digit(name.p[i]) : hex ? char_hex(name.p[i]) < 0 : !char_is_alnum(name.p[i]))
            return false;
    return name.n > 0;
}

static void put_escaped(struct buf *out, str s, bool once, str apostrophe)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '<')
            buf_put(out, STR("&lt;"));
        else if (c == '>')
            buf_put(out, STR("&gt;"));
        else if (c == '"')
            buf_put(out, STR("&quot;"));
        else if (c == '\'')
            buf_put(out, apostrophe);
        else if (c == '&' && !(once && is_entity(str_from(s, i))))
            buf_put(out, STR("&amp;"));
        else
            buf_put_char(out, c);
    }
}

static struct value escaped(const struct filter_call *call, str s, bool once, str apostrophe)
{
    struct buf out;
    buf_init(&out, RUN_OUTPUT_MAX);
    put_escaped(&out, s, once, apostrophe);
    return finish(call, &out);
}

static struct value escape(const struct filter_call *call)
{
    return escaped(call, filter_in(call), false, STR("&#39;"));
}

static struct value xml_escape(const struct filter_call *call)
{
    return escaped(call, filter_in(call), false, STR("&apos;"));
}

static struct value inspect(const struct filter_call *call)
{
    return value_string(escaped(call, value_inspect(call->in, false, &call->run->world), false, STR("&apos;")).text);
}

static struct value escape_once(const struct filter_call *call)
{
    return escaped(call, filter_in(call), true, STR("&#39;"));
}

static struct value percent_encoded(const struct filter_call *call, const char *kept, bool plus)
{
    struct buf out;
    buf_init(&out, RUN_OUTPUT_MAX);
    str s = filter_in(call);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (char_is_alnum(c) || str_has_char(str_of(kept), c))
            buf_put_char(&out, c);
        else if (c == ' ' && plus)
            buf_put_char(&out, '+');
        else
            buf_printf(&out, "%%%02X", (unsigned)(unsigned char)c);
    }
    return finish(call, &out);
}

static struct value url_encode(const struct filter_call *call)
{
    return call->in.kind == VALUE_NIL ? call->in : percent_encoded(call, "_.-~", true);
}

static struct value uri_escape(const struct filter_call *call)
{
    return percent_encoded(call, "-._~:/?#[]@!$&'()*+,;=%", false);
}

static struct value url_decode(const struct filter_call *call)
{
    str s = filter_replaced(call->run, filter_in(call), STR("+"), STR(" "), STR_NONE), decoded;
    return value_string(uri_decode_strict(s, call->run->arena, &decoded) ? decoded : s);
}

/* Bytes of the element at the start of S, if its content is dropped with it, else of the tag; 0: there is none. */
static size_t html_length(str s, bool *lost)
{
    static const struct {
        str open, close;
    } whole[] = {{STR_INIT("<script"), STR_INIT("</script>")},
                 {STR_INIT("<!--"), STR_INIT("-->")},
                 {STR_INIT("<style"), STR_INIT("</style>")}};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        if (!str_starts(s, whole[i].open) || lost[i])
            continue;
        size_t end = str_find(s, whole[i].close);
        if (end != STR_NONE)
            return end + whole[i].close.n;
        lost[i] = true;
    }
    size_t end = lost[3] ? STR_NONE : str_find_char(s, '>');
    lost[3] = end == STR_NONE;
    return end == STR_NONE ? 0 : end + 1;
}

static struct value strip_html(const struct filter_call *call)
{
    struct buf out;
    bool lost[4] = {false}; /* closers that do not occur any more */
    buf_init(&out, RUN_OUTPUT_MAX);
    for (str s = filter_in(call); s.n;) {
        size_t at = str_find_char(s, '<');
        buf_put(&out, str_first(s, at == STR_NONE ? s.n : at));
        s = at == STR_NONE ? STR("") : str_from(s, at);
        size_t length = s.n ? html_length(s, lost) : 0;
        if (s.n && !length)
            buf_put_char(&out, *s.p);
        s = str_from(s, length ? length : 1);
    }
    return finish(call, &out);
}

static const struct filter filters[] = {
    {STR_INIT("escape"), escape},           {STR_INIT("h"), escape},
    {STR_INIT("xml_escape"), xml_escape},   {STR_INIT("inspect"), inspect},
    {STR_INIT("escape_once"), escape_once}, {STR_INIT("cgi_escape"), url_encode},
    {STR_INIT("url_encode"), url_encode},   {STR_INIT("url_decode"), url_decode},
    {STR_INIT("uri_escape"), uri_escape},   {STR_INIT("strip_html"), strip_html},
};
const struct filter_table filter_escape = {filters, sizeof filters / sizeof *filters};
