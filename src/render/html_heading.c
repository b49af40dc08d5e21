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

void html_put_id(struct html *h, cmark_node *node)
{
    str name = h->whole ? html_place(tree_text(node, h->arena), h->arena) : STR("");
    if (!name.n)
        return;
    int *wanted = strmap_at(&h->ids, name);
    while ((*wanted)++) {
        str other = arena_printf(h->arena, "%.*s-%d", STR_ARG(name), *wanted - 1);
        int *taken = strmap_at(&h->ids, other);
        if (!(*taken)++) {
            name = other;
            break;
        }
        wanted = strmap_at(&h->ids, name);
    }
    html_put(h, STR(" id=\""));
    html_put_escaped(h, name);
    html_put(h, STR("\""));
}
