#include "jekyll/permalink.h"

#include "text/slug.h"
#include "uri/uri.h"

#include <string.h>

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const days[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/* ISO 8601: the week belongs to the year of its Thursday. */
static int iso_week(const struct civil *date, int *year)
{
    int weekday = (civil_weekday(date) + 6) % 7;
    struct civil thursday = civil_from_seconds(civil_to_seconds(date) + (3 - weekday) * 86400);
    *year = thursday.year;
    return (civil_yearday(&thursday) - 1) / 7 + 1;
}

static str join_categories(const struct str_list *list, bool slugified, struct arena *arena)
{
    str joined = STR("");
    for (size_t i = 0; i < list->count; i++) {
        str one = text_slug(list->items[i], slugified ? SLUG_DEFAULT : SLUG_NONE, false, arena);
        bool again = false;
        for (size_t k = 0; k < i && !again; k++)
            again = str_eq(one, text_slug(list->items[k], slugified ? SLUG_DEFAULT : SLUG_NONE, false, arena));
        if (!again)
            joined = ARENA_CONCAT(arena, joined, joined.n ? STR("/") : STR(""), one);
    }
    return joined;
}

static bool date_value(str name, const struct civil *d, struct arena *arena, str *value)
{
    int year;
    int week = iso_week(d, &year), weekday = civil_weekday(d);
#define NUMBER(key, format, number)                                                                                    \
    if (str_eq(name, STR(key))) {                                                                                      \
        *value = arena_printf(arena, format, number);                                                                  \
        return true;                                                                                                   \
    }
    NUMBER("year", "%04d", d->year)
    NUMBER("short_year", "%02d", d->year % 100)
    NUMBER("month", "%02d", d->month)
    NUMBER("i_month", "%d", d->month)
    NUMBER("short_month", "%.3s", months[d->month - 1])
    NUMBER("long_month", "%s", months[d->month - 1])
    NUMBER("day", "%02d", d->day)
    NUMBER("i_day", "%d", d->day)
    NUMBER("y_day", "%03d", civil_yearday(d))
    NUMBER("w_year", "%04d", year)
    NUMBER("week", "%02d", week)
    NUMBER("w_day", "%d", (weekday + 6) % 7 + 1)
    NUMBER("short_day", "%.3s", days[weekday])
    NUMBER("long_day", "%s", days[weekday])
    NUMBER("hour", "%02d", d->hour)
    NUMBER("minute", "%02d", d->minute)
    NUMBER("second", "%02d", d->second)
#undef NUMBER
    return false;
}

static bool value_of(str name, const struct permalink_parts *p, struct arena *arena, str *value)
{
    if (str_eq(name, STR("name")) && p->file.n)
        *value = p->file;
    else if (str_eq(name, STR("title")) || str_eq(name, STR("name")))
        *value = text_slug(p->title, SLUG_PRETTY, true, arena);
    else if (str_eq(name, STR("output_ext")))
        *value = p->output_ext;
    else if (str_eq(name, STR("path")))
        *value = p->path;
    else if (str_eq(name, STR("collection")))
        *value = p->collection;
    else if (p->file.n)
        return false;
    else if (str_eq(name, STR("slug")))
        *value = text_slug(p->title, SLUG_DEFAULT, false, arena);
    else if (str_eq(name, STR("categories")))
        *value = join_categories(&p->categories, false, arena);
    else if (str_eq(name, STR("slugified_categories")))
        *value = join_categories(&p->categories, true, arena);
    else if (str_eq(name, STR("basename")))
        *value = p->basename;
    else
        return date_value(name, &p->date, arena, value);
    return true;
}

/* Jekyll::URL.escape_path: encodes what a path segment may not hold in the value of a placeholder. A '%' stays, so
 * that encoded slugs are not encoded twice. */
static str escape(str value, struct arena *arena)
{
    str parts[2], fixed = STR("");
    bool more = true;
    while (more) {
        more = str_cut(value, '%', &parts[0], &parts[1]);
        fixed = ARENA_CONCAT(arena, fixed, uri_encode_path(parts[0], arena), more ? STR("%") : STR(""));
        value = parts[1];
    }
    return fixed;
}

static bool in_name(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

/* Jekyll::URL#sanitize_url: ".." becomes "/", "./" is removed, slashes are squeezed. */
static str sanitize(str url, struct arena *arena)
{
    char *out = arena_alloc(arena, url.n + 2, 1);
    size_t n = 0;
    out[n++] = '/';
    for (size_t i = 0; i < url.n; i++) {
        if (url.p[i] == '.' && i + 1 < url.n && url.p[i + 1] == '.') {
            out[n++] = '/';
            i++;
        } else {
            out[n++] = url.p[i];
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (out[i] == '.' && i + 1 < n && out[i + 1] == '/')
            i++;
        else if (!(out[i] == '/' && kept && out[kept - 1] == '/'))
            out[kept++] = out[i];
    }
    return (str){out, kept};
}

str permalink_expand(str template, const struct permalink_parts *parts, struct arena *arena, str *unknown)
{
    str out = STR("");
    while (template.n) {
        size_t colon = str_span_not(template, ":");
        out = ARENA_CONCAT(arena, out, str_first(template, colon));
        template = str_from(template, colon);
        if (!template.n)
            break;
        size_t n = 1;
        while (n < template.n && in_name(template.p[n]))
            n++;
        str name = str_between(template, 1, n), value;
        /* In "/:month_:day" the underscore is not part of the name. */
        bool known = value_of(name, parts, arena, &value);
        if (!known && str_ends(name, STR("_"))) {
            name.n--;
            known = value_of(name, parts, arena, &value);
            n -= known;
        }
        if (!known && unknown && name.n)
            *unknown = name;
        out = ARENA_CONCAT(arena, out, known ? escape(value, arena) : str_first(template, n));
        template = str_from(template, n);
    }
    return sanitize(out, arena);
}

str permalink_stem(str url, str output_ext, struct arena *arena)
{
    if (output_ext.n && str_ends(url, output_ext))
        url.n -= output_ext.n;
    else if (str_ends(url, STR(".html")))
        url.n -= 5;
    if (str_ends(url, STR("/index")))
        url.n -= 5;
    return uri_decode(url, arena);
}

str permalink_id(str url, str slug, struct arena *arena)
{
    str folder = str_trim_char_right(url, '/');
    size_t slash = str_find_last(folder, '/');
    folder = slash == STR_NONE ? STR("") : str_trim_char_right(str_first(folder, slash), '/');
    while (str_starts(slug, STR("/")))
        slug = str_from(slug, 1);
    return ARENA_CONCAT(arena, folder, STR("/"), slug);
}
