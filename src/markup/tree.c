#include "markup/tree.h"

#include "base/buf.h"

#include <stdint.h>

const struct tree_note *tree_note(cmark_node *node)
{
    return cmark_node_get_user_data(node);
}

int tree_line(cmark_node *node)
{
    for (; node; node = cmark_node_parent(node))
        if (tree_note(node) && tree_note(node)->line)
            return tree_note(node)->line;
    return 0;
}

enum tree_kind tree_kind(cmark_node *node)
{
    const struct tree_note *note = tree_note(node);
    return note ? note->kind : TREE_NONE;
}

void tree_set_note(cmark_node *node, const struct tree_note *note)
{
    cmark_node_set_user_data(node, (void *)note);
}

void tree_set_line(cmark_node *node, int line, struct arena *arena)
{
    if (tree_note(node))
        return;
    struct tree_note *note = ARENA_NEW(arena, struct tree_note);
    note->line = line;
    tree_set_note(node, note);
}

static cmark_node_type type_of(enum tree_kind kind)
{
    switch (kind) {
    case TREE_TABLE:
    case TREE_ROW:
    case TREE_CELL:
    case TREE_DEFLIST:
    case TREE_TERM:
    case TREE_DETAIL:
    case TREE_NOTES:
    case TREE_FOOTNOTE:
    case TREE_DIV:
    case TREE_MORE:
    case TREE_CONTENTS:
        return CMARK_NODE_CUSTOM_BLOCK;
    case TREE_TASK:
        return CMARK_NODE_ITEM;
    case TREE_AUTOLINK:
    case TREE_EMBED:
        return CMARK_NODE_LINK;
    case TREE_NONE:
    case TREE_STRIKE:
    case TREE_REF:
    case TREE_SPAN:
    case TREE_MARKED:
        break;
    }
    return CMARK_NODE_CUSTOM_INLINE;
}

cmark_node *tree_node(enum tree_kind kind, struct arena *arena, struct tree_note **note)
{
    cmark_node *node = tree_new(type_of(kind));
    struct tree_note *made = ARENA_NEW(arena, struct tree_note);
    made->kind = kind;
    tree_set_note(node, made);
    if (note)
        *note = made;
    return node;
}

static bool is_block(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK;
}

/* Separates what has been written from what follows, unless white space does already. */
static void put_separator(struct buf *out, char c)
{
    if (out->n && !char_is_space(out->p[out->n - 1]))
        buf_put_char(out, c);
}

static void put_visible(struct buf *out, cmark_node *node)
{
    if (is_block(node))
        put_separator(out, tree_kind(node) == TREE_CELL ? ' ' : '\n');
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        put_separator(out, ' ');
    else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
        buf_put(out, str_of(cmark_node_get_literal(node)));
}

/* The node after NODE in the order of the text; NULL at the end of what is below TOP. No recursion: trees may be
 * deep. */
static cmark_node *next_below(cmark_node *node, cmark_node *top)
{
    cmark_node *child = cmark_node_first_child(node);
    if (child)
        return child;
    while (node != top && !cmark_node_next(node))
        node = cmark_node_parent(node);
    return node == top ? NULL : cmark_node_next(node);
}

bool tree_holds_link(cmark_node *node)
{
    for (cmark_node *at = node; at; at = next_below(at, node))
        if (cmark_node_get_type(at) == CMARK_NODE_LINK || cmark_node_get_type(at) == CMARK_NODE_IMAGE)
            return true;
    return false;
}

str tree_text(cmark_node *node, struct arena *arena)
{
    cmark_node *only = cmark_node_first_child(node);
    if (only && !cmark_node_next(only) && cmark_node_get_type(only) == CMARK_NODE_TEXT)
        return str_trim(arena_str(arena, str_of(cmark_node_get_literal(only))));
    struct buf out;
    buf_init(&out, SIZE_MAX);
    for (cmark_node *at = node; at; at = next_below(at, node))
        put_visible(&out, at);
    str text = str_trim(arena_str(arena, buf_str(&out)));
    buf_finish(&out);
    return text;
}
