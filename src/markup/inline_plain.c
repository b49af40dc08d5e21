#include "markup/inline_plain.h"

#include "markup/inline_abbreviation.h"

/* Characters that may be markup in CommonMark, kramdown or HTML, and those that every address contains. */
static const bool is_watched[256] = {
    ['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true, ['<'] = true, ['~'] = true, ['{'] = true, ['$'] = true,
    ['['] = true,  [']'] = true, ['&'] = true, ['@'] = true, [':'] = true, ['w'] = true, ['W'] = true,
};

/* A colon matters only before a slash, a "w" only before another. */
static bool means_something(char c, char next)
{
    if (c == ':')
        return next == '/';
    return char_lower(c) != 'w' || char_lower(next) == 'w';
}

static bool is_plain(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_watched[(unsigned char)s.p[i]] && means_something(s.p[i], i + 1 < s.n ? s.p[i + 1] : '\0'))
            return false;
    return true;
}

static void put_node(const struct leaf *leaf, cmark_node_type type)
{
    cmark_node_append_child(leaf->node, tree_new(type));
}

static void put_words(struct parser *parser, const struct leaf *leaf, str words)
{
    if (parser->abbreviation_count) {
        struct inline_builder builder;
        inline_begin(&builder, parser, leaf->node, leaf->lines[0].number);
        inline_put_words(&builder, words);
        return;
    }
    cmark_node_append_child(leaf->node, parser_text(parser, words));
}

bool inline_plain(struct parser *parser, const struct leaf *leaf)
{
    bool any = false, hard = false;
    for (size_t i = 0; i < leaf->count; i++) {
        if (!is_plain(line_text(&leaf->lines[i])))
            return false;
        any = any || !line_blank(&leaf->lines[i]);
    }
    if (!any)
        return false;
    any = false;
    for (size_t i = 0; i < leaf->count; i++) {
        str words = line_trimmed(&leaf->lines[i]);
        if (!words.n)
            continue;
        if (any)
            put_node(leaf, hard ? CMARK_NODE_LINEBREAK : CMARK_NODE_SOFTBREAK);
        put_words(parser, leaf, words);
        any = true;
        hard = str_ends(line_text(&leaf->lines[i]), STR("  "));
    }
    return true;
}
