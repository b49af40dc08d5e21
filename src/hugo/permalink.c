#include "hugo/permalink.h"

#include "hugo/layout.h"
#include "hugo/param.h"
#include "hugo/tree.h"
#include "text/valid.h"
#include "uri/uri.h"

static struct civil civil_of(const struct origin *s)
{
    return s->has_date ? moment_civil(s->date) : (struct civil){.year = 1, .month = 1, .day = 1};
}

/* The parts of a path that "[1:]", "[last]", "[:2]" or "[0]" choose; the whole path for "". Of a single part, the last
 * is none to Hugo. */
static str choose_parts(str path, str range, struct arena *arena)
{
    str parts[64], out = STR("");
    size_t count = 0;
    for (str part; path.n && count < 64;) {
        str_cut(path, '/', &part, &path);
        parts[count++] = part;
    }
    long from = 0, to = (long)count, last = count == 1 ? 1 : (long)count - 1;
    str low, high;
    if (range.n) {
        range = str_between(range, 1, range.n - 1);
        bool both = str_cut(range, ':', &low, &high);
        if (str_eq(low, STR("last")))
            from = last;
        else
            str_to_long(low, &from);
        if (!both)
            to = from + 1;
        else if (str_eq(high, STR("last")))
            to = last;
        else if (high.n)
            str_to_long(high, &to);
    }
    for (long i = from < 0 ? 0 : from; i < to && i < (long)count; i++)
        out = ARENA_CONCAT(arena, out, out.n ? STR("/") : STR(""), parts[i]);
    return out;
}

static bool value_of_date(const struct origin *s, str token, str *value)
{
    struct arena *arena = s->reading->arena;
    const struct civil at = civil_of(s);
    if (str_eq(token, STR("year")))
        *value = arena_printf(arena, "%d", at.year);
    else if (str_eq(token, STR("month")))
        *value = arena_printf(arena, "%02d", at.month);
    else if (str_eq(token, STR("day")))
        *value = arena_printf(arena, "%02d", at.day);
    else if (str_eq(token, STR("monthname")))
        return layout_part(STR("January"), &at, arena, value);
    else if (str_eq(token, STR("weekday")))
        *value = arena_printf(arena, "%d", civil_weekday(&at));
    else if (str_eq(token, STR("weekdayname")))
        return layout_part(STR("Monday"), &at, arena, value);
    else if (str_eq(token, STR("yearday")))
        *value = arena_printf(arena, "%d", civil_yearday(&at));
    else
        return false;
    return true;
}

static str slug_of(const struct origin *s, str otherwise)
{
    str slug = origin_text(s, STR("slug"));
    slug = str_from(str_trim_char_right(slug, '-'), str_span(slug, "-"));
    return slug.n ? slug : s->dated_slug.n ? s->dated_slug : otherwise;
}

static bool value_of(const struct origin *s, str token, str range, str title, str *value)
{
    struct arena *arena = s->reading->arena;
    if (str_eq(token, STR("section")))
        *value = s->section;
    else if (str_eq(token, STR("sections")))
        *value = choose_parts(origin_sections(s), range, arena);
    else if (str_eq(token, STR("title")))
        *value = title;
    else if (str_eq(token, STR("slug")))
        *value = slug_of(s, title);
    else if (str_eq(token, STR("slugorfilename")) || str_eq(token, STR("slugorcontentbasename")))
        *value = slug_of(s, origin_filename(s));
    else if (str_eq(token, STR("filename")) || str_eq(token, STR("contentbasename")))
        *value = origin_filename(s);
    else {
        const struct civil at = civil_of(s);
        return value_of_date(s, token, value) || layout_part(token, &at, arena, value);
    }
    return true;
}

static size_t token_span(str s)
{
    size_t n = 0;
    while (n < s.n && char_is_alnum(s.p[n]))
        n++;
    return n;
}

static str expand(const struct origin *s, const struct data *pattern, str title)
{
    struct arena *arena = s->reading->arena;
    str rest = pattern->text, out = STR(""), value;
    while (rest.n) {
        size_t n = str_span_not(rest, ":");
        out = ARENA_CONCAT(arena, out, str_first(rest, n));
        rest = str_from(rest, n + 1);
        if (!rest.n)
            break;
        str token = str_first(rest, token_span(rest)), range = STR("");
        rest = str_from(rest, token.n);
        size_t close = str_starts(rest, STR("[")) ? str_find_char(rest, ']') : STR_NONE;
        if (close != STR_NONE) {
            range = str_first(rest, close + 1);
            rest = str_from(rest, close + 1);
        }
        if (value_of(s, token, range, title, &value))
            out = ARENA_CONCAT(arena, out, sanitise(value, &s->hugo->style, arena));
        else if (token.n)
            diag_add(s->reading->diag, SEVERITY_WARNING, s->reading->entry->path, 0,
                     "permalinks: Hugo has no token \":%.*s\"; take it out of the configuration", STR_ARG(token));
    }
    return out;
}

