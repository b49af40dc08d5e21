#include "hexo/permalink.h"

#include "base/sha1.h"
#include "hexo/js_value.h"
#include "hexo/slug.h"
#include "hexo/term.h"
#include "text/valid.h"
#include "uri/uri.h"

static str last_part(str path)
{
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

/* NUMBER, which is not negative, in as many DIGITS at least. */
static str decimal(int number, size_t digits, struct arena *arena)
{
    enum { MAX = 12 };
    char *p = arena_alloc(arena, MAX, 1);
    size_t n = MAX;
    for (int rest = number; n && (rest || MAX - n < digits || n == MAX); rest /= 10)
        p[--n] = (char)('0' + rest % 10);
    return (str){p + n, MAX - n};
}

static bool of_date(const struct civil *at, str token, struct arena *arena, str *out)
{
    const struct {
        str name;
        int value;
        size_t digits;
    } parts[] = {{STR("year"), at->year, 4},     {STR("month"), at->month, 2},  {STR("day"), at->day, 2},
                 {STR("i_month"), at->month, 1}, {STR("i_day"), at->day, 1},    {STR("hour"), at->hour, 2},
                 {STR("minute"), at->minute, 2}, {STR("second"), at->second, 2}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_eq(token, parts[i].name)) {
            *out = decimal(parts[i].value < 0 ? 0 : parts[i].value, parts[i].digits, arena);
            return true;
        }
    return false;
}

/* Of the slug and the second that it was written in: an address that no edit of the title changes. */
static str hash_of(const struct permalink_parts *p, struct arena *arena)
{
    enum { HASH_DIGITS = 12 };
    unsigned char digest[SHA1_BYTES];
    sha1(arena_printf(arena, "%.*s%lld", STR_ARG(p->name->slug), (long long)p->date.seconds), digest);
    str out = STR("");
    for (size_t i = 0; i < HASH_DIGITS / 2; i++)
        out = arena_printf(arena, "%.*s%02x", STR_ARG(out), digest[i]);
    return out;
}

/* Any key of the front matter or of the file's name, or else of permalink_defaults. */
static str of_key(const struct permalink_parts *p, str token, struct arena *arena)
{
    str of_name = post_name_part(p->name, token);
    const struct data *value = data_get(p->front, token);
    if (of_name.n)
        return of_name;
    if (!value)
        value = data_get(data_get(p->hexo->all, STR("permalink_defaults")), token);
    return js_text(value, arena);
}

static str value_of(const struct permalink_parts *p, str token, struct arena *arena)
{
    str out;
    if (str_eq(token, STR("title")) || str_eq(token, STR("slug")))
        return p->name->slug;
    if (str_eq(token, STR("name")))
        return last_part(p->name->slug);
    if (str_eq(token, STR("post_title")))
        return text_lower(slug_of(p->title, arena), arena);
    if (of_date(&p->day, token, arena, &out))
        return out;
    if (str_eq(token, STR("hash")))
        return hash_of(p, arena);
    if (!str_eq(token, STR("category")))
        return of_key(p, token, arena);
    out = term_last_category(p->hexo, p->front, arena);
    return out.n ? out : p->hexo->default_category;
}

/* Without a key that a plugin would make, the post is at its slug. */
static str expand(const struct permalink_parts *p, struct arena *arena, struct diag *diag)
{
    str rest = p->hexo->permalink, out = STR("");
    for (size_t colon; (colon = str_find_char(rest, ':')) != STR_NONE;) {
        size_t n = post_name_token(str_from(rest, colon + 1));
        str token = str_between(rest, colon + 1, colon + 1 + n), value = n ? value_of(p, token, arena) : STR(":");
        if (!value.n) {
            diag_add(diag, SEVERITY_WARNING, p->file, 0,
                     "permalink: the post has no \"%.*s\", and is shown by the name of its file; write %.*s: … as the "
                     "web has it",
                     STR_ARG(token), STR_ARG(token));
            value = p->name->slug;
        }
        out = ARENA_CONCAT(arena, out, str_first(rest, colon), value);
        rest = str_from(rest, colon + 1 + n);
    }
    return ARENA_CONCAT(arena, out, rest);
}

static str finish(str path, struct arena *arena)
{
    return uri_single_slashes(ARENA_CONCAT(arena, STR("/"), path), arena);
}

str permalink_of_post(const struct permalink_parts *p, struct arena *arena, struct diag *diag)
{
    const struct data *own = data_get(p->front, STR("permalink"));
    str path = own && own->kind == DATA_STRING && own->text.n ? own->text : expand(p, arena, diag);
    if (p->hexo->assets && !str_ends(path, STR("/")) && !str_ends(path, STR(".html")))
        path = ARENA_CONCAT(arena, path, STR("/"));
    return finish(path, arena);
}

bool permalink_tells_time(str pattern)
{
    return str_find(pattern, STR(":hour")) != STR_NONE || str_find(pattern, STR(":minute")) != STR_NONE;
}

str permalink_of_page(const struct data *front, str source, struct arena *arena)
{
    const struct data *own = data_get(front, STR("permalink"));
    if (!own || own->kind != DATA_STRING || !own->text.n)
        return finish(ARENA_CONCAT(arena, post_name_bare(source), STR(".html")), arena);
    str path = own->text;
    if (str_ends(path, STR("/")))
        path = ARENA_CONCAT(arena, path, STR("index"));
    if (post_name_bare(path).n == path.n)
        path = ARENA_CONCAT(arena, path, STR(".html"));
    return finish(path, arena);
}

str permalink_file(str path)
{
    return str_first(path, str_span_not(path, "?"));
}

str permalink_bare(str path)
{
    if (str_ends(path, STR("/index.html")))
        return str_first(path, path.n - STR("index.html").n);
    return str_ends(path, STR(".html")) ? str_first(path, path.n - STR(".html").n) : path;
}
