#include "render/item_mark.h"

#include <string.h>

enum { LEVELS_MAX = 11 };

str item_task(cmark_node *item)
{
    const struct tree_note *note = tree_note(item);
    if (!note || note->kind != TREE_TASK)
        return STR("");
    return note->checked ? STR("[x] ") : STR("[ ] ");
}

str item_indent(int levels, struct arena *arena)
{
    static const char unit[] = "\xc2\xa0\xc2\xa0";
    size_t count = (size_t)(levels < LEVELS_MAX ? levels : LEVELS_MAX), n = sizeof unit - 1;
    char *p = arena_alloc(arena, count * n, 1);
    for (size_t i = 0; i < count; i++)
        memcpy(p + i * n, unit, n);
    return (str){p, count * n};
}

str item_spaces(size_t n, struct arena *arena)
{
    return (str){memset(arena_alloc(arena, n, 1), ' ', n), n};
}

static bool is_a(cmark_node *node, cmark_node_type type)
{
    return node && cmark_node_get_type(node) == type;
}

/* A list stands right below the words that it belongs to. */
static bool may_stand_apart(cmark_node *node)
{
    return is_a(node, CMARK_NODE_PARAGRAPH) || is_a(node, CMARK_NODE_BLOCK_QUOTE) || is_a(node, CMARK_NODE_CODE_BLOCK);
}

/* Is NODE a block of an item of a list without blank lines? */
static bool is_tight(cmark_node *node)
{
    cmark_node *item = cmark_node_parent(node), *list = item ? cmark_node_parent(item) : NULL;
    return is_a(list, CMARK_NODE_LIST) && cmark_node_get_list_tight(list);
}

bool item_block_stands_apart(cmark_node *node)
{
    cmark_node *before = cmark_node_previous(node);
    if (!may_stand_apart(node) || !may_stand_apart(before))
        return false;
    return !is_tight(node) || (is_a(node, CMARK_NODE_PARAGRAPH) && is_a(before, CMARK_NODE_PARAGRAPH));
}

static bool is_long(cmark_node *item)
{
    cmark_node *node = cmark_node_first_child(item);
    while (node && !item_block_stands_apart(node))
        node = cmark_node_next(node);
    return node;
}

bool item_stands_apart(cmark_node *item)
{
    cmark_node *before = cmark_node_previous(item);
    return before && (is_long(before) || is_long(item));
}
