#include "jekyll/draft_key.h"

static const str key = STR_INIT("draft");

/* In quotes, too: YAML's own words mean the same there to those who type them. */
static enum draft_word of_text(str text)
{
    static const char *const yes[] = {"true", "yes", "on", "y", "1"};
    static const char *const no[] = {"false", "no", "off", "n", "0", ""};
    text = str_trim(text);
    if (STR_IS_ANY_NOCASE(text, yes))
        return DRAFT_YES;
    return STR_IS_ANY_NOCASE(text, no) ? DRAFT_NO : DRAFT_UNCLEAR;
}

static enum draft_word of_data(const struct data *value)
{
    if (!value)
        return DRAFT_NO;
    switch (value->kind) {
    case DATA_NULL:
        return DRAFT_NO;
    case DATA_BOOL:
        return value->boolean ? DRAFT_YES : DRAFT_NO;
    case DATA_INT:
    case DATA_STRING:
        return of_text(value->text);
    case DATA_FLOAT:
    case DATA_TIME:
    case DATA_LIST:
    case DATA_MAP:
        break;
    }
    return DRAFT_UNCLEAR;
}

/* Hugo's keys are case-insensitive. Of repeated keys the last counts, as in all YAML. */
static const struct data *own_value(const struct data *map)
{
    for (size_t i = map && map->kind == DATA_MAP ? map->count : 0; i-- > 0;)
        if (str_eq_nocase(map->pairs[i].key, key) && map->pairs[i].value->kind != DATA_NULL)
            return map->pairs[i].value;
    return NULL;
}

static str unquoted(str s)
{
    bool quoted = s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0];
    return quoted ? str_between(s, 1, s.n - 1) : s;
}

/* The value of the key in TOML between two lines of "+++"; false: there is none. Only the part before any table is
 * read. */
static bool toml_value(str source, str *value)
{
    str line, name, rest;
    bool found = false, head = true;
    if (!str_line(&source, &line) || !str_eq(str_trim_right(line), STR("+++")))
        return false;
    while (str_line(&source, &line)) {
        line = str_trim(line);
        if (str_eq(line, STR("+++")))
            return found;
        head = head && !str_starts(line, STR("["));
        if (head && str_cut(line, '=', &name, &rest) && str_eq_nocase(unquoted(str_trim(name)), key)) {
            str_cut(rest, '#', value, &rest);
            *value = unquoted(str_trim(*value));
            found = true;
        }
    }
    return false;
}

enum draft_word draft_of(const struct frontmatter *front, const struct data *defaults)
{
    str toml;
    if (!front->present && toml_value(front->body, &toml))
        return of_text(toml);
    const struct data *own = own_value(front->data);
    return of_data(own ? own : defaults);
}
