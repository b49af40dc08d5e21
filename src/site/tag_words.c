#include "site/tag_words.h"

/* "name:" or "name=" in front of a value; "https:" in front of "//" is none. */
static str take_name(str *s)
{
    size_t n = 0;
    while (n < s->n && (char_is_alnum(s->p[n]) || s->p[n] == '_' || s->p[n] == '-'))
        n++;
    bool named = n && n + 1 < s->n && (s->p[n] == ':' || s->p[n] == '=') && char_is_alpha(s->p[0]);
    str after = named ? str_from(*s, n + 1) : STR("");
    if (!named || char_is_space(*after.p) || str_starts(after, STR("//")))
        return STR("");
    str name = str_first(*s, n);
    *s = after;
    return name;
}

static struct tag_word take_word(str *s)
{
    struct tag_word word = {.name = take_name(s)};
    size_t end = STR_NONE;
    if (*s->p == '"' || *s->p == '\'')
        end = str_find_char(str_from(*s, 1), *s->p);
    if (end != STR_NONE) {
        word.quoted = true;
        word.value = str_between(*s, 1, end + 1);
        *s = str_from(*s, end + 2);
    } else {
        word.value = str_first(*s, str_span_not(*s, " \t\r\n\f\v"));
        *s = str_from(*s, word.value.n);
    }
    return word;
}

struct tag_words tag_words_read(str text, struct arena *arena)
{
    struct tag_word *items = NULL;
    size_t count = 0, capacity = 0;
    for (str s = str_trim(text); s.n; s = str_trim_left(s)) {
        items = arena_grow(arena, items, count, &capacity, sizeof *items);
        items[count++] = take_word(&s);
    }
    return (struct tag_words){items, count, str_trim(text)};
}

str tag_words_named(const struct tag_words *words, str name)
{
    for (size_t i = 0; i < words->count; i++)
        if (str_eq_nocase(words->items[i].name, name))
            return words->items[i].value;
    return STR("");
}

str tag_words_at(const struct tag_words *words, size_t i)
{
    for (size_t k = 0; k < words->count; k++)
        if (!words->items[k].name.n && !i--)
            return words->items[k].value;
    return STR("");
}

str tag_words_value(const struct tag_words *words, str name, size_t i)
{
    str value = tag_words_named(words, name);
    return value.n ? value : tag_words_at(words, i);
}
