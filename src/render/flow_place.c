#include "render/flow_place.h"

#include "render/flow_space.h"

static bool is_break(cmark_node *node)
{
    return !node || cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK ||
           cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
}

bool flow_stands_alone(cmark_node *image, cmark_node *parent)
{
    cmark_node *node = image;
    for (cmark_node *around = cmark_node_parent(node); around != parent; around = cmark_node_parent(node)) {
        if (cmark_node_get_type(around) != CMARK_NODE_LINK || cmark_node_next(node) || cmark_node_previous(node))
            return false;
        node = around;
    }
    cmark_node *before = cmark_node_previous(node), *after = cmark_node_next(node);
    return is_break(before) && is_break(after) && (before || after);
}

void flow_places_add(struct flow_places *places, size_t offset, size_t link_end, struct arena *arena)
{
    places->items = arena_grow(arena, places->items, places->count, &places->capacity, sizeof *places->items);
    places->items[places->count++] = (struct flow_place){.offset = offset, .link_end = link_end};
}

void flow_places_finish(struct flow_places *places, str text, struct arena *arena)
{
    size_t from = 0;
    for (size_t i = 0; i < places->count; i++) {
        size_t end = places->items[i].offset < text.n ? places->items[i].offset : text.n;
        places->items[i].before = flow_tidy(str_trim(str_between(text, from, end)), arena);
        from = end;
    }
    places->rest = flow_tidy(str_trim(str_from(text, from)), arena);
}
