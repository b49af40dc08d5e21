#include "markup/block.h"
#include "markup/html_tree.h"
#include "markup/parser_leaves.h"
#include "markup/parser_notes.h"
#include "markup/settle.h"
#include "text/clean.h"

static void begin(struct parser *parser, const struct markdown_options *options, struct arena *arena, struct diag *diag)
{
    *parser = (struct parser){.arena = arena, .diag = diag, .options = options};
    buf_init(&parser->literal, SIZE_MAX);
    parser->outer = tree_memory_use(tree_memory_create(arena));
    parser->link_labels.arena = arena;
    parser->footnote_labels.arena = arena;
    parser->root = tree_new(CMARK_NODE_DOCUMENT);
    parser->dropped = tree_new(CMARK_NODE_CUSTOM_BLOCK);
    parser->notes = tree_node(TREE_NOTES, arena, NULL);
    tree_memory_keep(arena, parser->root);
}

static cmark_node *finish(struct parser *parser)
{
    parser_leaves_settle(parser);
    parser_notes_settle(parser);
    cmark_node_free(parser->dropped);
    settle(parser->root, parser->options->hard_wrap, parser->arena);
    tree_memory_use(parser->outer);
    buf_finish(&parser->literal);
    return parser->root;
}

cmark_node *markdown_parse(struct mapped in, const struct markdown_options *options, struct arena *arena,
                           struct diag *diag)
{
    struct parser parser;
    begin(&parser, options, arena, diag);
    in.text = clean_controls(in.text, arena);
    struct blocks blocks = {.parent = parser.root, .top = true};
    blocks.lines = lines_of(in, &blocks.count, arena);
    blocks_parse(&parser, &blocks);
    return finish(&parser);
}

cmark_node *html_parse(struct mapped in, const struct markdown_options *options, struct arena *arena, struct diag *diag)
{
    struct parser parser;
    begin(&parser, options, arena, diag);
    in.text = clean_controls(in.text, arena);
    html_tree_add_mapped(&parser, in, parser.root);
    return finish(&parser);
}
