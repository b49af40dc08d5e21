#include "markup/block_heading.h"
#include "markup/block.h"
#include "markup/block_start.h"

/* kramdown's "{#name}" at the end is the id of the heading, not text. */
static str without_id(str s)
{
    s = str_trim(s);
    size_t at = str_find_last(s, '{');
    bool id = at != STR_NONE && at > 0 && char_is_space(s.p[at - 1]) && str_starts(str_from(s, at), STR("{#")) &&
              str_find_char(str_from(s, at), '}') == s.n - at - 1;
    return id ? str_trim_right(str_first(s, at)) : s;
}

static str without_closing_hashes(str s)
{
    str bare = str_trim_char_right(s, '#');
    if (bare.n && bare.n < s.n && !char_is_space(bare.p[bare.n - 1]))
        return s;
    return str_trim_right(bare);
}

void heading_add(struct parser *parser, struct blocks *b, int level, str text, int number)
{
    text = without_id(text);
    if (!text.n)
        return;
    cmark_node *heading = parser_add_node(parser, b->parent, CMARK_NODE_HEADING, number);
    cmark_node_set_heading_level(heading, level);
    parser_add_text(parser, heading, text, number);
}

bool block_heading(struct parser *parser, struct blocks *b)
{
    const struct line *line = &b->lines[b->at];
    int level = line_heading_level(line, parser->options->tight_headings);
    if (!level)
        return false;
    str text = without_id(str_from(line_content(line), (size_t)level));
    heading_add(parser, b, level, without_closing_hashes(text), line->number);
    b->at++;
    return true;
}

bool block_rule(struct parser *parser, struct blocks *b)
{
    if (!line_is_rule(&b->lines[b->at]))
        return false;
    parser_add_node(parser, b->parent, CMARK_NODE_THEMATIC_BREAK, b->lines[b->at].number);
    b->at++;
    return true;
}
