#include "markup/block.h"
#include "markup/block_start.h"

enum { DETAIL_INDENT = 4 };

static cmark_node *open_deflist(struct parser *parser, struct blocks *b, int line)
{
    cmark_node *last = cmark_node_last_child(b->parent);
    return last && tree_kind(last) == TREE_DEFLIST ? last
                                                   : parser_add_tree(parser, b->parent, TREE_DEFLIST, line, NULL);
}

static void add_terms(struct parser *parser, struct blocks *b, cmark_node *list, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        if (line_blank(&b->lines[i]))
            continue;
        cmark_node *term = parser_add_tree(parser, list, TREE_TERM, b->lines[i].number, NULL);
        parser_add_leaf(parser, term, &b->lines[i], 1);
    }
}

/* The column where the text after ":" begins. */
static int detail_offset(const struct line *line)
{
    struct line rest = *line;
    int indent = line_indent(line);
    line_outdent(&rest, indent);
    line_take(&rest, 1);
    return indent + 1 + line_indent(&rest);
}

static size_t find_detail_end(struct parser *parser, struct blocks *b, size_t from, int offset)
{
    size_t end = from + 1;
    bool blank = false;
    int wanted = offset < DETAIL_INDENT ? offset : DETAIL_INDENT;
    for (size_t i = end; i < b->count; i++) {
        const struct line *line = &b->lines[i];
        if (line_blank(line)) {
            blank = true;
            continue;
        }
        if (line_indent(line) < wanted && (blank || blocks_interrupt(parser, b, i)))
            break;
        end = i + 1;
        blank = false;
    }
    return end;
}

static void add_detail(struct parser *parser, struct blocks *b, cmark_node *list)
{
    size_t from = b->at;
    struct line *first = &b->lines[from];
    int offset = detail_offset(first);
    size_t end = find_detail_end(parser, b, from, offset);
    line_outdent(first, line_indent(first));
    line_take(first, 1);
    line_outdent(first, line_indent(first));
    for (size_t i = from + 1; i < end; i++)
        line_outdent(&b->lines[i], offset);
    cmark_node *detail = parser_add_tree(parser, list, TREE_DETAIL, first->number, NULL);
    blocks_parse_lines(parser, first, end - from, detail, b->depth + 1);
    b->at = end;
}

void block_deflist(struct parser *parser, struct blocks *b, size_t first, size_t last)
{
    cmark_node *list = open_deflist(parser, b, b->lines[first].number);
    add_terms(parser, b, list, first, last);
    for (;;) {
        size_t i = b->at;
        while (i < b->count && line_blank(&b->lines[i]))
            i++;
        if (i == b->count || !line_is_definition(&b->lines[i]))
            return;
        b->at = i;
        add_detail(parser, b, list);
    }
}
