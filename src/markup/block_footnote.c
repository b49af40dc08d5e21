#include "markup/block.h"
#include "markup/block_start.h"

enum { NOTE_INDENT = 4 };

static size_t find_end(struct parser *parser, struct blocks *b)
{
    size_t end = b->at + 1;
    bool blank = false;
    for (size_t i = end; i < b->count; i++) {
        if (line_blank(&b->lines[i])) {
            blank = true;
            continue;
        }
        if (line_indent(&b->lines[i]) < NOTE_INDENT && (blank || blocks_interrupt(parser, b, i)))
            break;
        end = i + 1;
        blank = false;
    }
    return end;
}

static struct footnote *add_footnote(struct parser *parser, str label, int line)
{
    parser->footnotes = arena_grow(parser->arena, parser->footnotes, parser->footnote_count, &parser->footnote_capacity,
                                   sizeof *parser->footnotes);
    struct footnote *note = &parser->footnotes[parser->footnote_count++];
    *note = (struct footnote){.label = label, .line = line};
    int *index = strmap_at(&parser->footnote_labels, label);
    if (*index)
        parser_tell(parser, SEVERITY_WARNING, line, "the footnote [^%.*s] is defined twice; give each its own name",
                    STR_ARG(label));
    *index = (int)parser->footnote_count;
    return note;
}

bool block_footnote(struct parser *parser, struct blocks *b)
{
    str label;
    size_t n;
    struct line *first = &b->lines[b->at];
    if (b->depth >= DEPTH_MAX || !line_is_footnote(first, &label, &n))
        return false;
    size_t from = b->at, end = find_end(parser, b);
    line_outdent(first, line_indent(first));
    line_take(first, n);
    line_outdent(first, line_indent(first));
    for (size_t i = from + 1; i < end; i++)
        line_outdent(&b->lines[i], NOTE_INDENT);
    struct tree_note *note;
    cmark_node *node = parser_add_tree(parser, parser->notes, TREE_FOOTNOTE, first->number, &note);
    add_footnote(parser, label, first->number)->node = node;
    blocks_parse_lines(parser, first, end - from, node, b->depth + 1);
    b->at = end;
    return true;
}
