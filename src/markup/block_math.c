#include "markup/block.h"

static str after_dollars(str s)
{
    size_t at = str_find(s, STR("$$"));
    return at == STR_NONE ? STR("") : str_from(s, at + 2);
}

/* The line in which "$$" closes the formula that opens in line b->at; b->count when none does. */
static size_t find_end(struct blocks *b)
{
    str opening = after_dollars(line_text(&b->lines[b->at]));
    for (size_t i = b->at; i < b->count; i++) {
        str s = i == b->at ? opening : line_text(&b->lines[i]);
        if (str_find(s, STR("$$")) != STR_NONE)
            return str_trim(after_dollars(s)).n ? b->count : i;
    }
    b->no_math_end = true;
    return b->count;
}

static void add_line(cmark_node *paragraph, const struct line *line, struct parser *parser)
{
    if (line_blank(line))
        return;
    if (cmark_node_first_child(paragraph))
        cmark_node_append_child(paragraph, tree_new(CMARK_NODE_LINEBREAK));
    cmark_node_append_child(paragraph, parser_text(parser, line_trimmed(line)));
}

bool block_math(struct parser *parser, struct blocks *b)
{
    if (!str_starts(line_content(&b->lines[b->at]), STR("$$")) || b->no_math_end)
        return false;
    size_t end = find_end(b);
    if (end == b->count)
        return false;
    cmark_node *paragraph = parser_add_node(parser, b->parent, CMARK_NODE_PARAGRAPH, b->lines[b->at].number);
    for (; b->at <= end; b->at++)
        add_line(paragraph, &b->lines[b->at], parser);
    return true;
}
