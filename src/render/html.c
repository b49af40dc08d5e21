#include "render/render.h"

#include "render/gemtext_html.h"
#include "render/xml.h"

#include <stdlib.h>

struct html {
    const struct link_scope *scope;
    struct arena *arena;
};

/* cmark writes a node of its own kind by itself, and of a custom one what stands before and after its children. */
static void set_around(cmark_node *node, const char *before, const char *after)
{
    cmark_node_set_on_enter(node, before);
    cmark_node_set_on_exit(node, after);
}

static void set_address(struct html *h, cmark_node *node)
{
    str url = str_of(cmark_node_get_url(node));
    if (!url.n || str_starts(url, STR("#")))
        return;
    cmark_node_set_url(node, arena_z(h->arena, link_resolve(h->scope, url, h->arena).address));
}

static void set_cell(struct html *h, cmark_node *cell)
{
    static const char *const aligns[] = {"", " align=\"left\"", " align=\"center\"", " align=\"right\""};
    cmark_node *row = cmark_node_parent(cell);
    const struct tree_note *table = row ? tree_note(cmark_node_parent(row)) : NULL;
    const char *tag = tree_note(row) && tree_note(row)->header ? "th" : "td";
    size_t column = 0;
    for (cmark_node *before = cmark_node_previous(cell); before; before = cmark_node_previous(before))
        column++;
    bool aligned = table && table->align && column < table->columns;
    const char *align = aligned ? aligns[table->align[column]] : "";
    set_around(cell, arena_printf(h->arena, "<%s%s>", tag, align).p, arena_printf(h->arena, "</%s>", tag).p);
}

static void set_marked(struct html *h, cmark_node *node, const struct tree_note *note)
{
    struct buf open;
    buf_init(&open, SIZE_MAX);
    buf_printf(&open, "<%.*s", STR_ARG(note->tag));
    if (note->title.n) {
        buf_put(&open, STR(" title=\""));
        xml_put(&open, note->title);
        buf_put(&open, STR("\""));
    }
    buf_put(&open, STR(">"));
    set_around(node, arena_z(h->arena, buf_str(&open)), arena_printf(h->arena, "</%.*s>", STR_ARG(note->tag)).p);
    buf_finish(&open);
}

static void set_custom(struct html *h, cmark_node *node)
{
    const struct tree_note *note = tree_note(node);
    switch (tree_kind(node)) {
    case TREE_TABLE:
        set_around(node, "<table>", "</table>");
        break;
    case TREE_ROW:
        set_around(node, "<tr>", "</tr>");
        break;
    case TREE_CELL:
        set_cell(h, node);
        break;
    case TREE_DEFLIST:
        set_around(node, "<dl>", "</dl>");
        break;
    case TREE_TERM:
        set_around(node, "<dt>", "</dt>");
        break;
    case TREE_DETAIL:
        set_around(node, "<dd>", "</dd>");
        break;
    case TREE_NOTES:
        set_around(node, "<hr /><ol>", "</ol>");
        break;
    case TREE_FOOTNOTE:
        set_around(node, "<li>", "</li>");
        break;
    case TREE_STRIKE:
        set_around(node, "<del>", "</del>");
        break;
    case TREE_REF:
        set_around(node, arena_printf(h->arena, "<sup>[%d]</sup>", note->number).p, "");
        break;
    case TREE_MARKED:
        set_marked(h, node, note);
        break;
    default:
        break;
    }
}

/* A box in front of the first words. */
static void set_task(cmark_node *item, bool checked)
{
    cmark_node *paragraph = cmark_node_first_child(item);
    if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
        return;
    cmark_node *box = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(box, checked ? "[x] " : "[ ] ");
    cmark_node_prepend_child(paragraph, box);
}

static void prepare(struct html *h, cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(walk);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_EXIT) {
            if (type == CMARK_NODE_ITEM && tree_kind(node) == TREE_TASK)
                set_task(node, tree_note(node)->checked);
            continue;
        }
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
            set_address(h, node);
        else if (type == CMARK_NODE_CUSTOM_BLOCK || type == CMARK_NODE_CUSTOM_INLINE)
            set_custom(h, node);
    }
    cmark_iter_free(walk);
}

static enum err put_node(struct buf *out, cmark_node *node)
{
    char *text = cmark_render_html(node, CMARK_OPT_DEFAULT);
    enum err err = buf_put(out, str_of(text));
    free(text);
    return err;
}

enum err render_html(const struct document *document, const struct link_scope *scope, cmark_node *end, struct buf *out)
{
    struct html h = {.scope = scope, .arena = arena_create()};
    enum err err = OK;
    /* A heading that the page shows as its title is no title elsewhere: who reads only the body misses it. */
    if (!str_eq(document->title, document->page->title))
        err = xml_put_element(out, STR("h1"), document->title);
    if (document->root)
        prepare(&h, document->root);
    else if (err == OK)
        err = gemtext_put_html(out, document->source, scope, h.arena);
    cmark_node *node = document->root ? cmark_node_first_child(document->root) : NULL;
    for (; node && node != end && err == OK; node = cmark_node_next(node))
        err = put_node(out, node);
    arena_destroy(h.arena);
    return err;
}
