#include "plain/eleventy.h"

/* The offset in SOURCE of the line of front matter that begins with KEY; STR_NONE: there is none. *LINE is all of it.
 */
static size_t find_key(str source, str key, str *line)
{
    str rest = source;
    if (!str_line(&rest, line) || !str_eq(str_trim_right(*line), STR("---")))
        return STR_NONE;
    while (str_line(&rest, line) && !str_eq(str_trim_right(*line), STR("---")))
        if (str_starts(*line, key))
            return (size_t)(line->p - source.p);
    return STR_NONE;
}

/* The key becomes a comment, so that lines and what stands behind keep their places. */
str eleventy_source(str source, struct arena *arena)
{
    str line;
    size_t at = find_key(source, STR("permalink:"), &line);
    if (at == STR_NONE || (str_find(line, STR("{{")) == STR_NONE && str_find(line, STR("{%")) == STR_NONE))
        return source;
    char *copy = arena_z(arena, source);
    copy[at] = '#';
    return (str){copy, source.n};
}

static bool is_word(const struct data *value, bool wanted)
{
    str word = wanted ? STR("true") : STR("false");
    return value && (value->kind == DATA_BOOL ? value->boolean == wanted
                                              : value->kind == DATA_STRING && str_eq_nocase(value->text, word));
}

bool eleventy_is_unwritten(const struct frontmatter *front)
{
    return is_word(data_get(front->data, STR("permalink")), false);
}

bool eleventy_is_unlisted(const struct frontmatter *front)
{
    return is_word(data_get(front->data, STR("eleventyExcludeFromCollections")), true);
}

struct str_list eleventy_tags(struct str_list tags, struct arena *arena)
{
    static const str collections[] = {STR_INIT("post"), STR_INIT("posts"), STR_INIT("page"), STR_INIT("pages"),
                                      STR_INIT("all")};
    str *items = ARENA_ARRAY(arena, str, tags.count);
    size_t count = 0;
    for (size_t i = 0; i < tags.count; i++) {
        bool named = false;
        for (size_t j = 0; j < sizeof collections / sizeof *collections; j++)
            named = named || str_eq(tags.items[i], collections[j]);
        if (!named)
            items[count++] = tags.items[i];
    }
    return (struct str_list){items, count};
}
