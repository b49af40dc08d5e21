#include "markup/block.h"
#include "markup/block_heading.h"
#include "markup/block_start.h"

enum { RULE_LENGTH = 3 };

/* The level of the heading that line I makes of the lines from FIRST on; 0 when it makes none. Below several lines a
 * row of dashes is meant as a rule. */
static int underlined(const struct blocks *b, size_t first, size_t i)
{
    int level = line_underline(&b->lines[i]);
    if (level == 0 || i == first + 1)
        return level;
    return level == 1 && line_trimmed(&b->lines[i]).n >= RULE_LENGTH ? 1 : 0;
}

static str joined(struct parser *parser, const struct line *lines, size_t count)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < count; i++) {
        buf_put(&out, line_content(&lines[i]));
        buf_put_char(&out, '\n');
    }
    str text = arena_str(parser->arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

/* Do definitions of the terms that end before line I follow? If so, B is moved to them. */
static bool finds_definitions(struct blocks *b, size_t i)
{
    if (i < b->count && line_blank(&b->lines[i]))
        i++;
    if (i == b->count || b->depth >= DEPTH_MAX || !line_is_definition(&b->lines[i]))
        return false;
    b->at = i;
    return true;
}

static void tell_tight_headings(struct parser *parser, const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count && parser->diag; i++)
        if (line_is_blind_heading(&lines[i]))
            parser_tell(parser, SEVERITY_WARNING, lines[i].number,
                        "a heading with a no-break or ideographic space after its # is text; type an ordinary space");
        else if (line_is_tight_heading(&lines[i]))
            parser_tell(parser, SEVERITY_NOTE, lines[i].number,
                        "a heading without a space after its # is text; write \"## Heading\"");
}

bool block_paragraph(struct parser *parser, struct blocks *b)
{
    size_t first = b->at, i = first + 1;
    int level = 0;
    for (; i < b->count && !line_blank(&b->lines[i]); i++) {
        level = underlined(b, first, i);
        if (level || blocks_interrupt(parser, b, i))
            break;
    }
    if (level) {
        heading_add(parser, b, level, joined(parser, &b->lines[first], i - first), b->lines[first].number);
        b->at = i + 1;
        return true;
    }
    if (finds_definitions(b, i)) {
        block_deflist(parser, b, first, i);
        return true;
    }
    tell_tight_headings(parser, &b->lines[first], i - first);
    cmark_node *paragraph = parser_add_node(parser, b->parent, CMARK_NODE_PARAGRAPH, b->lines[first].number);
    parser_add_leaf(parser, paragraph, &b->lines[first], i - first);
    b->at = i;
    return true;
}
