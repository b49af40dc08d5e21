#include "markup/block.h"

#include "markup/block_start.h"
#include "markup/html_tag.h"

#include <string.h>

typedef bool block_parser(struct parser *, struct blocks *);

/* The kinds of block that a first character allows; the first parser that takes the line wins. A paragraph takes
 * anything. */
static block_parser *const by_hash[] = {block_heading, NULL};
static block_parser *const by_fence[] = {block_fence, NULL};
static block_parser *const by_quote[] = {block_quote, NULL};
static block_parser *const by_bullet[] = {block_rule, block_list, block_abbreviation, NULL};
static block_parser *const by_digit[] = {block_list, NULL};
static block_parser *const by_angle[] = {block_html, NULL};
static block_parser *const by_bracket[] = {block_caption, block_shortcode, block_footnote, block_link_definition, NULL};
static block_parser *const by_brace[] = {block_extension, NULL};
static block_parser *const by_backslash[] = {block_math_brackets, NULL};
static block_parser *const by_dollar[] = {block_math, NULL};
static block_parser *const by_nothing[] = {NULL};

static block_parser *const *parsers_for(char c)
{
    switch (c) {
    case '#':
        return by_hash;
    case '`':
    case '~':
        return by_fence;
    case '>':
        return by_quote;
    case '*':
    case '-':
    case '_':
    case '+':
        return by_bullet;
    case '<':
        return by_angle;
    case '[':
        return by_bracket;
    case '{':
        return by_brace;
    case '\\':
        return by_backslash;
    case '$':
        return by_dollar;
    default:
        return char_is_digit(c) ? by_digit : by_nothing;
    }
}

/* kramdown's "^" alone in a line separates what would be one list or one paragraph, and is not shown. */
static bool is_border(const struct line *line)
{
    return line->n && *line->p == '^' && line_trimmed(line).n == 1;
}

/* The separator that the author chose, alone in a line; a rule stays on the page, and one that is a comment is left to
 * the HTML parser. */
static bool is_separator(const struct parser *parser, const struct blocks *b, const struct line *line)
{
    str separator = str_trim(parser->options->excerpt_separator);
    return b->top && separator.n && !str_starts(separator, STR("<!--")) && str_eq(line_trimmed(line), separator);
}

static bool take_separator(struct parser *parser, struct blocks *b)
{
    const struct line *line = &b->lines[b->at];
    if (!is_separator(parser, b, line))
        return false;
    parser_add_tree(parser, b->parent, TREE_MORE, line->number, NULL);
    if (line_is_rule(line))
        return false;
    b->at++;
    return true;
}

static void parse_block(struct parser *parser, struct blocks *b)
{
    const struct line *line = &b->lines[b->at];
    if (is_border(line)) {
        b->at++;
        return;
    }
    if (take_separator(parser, b))
        return;
    if (line_indent(line) > 3) {
        block_indented_code(parser, b);
        return;
    }
    for (block_parser *const *parse = parsers_for(*line_content(line).p); *parse; parse++)
        if ((*parse)(parser, b))
            return;
    if (!block_table(parser, b))
        block_paragraph(parser, b);
}

void blocks_parse(struct parser *parser, struct blocks *b)
{
    bool any = false;
    while (b->at < b->count) {
        if (line_blank(&b->lines[b->at])) {
            b->after_blank = true;
            b->at++;
            continue;
        }
        b->spaced = b->spaced || (any && b->after_blank);
        any = true;
        parse_block(parser, b);
        b->after_blank = false;
    }
}

bool blocks_parse_lines(struct parser *parser, struct line *lines, size_t count, cmark_node *parent, int depth)
{
    struct blocks b = {.lines = lines, .count = count, .parent = parent, .depth = depth};
    blocks_parse(parser, &b);
    return b.spaced;
}

/* In running text a long number at the beginning of a line is more often a year than an item. */
static bool item_interrupts(const struct line *line)
{
    struct list_marker marker;
    if (!line_is_list_item(line, &marker) || marker.empty)
        return false;
    return marker.kind == '*' || (marker.kind == '.' ? marker.start < 100 : marker.start == 1);
}

static bool html_interrupts(const struct line *line)
{
    str s = str_from(line_content(line), 1);
    if (str_starts(s, STR("!--")))
        return true;
    if (str_starts(s, STR("/")))
        s = str_from(s, 1);
    size_t n = 0;
    while (n < s.n && char_is_alnum(s.p[n]))
        n++;
    bool ended = n == s.n || s.p[n] == '>' || s.p[n] == '/' || char_is_space(s.p[n]);
    const struct html_tag *tag = ended ? html_tag_find(str_first(s, n)) : NULL;
    return tag && !html_tag_is_inline(tag);
}

bool blocks_interrupt(struct parser *parser, struct blocks *b, size_t i)
{
    const struct line *line = &b->lines[i];
    str s;
    size_t n;
    if (line_blank(line) || is_separator(parser, b, line))
        return true;
    if (line_indent(line) > 3)
        return false;
    switch (*line_content(line).p) {
    case '#':
        return line_heading_level(line, parser->options->tight_headings) > 0;
    case '>':
        return true;
    case '`':
    case '~':
        return fence_end(b, i) > 0;
    case '*':
    case '-':
    case '+':
    case '_':
        return line_is_rule(line) || item_interrupts(line);
    case ':':
        return line_is_definition(line);
    case '{':
        return line_is_attributes(line, &s);
    case '[':
        return line_is_footnote(line, &s, &n) || caption_interrupts(b, i) || shortcode_interrupts(b, i) ||
               table_span(b, i, true) > 0;
    case '<': /* within a container, a comment is a part of the paragraph, as in kramdown */
        return !(line_is_comment(line) && !b->top) && html_interrupts(line);
    case '^':
        return is_border(line);
    case '\\':
        return math_brackets_interrupt(parser, b, i);
    case '$':
        return math_interrupts(b, i);
    default:
        return item_interrupts(line) || table_span(b, i, true) > 0;
    }
}
