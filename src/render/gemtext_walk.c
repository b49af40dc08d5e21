#include "render/gemtext_walk.h"

#include "markup/tree.h"

static bool links_wait(const struct gemtext *g)
{
    return g->links.count && !g->links.items[g->links.count - 1].shown;
}

/* Puts the links before END that no line shows. */
static void put_links(struct gemtext *g, size_t end)
{
    for (size_t i = 0; i < end; i++) {
        struct link_line *link = &g->links.items[i];
        if (!link->shown)
            gemtext_link(&g->lines, link->target.address, link_line_label(link));
        link->shown = true;
    }
}

void gemtext_links(struct gemtext *g)
{
    if (g->around.waiting)
        return;
    if (links_wait(g) && g->lines.gap == GAP_IN_QUOTE)
        g->lines.gap = GAP_NONE;
    put_links(g, g->links.count);
    if (!g->around.lists)
        link_list_clear(&g->links);
}

void gemtext_links_in_place(struct gemtext *g, size_t first)
{
    for (size_t i = first; i < g->links.count; i++) {
        g->links.items[i].shown = true;
        gemtext_link(&g->lines, g->links.items[i].target.address, g->links.items[i].label);
    }
}

void gemtext_places(struct gemtext *g, const struct flow_places *places)
{
    for (size_t i = 0; i < places->count; i++) {
        gemtext_lines_of(g, STR(""), STR(""), places->items[i].before);
        put_links(g, places->items[i].link_end);
    }
    gemtext_lines_of(g, STR(""), STR(""), places->rest);
}

void gemtext_lines_of(struct gemtext *g, str first, str rest, str text)
{
    str line;
    while (str_line(&text, &line)) {
        gemtext_line(&g->lines, first, line);
        first = rest;
    }
}

struct around gemtext_enter_list(struct gemtext *g, cmark_node *list)
{
    struct around outer = g->around;
    if (g->around.waiting && tree_holds_link(list)) {
        g->around.waiting = false;
        gemtext_links(g);
    }
    g->around.lists++;
    g->around.level++;
    return outer;
}

void gemtext_leave_list(struct gemtext *g, struct around outer)
{
    if (outer.waiting && !g->around.waiting)
        link_list_clear(&g->links);
    g->around = outer;
}
