#include "hugo/shortcode_tag.h"

static size_t blanks(str s)
{
    return str_span(s, " \t\r\n");
}

/* The bytes of a value in quotes of any kind, quotes included; 0 when it is not closed. */
static size_t quoted_span(str s)
{
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] == '\\' && s.p[0] == '"')
            i++;
        else if (s.p[i] == s.p[0])
            return i + 1;
    return 0;
}

/* The bytes up to the END of the tag that S begins with ("{{<"), END included; 0: it never ends. */
static size_t tag_span(str s, str end)
{
    for (size_t i = 3; i < s.n;) {
        str rest = str_from(s, i);
        if (str_starts(rest, end))
            return i + end.n;
        if (str_starts(rest, STR("{{")))
            return 0;
        size_t quoted = s.p[i] == '"' || s.p[i] == '`' ? quoted_span(rest) : 0;
        i += quoted ? quoted : 1;
    }
    return 0;
}

/* S, which stood in double quotes, with its own quotes as they are meant. */
static str without_escapes(str s, struct arena *arena)
{
    if (str_find(s, STR("\\\"")) == STR_NONE)
        return s;
    char *z = arena_alloc(arena, s.n, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\\' || i + 1 == s.n || s.p[i + 1] != '"')
            z[n++] = s.p[i];
    return (str){z, n};
}

static str take_value(str *s, struct arena *arena)
{
    size_t n = s->n && (s->p[0] == '"' || s->p[0] == '`') ? quoted_span(*s) : 0;
    str value;
    if (n) {
        value = str_between(*s, 1, n - 1);
        value = s->p[0] == '"' ? without_escapes(value, arena) : value;
    } else {
        n = str_span_not(*s, " \t\r\n");
        value = str_first(*s, n);
    }
    *s = str_from(*s, n);
    return value;
}

static void take_arguments(struct shortcode_tag *tag, str s, struct arena *arena)
{
    for (s = str_from(s, blanks(s)); s.n && tag->count < SHORTCODE_ARGUMENTS_MAX; s = str_from(s, blanks(s))) {
        size_t n = 0;
        while (n < s.n && (char_is_alnum(s.p[n]) || s.p[n] == '_' || s.p[n] == '-'))
            n++;
        bool named = n > 0 && n < s.n && s.p[n] == '=';
        tag->arguments[tag->count].key = named ? str_first(s, n) : STR("");
        s = str_from(s, named ? n + 1 : 0);
        s = str_from(s, named ? blanks(s) : 0);
        tag->arguments[tag->count++].value = take_value(&s, arena);
    }
}

bool shortcode_tag_read(str s, struct arena *arena, struct shortcode_tag *tag)
{
    *tag = (struct shortcode_tag){0};
    bool percent = str_starts(s, STR("{{%"));
    size_t n = percent || str_starts(s, STR("{{<")) ? tag_span(s, percent ? STR("%}}") : STR(">}}")) : 0;
    if (n == 0)
        return false;
    tag->whole = str_first(s, n);
    str inner = str_trim(str_between(s, 3, n - 3));
    tag->commented = str_starts(inner, STR("/*")) && str_ends(inner, STR("*/")) && inner.n >= 4;
    tag->closing = str_starts(inner, STR("/")) && !tag->commented;
    inner = str_trim(str_from(inner, tag->closing));
    tag->percent = percent;
    tag->single = str_ends(inner, STR("/"));
    inner.n -= tag->single;
    tag->name = str_first(inner, str_span_not(inner, " \t\r\n"));
    take_arguments(tag, str_from(inner, tag->name.n), arena);
    return true;
}

str shortcode_argument(const struct shortcode_tag *tag, const char *const *keys, size_t count, bool position)
{
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < tag->count; i++)
            if (tag->arguments[i].key.n && str_eq_nocase(tag->arguments[i].key, str_of(keys[k])))
                return tag->arguments[i].value;
    return position && tag->count && !tag->arguments[0].key.n ? tag->arguments[0].value : STR("");
}
