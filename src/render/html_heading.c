#include "render/html_heading.h"

#include "render/html_place.h"

int html_heading_level(struct html *h, cmark_node *node)
{
    int level = cmark_node_get_heading_level(node);
    if (!h->whole)
        return level;
    while (h->depth && h->levels[h->depth - 1] >= level)
        h->depth--;
    if (h->depth < 6)
        h->levels[h->depth++] = level;
    return h->depth < 5 ? h->depth + 1 : 6;
}

/* The id that a heading of these words gets, where those in IDS are taken; empty: none. */
static str id_of(struct strmap *ids, cmark_node *heading, struct arena *arena)
{
    str name = html_place(tree_text(heading, arena), arena);
    if (!name.n)
        return name;
    int *wanted = strmap_at(ids, name);
    while ((*wanted)++) {
        str other = arena_printf(arena, "%.*s-%d", STR_ARG(name), *wanted - 1);
        int *taken = strmap_at(ids, other);
        if (!(*taken)++)
            return other;
        wanted = strmap_at(ids, name);
    }
    return name;
}

void html_find_ids(struct html *h, cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_HEADING)
            id_of(&h->all, node, h->arena);
    }
    cmark_iter_free(walk);
}

void html_put_id(struct html *h, cmark_node *node)
{
    str name = h->whole ? id_of(&h->ids, node, h->arena) : STR("");
    if (!name.n)
        return;
    html_put(h, STR(" id=\""));
    html_put_escaped(h, name);
    html_put(h, STR("\""));
}
