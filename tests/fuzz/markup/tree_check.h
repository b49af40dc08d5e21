#ifndef FUZZ_TREE_CHECK_H
#define FUZZ_TREE_CHECK_H

#include "markup/kramdown.h"
#include "text/valid.h"

#include <stdlib.h>

/* Ends the run when a tree does not keep what markup/tree.h promises. */

enum { CHECK_DEPTH = 2000 };

static inline void check_text(const char *z, bool code)
{
    str s = str_of(z);
    if (!text_is_valid(s))
        abort();
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' && s.p[i] != '\t' && !(code && s.p[i] == '\n'))
            abort();
}

static inline void check_note(cmark_node *node)
{
    const struct tree_note *note = tree_note(node);
    enum tree_kind kind = tree_kind(node);
    if ((kind == TREE_REF || kind == TREE_FOOTNOTE) && (note->number < 1 || (kind == TREE_REF && note->occurrence < 1)))
        abort();
    if (kind == TREE_TABLE && (!note->columns || !note->align))
        abort();
    if (kind == TREE_ROW) {
        size_t cells = 0;
        for (cmark_node *cell = cmark_node_first_child(node); cell; cell = cmark_node_next(cell))
            cells += tree_kind(cell) == TREE_CELL;
        if (cells != tree_note(cmark_node_parent(node))->columns)
            abort();
    }
}

static inline void check_node(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
        abort();
    if (type == CMARK_NODE_TEXT && cmark_node_next(node) && cmark_node_get_type(cmark_node_next(node)) == type)
        abort();
    check_text(cmark_node_get_literal(node), type == CMARK_NODE_CODE_BLOCK);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
        check_text(cmark_node_get_url(node), true);
        check_text(cmark_node_get_title(node), true);
    }
    check_note(node);
}

static inline void check_tree(cmark_node *root)
{
    int depth = 0;
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_ENTER)
            check_node(node);
        if (cmark_node_first_child(node))
            depth += event == CMARK_EVENT_ENTER ? 1 : -1;
        if (depth > CHECK_DEPTH)
            abort();
    }
    cmark_iter_free(walk);
}

typedef cmark_node *tree_parser(struct mapped, const struct markdown_options *, struct arena *, struct diag *);

/* The first byte chooses the options, the rest is the source. */
static inline void check_parser(tree_parser *parse, const uint8_t *data, size_t size)
{
    if (size == 0)
        return;
    static const str separators[] = {STR_INIT(""), STR_INIT("<!-- cut -->"), STR_INIT("---"), STR_INIT("\n\n")};
    struct arena *arena = arena_create();
    const struct markdown_options options = {.hard_wrap = data[0] & 1,
                                             .blank_line_ends_html = data[0] & 16,
                                             .file = STR("post.md"),
                                             .excerpt_separator = separators[data[0] >> 1 & 3]};
    struct diag diag;
    diag_init(&diag);
    str text = text_repair((str){(const char *)data + 1, size - 1}, arena, NULL);
    check_tree(parse((struct mapped){.text = text}, &options, arena, data[0] & 8 ? &diag : NULL));
    diag_finish(&diag);
    arena_destroy(arena);
}

#endif
