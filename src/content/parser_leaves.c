#include "content/parser_leaves.h"

#include "content/inline_move.h"
#include "content/inline_plain.h"
#include "content/inline_scan.h"

/* Each definition is a paragraph of its own, so that one that CommonMark rejects spoils no other. Of two with the same
 * label kramdown takes the last, CommonMark the first. Returns the line after them. */
static int put_definitions(const struct parser *parser, struct buf *out)
{
    for (size_t i = parser->definition_count; i-- > 0;) {
        buf_put(out, parser->definitions[i]);
        buf_put(out, STR("\n\n"));
    }
    return 1 + 2 * (int)parser->definition_count;
}

/* Most leaves of most texts are plain. The first is not looked at: cmark takes a byte order mark off its text. */
static cmark_node *parse_all(struct parser *parser)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    int line = put_definitions(parser, &out);
    for (size_t i = 0; i < parser->leaf_count; i++) {
        struct leaf *leaf = &parser->leaves[i];
        leaf->plain = i > 0 && inline_plain(parser, leaf);
        if (!leaf->plain)
            line = inline_scan(parser, leaf, line, &out);
    }
    cmark_parser *inlines = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, tree_memory_allocator());
    cmark_parser_feed(inlines, buf_str(&out).p, out.n);
    cmark_node *root = cmark_parser_finish(inlines);
    cmark_parser_free(inlines);
    buf_finish(&out);
    return root;
}

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

/* Here the excerpt ends, whatever the paragraph goes on with. */
static void end_excerpt(struct parser *parser, const struct leaf *leaf)
{
    if (cmark_node_parent(leaf->node) != parser->root)
        return;
    cmark_node *more = tree_node(TREE_MORE, parser->arena, NULL);
    cmark_node_insert_after(leaf->node, more);
}

/* A paragraph of which nothing is left. */
static void drop_if_empty(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (!cmark_node_first_child(node) && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING))
        drop(node);
}

/* Leaves and the paragraphs made of them stand in the same order. */
static void move_all(struct parser *parser, cmark_node *root)
{
    cmark_node *paragraph = cmark_node_first_child(root);
    for (size_t i = 0; i < parser->leaf_count; i++) {
        const struct leaf *leaf = &parser->leaves[i];
        if (leaf->ends_excerpt)
            end_excerpt(parser, leaf);
        while (leaf->first && paragraph && cmark_node_get_start_line(paragraph) < leaf->last) {
            cmark_node *next = cmark_node_next(paragraph);
            if (cmark_node_get_start_line(paragraph) >= leaf->first)
                inline_move(parser, leaf, paragraph);
            drop(paragraph);
            paragraph = next;
        }
        if (!leaf->plain)
            drop_if_empty(leaf->node);
    }
}

void parser_leaves_settle(struct parser *parser)
{
    if (!parser->leaf_count)
        return;
    cmark_node *root = parse_all(parser);
    move_all(parser, root);
    cmark_node_free(root);
}
