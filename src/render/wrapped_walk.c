#include "render/wrapped_walk.h"

void wrapped_links(struct walker *t, size_t first)
{
    for (size_t i = first; i < t->links.count; i++) {
        if (!t->links.items[i].shown)
            wrapped_link(t->w, &t->links.items[i]);
        t->links.items[i].shown = true;
    }
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
