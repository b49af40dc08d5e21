#include "uri/uri.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static bool lies_within(str part, str whole)
{
    return part.n == 0 || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

static bool is_printable_ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~')
            return false;
    return true;
}

/* All that follows the authority. */
static str tail_of(const struct uri *u, struct arena *arena)
{
    return ARENA_CONCAT(arena, u->path, u->has_query ? STR("?") : STR(""), u->query,
                        u->has_fragment ? STR("#") : STR(""), u->fragment);
}

/* The parts are the input, in order. */
static void parse(str in, struct arena *arena)
{
    struct uri u;
    if (uri_parse(in, &u) != OK)
        return;
    demand(is_printable_ascii(in) && u.port >= -1 && u.port <= 65535);
    demand(lies_within(u.scheme, in) && lies_within(u.userinfo, in) && lies_within(u.host, in));
    demand(u.has_scheme == (u.scheme.n > 0) && (u.has_userinfo || !u.userinfo.n) && (u.has_authority || !u.host.n));
    demand(str_ends(in, tail_of(&u, arena)));
    demand(!u.has_authority || u.path.n == 0 || str_starts(u.path, STR("/")));
}

static bool has_dots(str path)
{
    for (str head, rest = path; rest.n;) {
        str_cut(rest, '/', &head, &rest);
        if (str_eq(head, STR(".")) || str_eq(head, STR("..")))
            return true;
    }
    return false;
}

/* A resolved address is an address, and leads where its parts say. */
static void resolve(str base, str reference, struct arena *arena)
{
    struct uri b, r, u;
    str out, again;
    if (uri_resolve(base, reference, arena, &out) != OK)
        return;
    demand(uri_parse(base, &b) == OK && uri_parse(uri_fix(reference, arena), &r) == OK);
    demand(uri_parse(out, &u) == OK && u.has_scheme);
    const struct uri *from = r.has_scheme || r.has_authority ? &r : &b;
    demand(u.has_authority == from->has_authority && str_eq(u.host, from->host) && u.port == from->port);
    str path = str_starts(u.path, STR("/.//")) ? str_from(u.path, 2) : u.path; /* else a host would begin there */
    demand(!str_starts(path, STR("/")) || !has_dots(path));
    demand(uri_resolve(base, out, arena, &again) == OK);
    demand(from == &b || str_eq(again, out)); /* the authority of a base is not mended */
}

static void mend(str s, struct arena *arena)
{
    str fixed = uri_fix(s, arena);
    demand(is_printable_ascii(fixed) && str_eq(uri_fix(fixed, arena), fixed));
}

static void escape(str s, struct arena *arena)
{
    str out;
    str component = uri_encode_component(s, arena), path = uri_encode_path(s, arena);
    demand(str_eq(uri_decode(component, arena), s) && str_eq(uri_decode(path, arena), s));
    demand(is_printable_ascii(component) && is_printable_ascii(path));
    demand(uri_decode_strict(component, arena, &out) == !str_has_char(s, '\0'));
    if (uri_decode_strict(s, arena, &out))
        demand(str_has_char(s, '\0') || !str_has_char(out, '\0'));
}

static void flatten(str path, struct arena *arena)
{
    str out, again;
    path = ARENA_CONCAT(arena, STR("/"), path);
    uri_remove_dots(path, arena, &out);
    demand(str_starts(out, STR("/")) && out.n <= path.n && !has_dots(out));
    demand(uri_remove_dots(out, arena, &again) && str_eq(again, out));
}

static void name(str host, struct arena *arena)
{
    str out, again;
    if (uri_host(host, arena, &out) != OK)
        return;
    demand(is_printable_ascii(out) && out.n <= 253 && !str_has_char(out, '/') && !str_has_char(out, '%'));
    demand(uri_host(out, arena, &again) == OK && str_eq(again, out));
}

/* A base and a reference, a line each; every function is asked about both. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str in = {(const char *)data, size}, part[2];
    str_cut(in, '\n', &part[0], &part[1]);
    resolve(part[0], part[1], arena);
    for (size_t i = 0; i < 2; i++) {
        parse(part[i], arena);
        mend(part[i], arena);
        escape(part[i], arena);
        flatten(part[i], arena);
        name(part[i], arena);
    }
    arena_destroy(arena);
    return 0;
}
