#include "markup/parser_leaves.h"

#include "markup/inline_move.h"
#include "markup/inline_plain.h"
#include "markup/inline_scan.h"

/* Leaves are parsed in batches, so that each batch reuses the memory of the one before. All batches need the
 * definitions, of which most texts have few: a batch is this many times larger than they are. */
enum { BATCH_MIN = 1 << 15, BATCH_DEFINITIONS = 16 };

/* Each definition is a separate paragraph, so that one that CommonMark rejects spoils no other. Of two with the same
 * label kramdown takes the last, CommonMark the first. */
static void put_definitions(const struct parser *parser, struct buf *out)
{
    for (size_t i = parser->definition_count; i-- > 0;) {
        buf_put(out, parser->definitions[i]);
        buf_put(out, STR("\n\n"));
    }
}

/* Scans leaves from FROM on until OUT holds a batch; leaves that need no parser, as most do, get their nodes here.
 * Returns the first leaf not scanned. The very first leaf always goes to the parser: cmark takes a byte order mark
 * off its text. */
static size_t scan_batch(struct parser *parser, size_t from, int line, struct buf *out)
{
    size_t i = from, begin = out->n, most = BATCH_DEFINITIONS * out->n;
    if (most < BATCH_MIN)
        most = BATCH_MIN;
    for (; i < parser->leaf_count && out->n - begin < most; i++) {
        struct leaf *leaf = &parser->leaves[i];
        leaf->plain = i > 0 && inline_plain(parser, leaf);
        if (!leaf->plain)
            line = inline_scan(parser, leaf, line, out);
    }
    return i;
}

static cmark_node *parse(str text)
{
    cmark_parser *inlines = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, tree_memory_allocator());
    cmark_parser_feed(inlines, text.p, text.n);
    cmark_node *root = cmark_parser_finish(inlines);
    cmark_parser_free(inlines);
    return root;
}

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

/* Ends the excerpt after LEAF, however its paragraph continues. */
static void end_excerpt(struct parser *parser, const struct leaf *leaf)
{
    if (cmark_node_parent(leaf->node) != parser->root)
        return;
    cmark_node *more = tree_node(TREE_MORE, parser->arena, NULL);
    cmark_node_insert_after(leaf->node, more);
}

/* Drops a paragraph or a heading of which nothing is left. */
static void drop_if_empty(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (!cmark_node_first_child(node) && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING))
        drop(node);
}

/* Leaves and the paragraphs made of them are in the same order. */
static void move_batch(struct parser *parser, size_t from, size_t end, cmark_node *root)
{
    cmark_node *paragraph = cmark_node_first_child(root);
    for (size_t i = from; i < end; i++) {
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
    struct buf out;
    buf_init(&out, SIZE_MAX);
    put_definitions(parser, &out);
    size_t definitions = out.n;
    int line = 1 + (int)str_count(buf_str(&out), '\n');
    for (size_t from = 0, end; from < parser->leaf_count; from = end) {
        end = scan_batch(parser, from, line, &out);
        cmark_node *root = parse(buf_str(&out));
        move_batch(parser, from, end, root);
        cmark_node_free(root);
        parser->mark_count = 0;
        buf_cut(&out, definitions);
        /* The next batch does not begin a text: its byte order mark stays. */
        if (from == 0)
            line++;
        buf_put_char(&out, '\n');
    }
    buf_finish(&out);
}