/* Hugo reads what a pattern gives as a URL: a plus sign is a blank, and a # that begins nothing vanishes. */
static str finish_pattern(str path, const struct path_style *style, struct arena *arena)
{
    char *out = arena_z(arena, path);
    size_t n = 0;
    for (size_t i = 0; i < path.n; i++) {
        bool lone = path.p[i] == '#' && (i + 1 == path.n || path.p[i + 1] == '/');
        if (!lone)
            out[n++] = path.p[i] == '+' ? ' ' : path.p[i];
    }
    str plain = uri_decode((str){out, n}, arena);
    return sanitise(ARENA_CONCAT(arena, text_is_valid(plain) ? plain : (str){out, n}, STR("/")), style, arena);
}

/* Slashes once each, one at both ends. */
static str tidy(str path, struct arena *arena)
{
    char *out = arena_alloc(arena, path.n + 3, 1);
    size_t n = 0;
    out[n++] = '/';
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] != '/' || out[n - 1] != '/')
            out[n++] = path.p[i];
    if (out[n - 1] != '/')
        out[n++] = '/';
    return (str){out, n};
}

static const struct data *pattern_of(const struct origin *s)
{
    const struct data *all = s->language->permalinks, *pages = data_get(all, STR("page"));
    str section = s->section.n ? text_lower(s->section, s->reading->arena) : STR("/");
    if (pages && pages->kind == DATA_MAP)
        all = pages;
    const struct data *pattern = data_get(all, section);
    return pattern && pattern->kind == DATA_STRING ? pattern : NULL;
}

static bool is_ugly(const struct origin *s)
{
    const struct data *ugly = s->hugo->ugly;
    if (ugly && ugly->kind == DATA_MAP)
        ugly = data_get(ugly, text_lower(s->section, s->reading->arena));
    return param_is_true(ugly);
}

static str usual_path(const struct origin *s)
{
    struct arena *arena = s->reading->arena;
    str name = slug_of(s, s->name.is_leaf && !s->name.folder.n ? STR("") : origin_filename(s));
    return sanitise(ARENA_CONCAT(arena, STR("/"), s->parent, STR("/"), name, STR("/")), &s->hugo->style, arena);
}

/* "url" as its author wrote it. */
static str given_path(const struct origin *s, str url)
{
    struct arena *arena = s->reading->arena;
    bool relative = url.p[0] != '/';
    size_t slash = str_find_last(url, '/');
    str last = slash == STR_NONE ? url : str_from(url, slash + 1);
    str path = tidy(url, arena), clean;
    if (uri_decode_strict(path, arena, &clean) && text_is_valid(clean))
        path = clean;
    if (uri_remove_dots(path, arena, &clean))
        path = clean;
    if (last.n && str_has_char(last, '.'))
        path = str_first(path, path.n - 1);
    return relative ? ARENA_CONCAT(arena, s->language->prefix, path) : path;
}

str permalink_of(const struct origin *s, str title)
{
    struct arena *arena = s->reading->arena;
    str url = origin_text(s, STR("url"));
    if (url.n && !uri_has_scheme(url, NULL))
        return given_path(s, url);
    const struct data *pattern = pattern_of(s);
    str path = pattern ? finish_pattern(expand(s, pattern, title), &s->hugo->style, arena) : usual_path(s);
    path = tidy(path, arena);
    if (is_ugly(s) && path.n > 1)
        path = ARENA_CONCAT(arena, str_first(path, path.n - 1), STR(".html"));
    return ARENA_CONCAT(arena, s->language->prefix, path);
}

/* The folder of the files that belong to the page at PATH; GIVEN: its author wrote the address. */
static str folder_of(str path, bool given, struct arena *arena)
{
    if (str_ends(path, STR("/")))
        return path;
    if (given)
        return str_first(path, str_find_last(path, '/') + 1);
    return ARENA_CONCAT(arena, str_first(path, path.n - STR(".html").n), STR("/"));
}

str permalink_of_files(const struct origin *s, str permalink)
{
    str url = origin_text(s, STR("url"));
    return folder_of(permalink, url.n && !uri_has_scheme(url, NULL), s->reading->arena);
}

str permalink_of_branch_files(const struct origin *s)
{
    struct arena *arena = s->reading->arena;
    str url = str_trim(param_text(data_get(tree_front(s->hugo->tree, s->name.language, s->parent), STR("url")), arena));
    if (url.n && !uri_has_scheme(url, NULL))
        return folder_of(given_path(s, url), true, arena);
    return ARENA_CONCAT(arena, s->language->prefix, tidy(sanitise(s->parent, &s->hugo->style, arena), arena));
}

str permalink_of_section(const struct origin *s, str folder)
{
    struct arena *arena = s->reading->arena;
    str url = str_trim(param_text(data_get(tree_front(s->hugo->tree, s->name.language, folder), STR("url")), arena));
    if (url.n && !uri_has_scheme(url, NULL)) {
        str path = given_path(s, url);
        path = str_ends(path, STR(".html")) ? str_first(path, path.n - STR(".html").n) : path;
        return str_ends(path, STR("/")) ? path : ARENA_CONCAT(arena, path, STR("/"));
    }
    return ARENA_CONCAT(arena, s->language->prefix, tidy(sanitise(folder, &s->hugo->style, arena), arena));
}

str permalink_of_alias(const struct origin *s, str alias)
{
    struct arena *arena = s->reading->arena;
    str out;
    if (alias.p[0] != '/')
        alias = ARENA_CONCAT(arena, s->language->prefix, STR("/"), s->parent, s->parent.n ? STR("/") : STR(""), alias);
    return uri_remove_dots(alias, arena, &out) ? out : alias;
}
