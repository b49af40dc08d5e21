#include "site/web_address.h"

#include "text/valid.h"
#include "uri/uri.h"

static bool is_plain(str path)
{
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        bool dots = c == '.' && i > 0 && path.p[i - 1] == '/';
        if (dots || (!char_is_alnum(c) && c != '/' && c != '-' && c != '_' && c != '.'))
            return false;
    }
    return true;
}

/* An encoded slash does not separate segments. */
static str encode_segment(str text, struct arena *arena)
{
    str part, out = STR("");
    for (bool more = true, first = true; more; first = false) {
        more = str_cut(text, '/', &part, &text);
        out = ARENA_CONCAT(arena, out, first ? STR("") : STR("%2F"), uri_encode_path(part, arena));
    }
    return out;
}

static str normal_segment(str segment, struct arena *arena)
{
    str text = uri_decode(segment, arena);
    return encode_segment(text_is_valid(text) ? text_nfkc(text, arena) : text, arena);
}

str web_path(str path, struct arena *arena)
{
    if (is_plain(path))
        return path;
    size_t end = str_span_not(path, "?#");
    str tail = str_from(path, end), rest = str_first(path, end), segment, out = STR("");
    for (bool more = true, first = true; more; first = false) {
        more = str_cut(rest, '/', &segment, &rest);
        out = ARENA_CONCAT(arena, out, first ? STR("") : STR("/"), normal_segment(segment, arena));
    }
    bool dots = str_find(out, STR("/./")) != STR_NONE || str_find(out, STR("/../")) != STR_NONE ||
                str_ends(out, STR("/.")) || str_ends(out, STR("/.."));
    if (dots)
        uri_remove_dots(out, arena, &out);
    return tail.n ? ARENA_CONCAT(arena, out, uri_fix(tail, arena)) : out;
}

static str lower(str s, struct arena *arena)
{
    str copy = arena_str(arena, s);
    char *p = (char *)(uintptr_t)copy.p;
    for (size_t i = 0; i < copy.n; i++)
        p[i] = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 32) : p[i];
    return copy;
}

/* "https://example.org": in lower case, the host in A-labels, without the default port or a last dot. */
static str normal_origin(str scheme, str authority, struct arena *arena)
{
    scheme = lower(scheme, arena);
    str fixed = uri_fix(ARENA_CONCAT(arena, scheme, STR("://"), authority), arena);
    authority = str_from(fixed, scheme.n + 3);
    size_t at = str_find_last(authority, '@');
    str user = at == STR_NONE ? STR("") : str_first(authority, at + 1);
    str host = lower(str_from(authority, user.n), arena);
    str usual = str_eq(scheme, STR("https")) ? STR(":443") : str_eq(scheme, STR("http")) ? STR(":80") : STR("");
    if (usual.n && str_ends(host, usual))
        host.n -= usual.n;
    if (str_ends(host, STR(".")))
        host.n--;
    return ARENA_CONCAT(arena, scheme, STR("://"), user, host);
}

str web_absolute(const struct site_config *config, str path, struct arena *arena)
{
    if (!config->url.n)
        return STR("");
    str url = config->url_written, scheme;
    path = ARENA_CONCAT(arena, config->baseurl, path);
    if (!uri_has_scheme(url, &scheme) || !str_starts(str_from(url, scheme.n), STR("://")))
        return web_path(ARENA_CONCAT(arena, url, path), arena);
    str rest = str_from(url, scheme.n + 3);
    str authority = str_first(rest, str_span_not(rest, "/?#"));
    path = ARENA_CONCAT(arena, str_from(rest, authority.n), path);
    return ARENA_CONCAT(arena, normal_origin(scheme, authority, arena), web_path(path, arena));
}

void web_split_url(struct site_config *c, str url, struct arena *arena)
{
    size_t scheme = str_find(url, STR("://"));
    if (scheme == STR_NONE)
        return;
    size_t slash = str_find_char(str_from(url, scheme + 3), '/');
    size_t end = slash == STR_NONE ? url.n : scheme + 3 + slash;
    c->url = c->url_written = arena_str(arena, str_first(url, end));
    c->baseurl = str_trim_char_right(str_from(url, end), '/');
}
