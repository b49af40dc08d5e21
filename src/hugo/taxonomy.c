#include "hugo/taxonomy.h"

#include "hugo/param.h"
#include "text/valid.h"

static bool has(const str *plurals, size_t count, str plural)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(plurals[i], plural))
            return true;
    return false;
}

/* disableKinds takes the lists from the web only: a page keeps its terms. */
struct str_list taxonomies_read(const struct data *all, struct arena *arena)
{
    static const str usual[] = {STR_INIT("tags"), STR_INIT("categories")};
    const struct data *given = data_get(all, STR("taxonomies"));
    if (!given || given->kind != DATA_MAP)
        return (struct str_list){usual, 2};
    str *items = ARENA_ARRAY(arena, str, given->count);
    size_t count = 0;
    for (size_t i = 0; i < given->count; i++) {
        str plural = text_lower(str_trim(param_text(given->pairs[i].value, arena)), arena);
        if (plural.n && !has(items, count, plural))
            items[count++] = plural;
    }
    return (struct str_list){items, count};
}

bool taxonomy_is_known(const struct hugo *h, str plural)
{
    return has(h->taxonomies.items, h->taxonomies.count, plural);
}

static bool has_end(str word, const str *ends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_ends(word, ends[i]))
            return true;
    return false;
}

/* English, as far as folders are named in it; a word in other letters stays. */
static str plural_of(str word, struct arena *arena)
{
    static const str same[] = {STR_INIT("media"), STR_INIT("people"), STR_INIT("series"), STR_INIT("news")};
    static const str hissing[] = {STR_INIT("ss"), STR_INIT("us"), STR_INIT("x"), STR_INIT("sh"), STR_INIT("ch")};
    static const str vowels[] = {STR_INIT("ay"), STR_INIT("ey"), STR_INIT("oy"), STR_INIT("uy")};
    char last = word.n ? word.p[word.n - 1] : '\0';
    if (!char_is_alnum(last) || has_end(word, same, sizeof same / sizeof *same))
        return word;
    if (has_end(word, hissing, sizeof hissing / sizeof *hissing))
        return ARENA_CONCAT(arena, word, STR("es"));
    if (str_ends(word, STR("is")))
        return ARENA_CONCAT(arena, str_first(word, word.n - 2), STR("es"));
    if (last == 'y' && !has_end(word, vowels, sizeof vowels / sizeof *vowels))
        return ARENA_CONCAT(arena, str_first(word, word.n - 1), STR("ies"));
    return last == 's' ? word : ARENA_CONCAT(arena, word, STR("s"));
}

str taxonomy_title(str name, bool plural, struct arena *arena)
{
    str title = arena_str(arena, plural ? plural_of(name, arena) : name);
    char *p = (char *)(uintptr_t)title.p;
    if (title.n && *p >= 'a' && *p <= 'z')
        *p = (char)(*p - 'a' + 'A');
    return title;
}
