#include "uri/uri.h"

#include <string.h>

static bool escape_at(str s, size_t i, char *byte)
{
    if (s.p[i] != '%' || s.n - i < 3)
        return false;
    int high = char_hex(s.p[i + 1]), low = char_hex(s.p[i + 2]);
    if (high < 0 || low < 0)
        return false;
    *byte = (char)(high * 16 + low);
    return true;
}

str uri_decode(str s, struct arena *arena)
{
    if (!str_has_char(s, '%'))
        return s;
    char *out = arena_alloc(arena, s.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char byte;
        if (escape_at(s, i, &byte)) {
            out[n++] = byte;
            i += 2;
        } else {
            out[n++] = s.p[i];
        }
    }
    return (str){out, n};
}

bool uri_decode_strict(str s, struct arena *arena, str *out)
{
    for (size_t i = 0; i < s.n; i++) {
        char byte = 1;
        if (s.p[i] == '%' && (!escape_at(s, i, &byte) || byte == '\0'))
            return false;
    }
    *out = uri_decode(s, arena);
    return true;
}

static void put_escape(char *out, size_t *n, unsigned char c)
{
    static const char hex[] = "0123456789ABCDEF";
    out[(*n)++] = '%';
    out[(*n)++] = hex[c >> 4];
    out[(*n)++] = hex[c & 15];
}

/* S with each byte escaped that KEEPS refuses. */
static str encode(str s, bool (*keeps)(str s, size_t i), struct arena *arena)
{
    size_t extra = 0;
    for (size_t i = 0; i < s.n; i++)
        extra += keeps(s, i) ? 0 : 2;
    if (extra == 0)
        return s;
    char *out = arena_alloc(arena, s.n + extra + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (keeps(s, i))
            out[n++] = s.p[i];
        else
            put_escape(out, &n, (unsigned char)s.p[i]);
    }
    return (str){out, n};
}

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* RFC 3986 3.3: pchar, and the slash between segments. */
static bool keeps_path(str s, size_t i)
{
    return char_is_alnum(s.p[i]) || is_one_of(s.p[i], "-._~!$&'()*+,;=:@/");
}

static bool keeps_component(str s, size_t i)
{
    return char_is_alnum(s.p[i]) || is_one_of(s.p[i], "-_.!~*'()");
}

static bool keeps_url(str s, size_t i)
{
    char byte;
    if (s.p[i] == '%')
        return escape_at(s, i, &byte);
    return char_is_alnum(s.p[i]) || is_one_of(s.p[i], "-._~!$&'()*+,;=:@/?#[]");
}

static bool keeps_ascii(str s, size_t i)
{
    return (unsigned char)s.p[i] < 0x80;
}

str uri_encode_letters(str s, struct arena *arena)
{
    return encode(s, keeps_ascii, arena);
}

str uri_encode_path(str s, struct arena *arena)
{
    return encode(s, keeps_path, arena);
}

str uri_encode_component(str s, struct arena *arena)
{
    return encode(s, keeps_component, arena);
}

/* The brackets of RFC 3986 belong to IPv6 literals only. */
static bool keeps_tail(str s, size_t i)
{
    return keeps_url(s, i) && s.p[i] != '[' && s.p[i] != ']';
}

/* A second '#' is data. */
static str fix_tail(str tail, struct arena *arena)
{
    str before, fragment;
    tail = encode(tail, keeps_tail, arena);
    if (!str_cut(tail, '#', &before, &fragment) || !str_has_char(fragment, '#'))
        return tail;
    str fixed = before;
    for (bool first = true, more = true; more; first = false) {
        str part;
        more = str_cut(fragment, '#', &part, &fragment);
        fixed = ARENA_CONCAT(arena, fixed, first ? STR("#") : STR("%23"), part);
    }
    return fixed;
}

static bool is_number(str s)
{
    return s.n > 0 && str_span(s, "0123456789") == s.n;
}

/* "user@host:port" with the host as A-labels; otherwise unchanged, escaped, when the host is not a name. */
static str fix_authority(str authority, struct arena *arena)
{
    size_t at = str_find_last(authority, '@');
    str user = at == STR_NONE ? STR("") : str_first(authority, at + 1);
    str host = str_from(authority, user.n), port = STR("");
    size_t colon = str_find_last(host, ':');
    if (colon != STR_NONE && is_number(str_from(host, colon + 1))) {
        port = str_from(host, colon);
        host = str_first(host, colon);
    }
    str name;
    if (str_starts(host, STR("[")))
        name = encode(host, keeps_url, arena);
    else if (uri_host(uri_decode(host, arena), arena, &name) != OK)
        name = encode(host, keeps_tail, arena);
    return ARENA_CONCAT(arena, encode(user, keeps_tail, arena), name, port);
}

static bool is_ascii_host(str authority)
{
    for (size_t i = 0; i < authority.n; i++)
        if (!char_is_alnum(authority.p[i]) && !is_one_of(authority.p[i], ".-:_@[]"))
            return false;
    return true;
}

str uri_fix(str s, struct arena *arena)
{
    s = str_trim(s);
    str scheme;
    size_t head = uri_has_scheme(s, &scheme) ? scheme.n + 1 : 0;
    if (!str_starts(str_from(s, head), STR("//")))
        return ARENA_CONCAT(arena, str_first(s, head), fix_tail(str_from(s, head), arena));
    head += 2;
    str rest = str_from(s, head);
    str authority = str_first(rest, str_span_not(rest, "/?#"));
    str tail = fix_tail(str_from(rest, authority.n), arena);
    if (!is_ascii_host(authority))
        authority = fix_authority(authority, arena);
    return ARENA_CONCAT(arena, str_first(s, head), authority, tail);
}
