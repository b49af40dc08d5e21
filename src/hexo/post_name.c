#include "hexo/post_name.h"

#include "hexo/slug.h"

enum { STEPS_MAX = 100000 };

str post_name_bare(str path)
{
    size_t slash = str_find_last(path, '/'), begin = slash == STR_NONE ? 0 : slash + 1;
    size_t dot = str_find_last(path, '.');
    return dot == STR_NONE || dot <= begin ? path : str_first(path, dot);
}

size_t post_name_token(str s)
{
    size_t n = 0;
    while (n < s.n && (char_is_alnum(s.p[n]) || s.p[n] == '_'))
        n++;
    while (n && s.p[n - 1] == '_')
        n--;
    return n;
}

/* The digits that the part KEY takes: from *LEAST to *MOST. False: any characters. */
static bool digits_of(str key, size_t *least, size_t *most)
{
    bool year = str_eq(key, STR("year")), two = str_eq(key, STR("month")) || str_eq(key, STR("day"));
    *least = year ? 4 : two ? 2 : 1;
    *most = year ? 4 : 2;
    return year || two || str_eq(key, STR("i_month")) || str_eq(key, STR("i_day"));
}

static bool match(struct post_name *out, str pattern, str path, int *steps)
{
    size_t colon = str_find_char(pattern, ':'), least, most;
    str literal = colon == STR_NONE ? pattern : str_first(pattern, colon);
    if (++*steps > STEPS_MAX || !str_starts(path, literal))
        return false;
    path = str_from(path, literal.n);
    pattern = str_from(pattern, literal.n);
    if (!pattern.n)
        return !path.n;
    size_t token = post_name_token(str_from(pattern, 1));
    if (!token)
        return str_starts(path, STR(":")) && match(out, str_from(pattern, 1), str_from(path, 1), steps);
    str key = str_between(pattern, 1, 1 + token), rest = str_from(pattern, 1 + token);
    size_t place = out->count;
    bool number = digits_of(key, &least, &most);
    if (place == POST_NAME_PARTS)
        return false;
    for (size_t n = least; n <= path.n && (!number || n <= most); n++) {
        if (number && str_span(path, "0123456789") < n)
            return false;
        out->parts[place].key = key;
        out->parts[place].value = str_first(path, n);
        out->count = place + 1;
        if (match(out, rest, str_from(path, n), steps))
            return true;
    }
    out->count = place;
    return false;
}

str post_name_part(const struct post_name *name, str key)
{
    str value = STR("");
    for (size_t i = 0; i < name->count; i++)
        if (str_eq(name->parts[i].key, key))
            value = name->parts[i].value;
    return value;
}

static int number_at(const struct post_name *name, str key, str other)
{
    str text = post_name_part(name, key);
    long value = 0;
    str_to_long(text.n ? text : post_name_part(name, other), &value);
    return (int)value;
}

struct post_name post_name_of(str pattern, str path, struct arena *arena)
{
    struct post_name name = {0};
    int steps = 0;
    path = post_name_bare(path);
    if (!match(&name, post_name_bare(pattern), path, &steps))
        name.count = 0;
    str title = post_name_part(&name, STR("title"));
    name.slug = title.n ? title : slug_of(path, arena);
    name.day = (struct civil){.year = number_at(&name, STR("year"), STR("year")),
                              .month = number_at(&name, STR("month"), STR("i_month")),
                              .day = number_at(&name, STR("day"), STR("i_day"))};
    name.has_day = name.day.year && name.day.month && name.day.day;
    civil_count_on(&name.day);
    name.has_day = name.has_day && civil_valid(&name.day);
    return name;
}
