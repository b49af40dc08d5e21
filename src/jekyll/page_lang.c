#include "jekyll/page_lang.h"

#include "text/language.h"

enum { TAGS_MAX = 20 /* of one page: the Gemini header has room for no more */ };

/* YAML 1.1 takes "no", which is Norwegian, for false. */
static str words_of(const struct data *value, struct arena *arena)
{
    bool norwegian = value && value->kind == DATA_BOOL && str_eq_nocase(value->text, STR("no"));
    return norwegian ? value->text : data_text(value, arena);
}

static str joined(const struct data *value, struct arena *arena)
{
    if (!value || value->kind != DATA_LIST)
        return words_of(value, arena);
    str list = STR("");
    for (size_t i = 0; i < value->count && i < TAGS_MAX; i++)
        list = ARENA_CONCAT(arena, list, STR(","), words_of(value->items[i], arena));
    return list;
}

str lang_of_data(const struct data *value, struct arena *arena)
{
    return language_list(joined(value, arena), arena, NULL);
}

void lang_lint(const struct data *value, str key, str file, struct diag *diag)
{
    struct arena *scratch = arena_create();
    bool good = true;
    str words = joined(value, scratch);
    if (value && value->kind != DATA_NULL)
        language_list(words, scratch, &good);
    if (!good)
        diag_add(diag, SEVERITY_WARNING, file, value->line,
                 "%.*s: \"%.*s\" is not a language tag; write one such as en or zh-TW", STR_ARG(key), STR_ARG(words));
    arena_destroy(scratch);
}
