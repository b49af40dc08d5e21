#include "render/wrapped_walk.h"

static void put_links(struct walker *t, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (!t->links.items[i].shown)
            wrapped_link(t->w, &t->links.items[i]);
        t->links.items[i].shown = true;
    }
}

void wrapped_links(struct walker *t, size_t first)
{
    put_links(t, first, t->links.count);
}

void wrapped_places(struct walker *t, const struct flow_places *places)
{
    for (size_t i = 0; i < places->count; i++) {
        wrapped_text(t->w, places->items[i].before);
        put_links(t, 0, places->items[i].link_end);
    }
    wrapped_text(t->w, places->rest);
}

void wrapped_end_block(struct walker *t)
{
    if (!t->w->menu || t->waiting)
        return;
    /* They stand right below, whatever the last block within asked for. */
    bool any = t->links.count && !t->links.items[t->links.count - 1].shown;
    if (any && t->w->gap_prefix.n > t->w->rest.n)
        t->w->gap = false;
    wrapped_links(t, 0);
    if (!t->lists)
        link_list_clear(&t->links);
}

void wrapped_end_section(struct walker *t)
{
    if (!t->links.count || t->w->menu)
        return;
    wrapped_gap(t->w);
    wrapped_links(t, 0);
    link_list_clear(&t->links);
    wrapped_gap(t->w);
}

bool wrapped_enter_list(struct walker *t, cmark_node *list)
{
    bool waited = t->waiting;
    if (waited && tree_holds_link(list)) {
        t->waiting = false;
        wrapped_end_block(t);
    }
    t->lists++;
    return waited;
}

void wrapped_leave_list(struct walker *t, bool waited)
{
    if (t->w->menu && waited && !t->waiting)
        link_list_clear(&t->links);
    t->waiting = waited;
    t->lists--;
}
