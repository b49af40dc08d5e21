#include "content/excerpt.h"

#include "base/buf.h"

#include <stdint.h>

static bool ends_excerpt(cmark_node *node)
{
    return tree_kind(node) == TREE_MORE;
}

static cmark_node *find_more(cmark_node *root)
{
    cmark_node *node = cmark_node_first_child(root);
    while (node && !ends_excerpt(node))
        node = cmark_node_next(node);
    return node;
}

static bool tells_nothing(cmark_node *node, struct arena *arena)
{
    return cmark_node_get_type(node) == CMARK_NODE_HEADING || tree_kind(node) == TREE_CONTENTS ||
           tree_text(node, arena).n == 0;
}

/* Jekyll shows a heading, a picture or a table of contents alone, too, but that tells a reader nothing: here the first
 * words are included. */
static cmark_node *after_first_words(cmark_node *root, struct arena *arena)
{
    cmark_node *node = cmark_node_first_child(root);
    while (node && tells_nothing(node, arena))
        node = cmark_node_next(node);
    return node ? cmark_node_next(node) : NULL;
}

static str text_before(cmark_node *root, cmark_node *end, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    for (cmark_node *node = cmark_node_first_child(root); node && node != end; node = cmark_node_next(node)) {
        str text = tree_kind(node) == TREE_CONTENTS ? STR("") : tree_text(node, arena);
        if (text.n && out.n)
            buf_put_char(&out, '\n');
        buf_put(&out, text);
    }
    str text = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

struct excerpt excerpt_find(cmark_node *root, str own, str separator, struct arena *arena)
{
    cmark_node *end = find_more(root);
    if (!end && str_trim(separator).n == 0)
        end = after_first_words(root, arena);
    return (struct excerpt){own.n ? str_trim(own) : text_before(root, end, arena), end};
}
