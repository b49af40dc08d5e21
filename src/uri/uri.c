#include "uri/uri.h"

#include <string.h>
#include <uriparser/Uri.h>

static str of_range(const UriTextRangeA *r)
{
    return r->first ? (str){r->first, (size_t)(r->afterLast - r->first)} : STR("");
}

/* uriparser keeps a path as a list of segments; once it has accepted the syntax, slicing finds the bytes. */
static str path_of(str in, const struct uri *uri)
{
    str rest = str_from(in, uri->has_scheme ? uri->scheme.n + 1 : 0);
    if (uri->has_authority) {
        rest = str_from(rest, 2);
        rest = str_from(rest, str_span_not(rest, "/?#"));
    }
    return str_first(rest, str_span_not(rest, "?#"));
}

/* "" is -1; a number above 65535 is not a port. */
static bool port_of(str text, int *port)
{
    long value = -1;
    if (text.n && (!str_to_long(text, &value) || value > 65535 || value < 0))
        return false;
    *port = (int)value;
    return true;
}

static enum err fill(const UriUriA *parsed, str in, struct uri *out)
{
    out->scheme = of_range(&parsed->scheme);
    out->has_scheme = out->scheme.n > 0;
    out->userinfo = of_range(&parsed->userInfo);
    out->has_userinfo = parsed->userInfo.first != NULL;
    out->host = of_range(&parsed->hostText);
    str after = out->has_scheme ? str_from(in, out->scheme.n + 1) : in;
    out->has_authority = str_starts(after, STR("//"));
    out->path = path_of(in, out);
    out->query = of_range(&parsed->query);
    out->has_query = parsed->query.first != NULL;
    out->fragment = of_range(&parsed->fragment);
    out->has_fragment = parsed->fragment.first != NULL;
    return port_of(of_range(&parsed->portText), &out->port) ? OK : ERR_SYNTAX;
}

enum err uri_parse(str in, struct uri *out)
{
    *out = (struct uri){.port = -1};
    if (in.n == 0)
        return OK;
    if (memchr(in.p, '\0', in.n))
        return ERR_SYNTAX;
    UriUriA parsed;
    const char *where;
    if (uriParseSingleUriExA(&parsed, in.p, in.p + in.n, &where) != URI_SUCCESS)
        return ERR_SYNTAX;
    enum err err = fill(&parsed, in, out);
    uriFreeUriMembersA(&parsed);
    return err;
}

/* The end of the rest of OUT once its last segment is taken off; false when there is none. */
static bool climb(const char *out, size_t *n)
{
    if (*n == 0)
        return false;
    size_t at = *n - 1; /* the slash that ends the last segment */
    while (at > 0 && out[at - 1] != '/')
        at--;
    if (at == 0)
        return false;
    *n = at;
    return true;
}

/* OUT always ends in a slash between segments; the last segment has none. */
bool uri_remove_dots(str path, struct arena *arena, str *result)
{
    char *out = arena_alloc(arena, path.n + 2, 1);
    size_t n = 0;
    bool inside = true;
    str rest = path;
    if (str_starts(rest, STR("/"))) {
        out[n++] = '/';
        rest = str_from(rest, 1);
    }
    while (rest.n) {
        str segment, tail;
        bool more = str_cut(rest, '/', &segment, &tail);
        rest = tail;
        if (str_eq(segment, STR("..")))
            inside = climb(out, &n) && inside;
        else if (!str_eq(segment, STR("."))) {
            memcpy(out + n, segment.p, segment.n);
            n += segment.n;
            if (more)
                out[n++] = '/';
        }
    }
    *result = (str){out, n};
    return inside;
}

str uri_single_slashes(str path, struct arena *arena)
{
    if (str_find(path, STR("//")) == STR_NONE)
        return path;
    char *out = arena_alloc(arena, path.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] != '/' || n == 0 || out[n - 1] != '/')
            out[n++] = path.p[i];
    return (str){out, n};
}

static str without_last_segment(str path)
{
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? STR("") : str_first(path, slash + 1);
}

static str authority_of(const struct uri *uri, str whole)
{
    if (!uri->has_authority)
        return STR("");
    str rest = str_from(whole, uri->has_scheme ? uri->scheme.n + 1 : 0);
    str after = str_from(rest, 2);
    return str_first(rest, 2 + str_span_not(after, "/?#"));
}

static str join(struct arena *arena, str scheme, str authority, str path, const struct uri *tail)
{
    str clean;
    uri_remove_dots(path, arena, &clean);
    /* Text after "//" would be read as a host (RFC 3986 3.3). */
    bool is_hostlike = authority.n == 0 && str_starts(clean, STR("//"));
    return ARENA_CONCAT(arena, scheme, scheme.n ? STR(":") : STR(""), authority, is_hostlike ? STR("/.") : STR(""),
                        clean, tail->has_query ? STR("?") : STR(""), tail->query,
                        tail->has_fragment ? STR("#") : STR(""), tail->fragment);
}

/* RFC 3986 5.2.2. */
enum err uri_resolve(str base, str reference, struct arena *arena, str *out)
{
    struct uri b, r;
    reference = uri_fix(reference, arena);
    if (uri_parse(base, &b) != OK || !b.has_scheme || uri_parse(reference, &r) != OK)
        return ERR_SYNTAX;
    if (r.has_scheme)
        *out = join(arena, r.scheme, authority_of(&r, reference), r.path, &r);
    else if (r.has_authority)
        *out = join(arena, b.scheme, authority_of(&r, reference), r.path, &r);
    else if (r.path.n == 0) {
        struct uri tail = {.has_query = r.has_query || b.has_query,
                           .query = r.has_query ? r.query : b.query,
                           .has_fragment = r.has_fragment,
                           .fragment = r.fragment};
        *out = join(arena, b.scheme, authority_of(&b, base), b.path, &tail);
    } else if (str_starts(r.path, STR("/"))) {
        *out = join(arena, b.scheme, authority_of(&b, base), r.path, &r);
    } else {
        str folder = b.has_authority && b.path.n == 0 ? STR("/") : without_last_segment(b.path);
        *out = join(arena, b.scheme, authority_of(&b, base), ARENA_CONCAT(arena, folder, r.path), &r);
    }
    return OK;
}
