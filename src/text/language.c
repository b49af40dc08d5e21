#include "text/language.h"

enum { SUBTAG_MAX = 8, TAG_MAX = 64 /* bytes; longer ones name no language */ };

/* The next subtag of *REST, which is cut at '-' or '_'. */
static str next_subtag(str *rest)
{
    str subtag = str_first(*rest, str_span_not(*rest, "-_"));
    *rest = str_from(*rest, subtag.n < rest->n ? subtag.n + 1 : subtag.n);
    return subtag;
}

static bool is_made_of(str subtag, bool test(char))
{
    for (size_t i = 0; i < subtag.n; i++)
        if (!test(subtag.p[i]))
            return false;
    return subtag.n > 0 && subtag.n <= SUBTAG_MAX;
}

/* A language has two or three letters; a private or a grandfathered tag begins with "x" or "i" and goes on. */
static bool is_tag(str tag)
{
    str rest = tag, primary = next_subtag(&rest);
    bool single = str_eq_nocase(primary, STR("x")) || str_eq_nocase(primary, STR("i"));
    bool good = is_made_of(primary, char_is_alpha) && (single ? rest.n > 0 : primary.n == 2 || primary.n == 3);
    while (good && rest.n)
        good = is_made_of(next_subtag(&rest), char_is_alnum);
    char last = tag.n ? tag.p[tag.n - 1] : '-';
    return good && tag.n <= TAG_MAX && last != '-' && last != '_';
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* RFC 5646 2.1.1: scripts have a capital, regions are capitals, unless behind a singleton. */
static str in_proper_form(str tag, struct arena *arena)
{
    char *out = arena_alloc(arena, tag.n + 1, 1);
    bool special = false;
    size_t at = 0;
    for (str rest = tag, subtag; rest.n; at += subtag.n + 1) {
        subtag = next_subtag(&rest);
        special = special || subtag.n == 1;
        bool region = at && !special && subtag.n == 2, script = at && !special && subtag.n == 4;
        for (size_t i = 0; i < subtag.n; i++)
            out[at + i] = region || (script && !i) ? upper(subtag.p[i]) : char_lower(subtag.p[i]);
        out[at + subtag.n] = '-';
    }
    return (str){out, tag.n};
}

static bool has_tag(str list, str tag)
{
    for (str item; list.n;) {
        str_cut(list, ',', &item, &list);
        if (str_eq(item, tag))
            return true;
    }
    return false;
}

str language_list(str written, struct arena *arena, bool *good)
{
    str list = STR("");
    bool all = true;
    while (written.n) {
        str tag = str_first(written, str_span_not(written, ", \t\r\n"));
        written = str_from(written, tag.n < written.n ? tag.n + 1 : tag.n);
        if (!tag.n)
            continue;
        all = all && is_tag(tag);
        str proper = is_tag(tag) ? in_proper_form(tag, arena) : STR("");
        if (proper.n && !has_tag(list, proper))
            list = list.n ? ARENA_CONCAT(arena, list, STR(","), proper) : proper;
    }
    if (good)
        *good = all && list.n;
    return list;
}

str language_first(str list)
{
    return str_first(list, str_span_not(list, ","));
}
