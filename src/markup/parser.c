#include "markup/parser.h"

#include "text/clean.h"

#include <string.h>

void parser_add_leaf(struct parser *parser, cmark_node *node, const struct line *lines, size_t count)
{
    parser->leaves =
        arena_grow(parser->arena, parser->leaves, parser->leaf_count, &parser->leaf_capacity, sizeof *parser->leaves);
    parser->leaves[parser->leaf_count++] = (struct leaf){.node = node, .lines = lines, .count = count};
}

void parser_add_text(struct parser *parser, cmark_node *node, str text, int number)
{
    size_t count;
    const struct line *lines = lines_of_text(text, number, &count, parser->arena);
    parser_add_leaf(parser, node, lines, count);
}

cmark_node *parser_add_node(struct parser *parser, cmark_node *parent, cmark_node_type type, int line)
{
    cmark_node *node = tree_new(type);
    /* Only diagnostics need the line of a node. */
    if (line && parser->diag) {
        struct tree_note *note = ARENA_NEW(parser->arena, struct tree_note);
        note->line = line;
        tree_set_note(node, note);
    }
    cmark_node_append_child(parent, node);
    return node;
}

cmark_node *parser_add_tree(struct parser *parser, cmark_node *parent, enum tree_kind kind, int line,
                            struct tree_note **note)
{
    struct tree_note *made;
    cmark_node *node = tree_node(kind, parser->arena, &made);
    made->line = line;
    if (note)
        *note = made;
    cmark_node_append_child(parent, node);
    return node;
}

cmark_node *parser_text(struct parser *parser, str text)
{
    struct buf *literal = &parser->literal;
    buf_clear(literal);
    buf_put(literal, clean_controls(text, parser->arena));
    buf_put_char(literal, '\0');
    for (char *p = literal->p; (p = strchr(p, '\n'));)
        *p = ' ';
    cmark_node *node = tree_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, literal->p);
    return node;
}

void parser_drop(struct parser *parser, cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_append_child(parser->dropped, node);
}

void parser_tell(struct parser *parser, enum severity severity, int line, const char *format, ...)
{
    if (!parser->diag)
        return;
    va_list arguments;
    va_start(arguments, format);
    str text = arena_vprintf(parser->arena, format, arguments);
    va_end(arguments);
    diag_copy(parser->diag, &(struct diag_entry){STR(""), line, severity, text, format, false}, parser->options->file);
}
