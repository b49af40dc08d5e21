#include "render/wrapped_tree.h"

#include "render/flow_label.h"
#include "render/grid.h"
#include "render/item_label.h"
#include "render/item_mark.h"
#include "render/note_number.h"
#include "render/render.h"
#include "render/wrapped_walk.h"
#include "text/width.h"

static void put_blocks(struct walker *, cmark_node *parent);
static void put_block(struct walker *, cmark_node *);

/* Is there an address that gets no item, and that only the text shows? */
static bool any_is_text(const struct walker *t, const struct flow *flow)
{
    for (size_t i = flow->first; i < t->links.count; i++)
        if ((t->links.items[i].bare || !flow->only_links) && t->links.items[i].target.gopher_type == 'i')
            return true;
    return false;
}

/* Puts text, unless it is only links, which are items in a menu. */
static void put_inlines(struct walker *t, cmark_node *node)
{
    struct flow flow = flow_inlines(node, &t->style, &t->links);
    if (t->w->menu && !t->waiting && !any_is_text(t, &flow) && flow_is_lines(&flow, &t->links)) {
        wrapped_links(t, flow.first);
        t->w->first = t->w->rest; /* the menu's item stands for the list's, too: its mark is used up */
    } else if (!t->waiting && flow.places.count) {
        wrapped_places(t, &flow.places);
    } else {
        wrapped_text(t->w, flow.text);
    }
}

static void put_heading(struct walker *t, cmark_node *node)
{
    if (!t->quotes && !t->lists)
        wrapped_end_section(t);
    str text = flow_one_line(flow_inlines(node, &t->style, &t->links).text, t->w->arena);
    if (t->quotes || t->lists)
        wrapped_text(t->w, text);
    else
        wrapped_heading(t->w, cmark_node_get_heading_level(node), text);
}

static void put_records(struct walker *t, const struct grid *grid)
{
    for (size_t row = 0; row < grid->rows; row++) {
        for (size_t column = 0; column < grid->columns && !grid->header[row]; column++) {
            str record = grid_record(grid, row, column, t->w->arena);
            if (record.n)
                wrapped_text(t->w, record);
        }
        wrapped_gap(t->w);
    }
}

/* Cells are paragraphs in reading order. */
static void put_layout(struct walker *t, cmark_node *table)
{
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row)) {
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
            if (!cmark_node_first_child(cell))
                continue;
            put_inlines(t, cell);
            wrapped_end_block(t);
        }
        wrapped_gap(t->w);
    }
}

static void put_table(struct walker *t, cmark_node *node)
{
    if (grid_is_layout(node, t->w->arena)) {
        put_layout(t, node);
        return;
    }
    struct flow_style style = t->style;
    style.alt = true;
    struct grid grid = grid_make(node, &style, &t->links);
    if (grid.sparse || grid.width + text_width(t->w->rest) > t->w->width) {
        put_records(t, &grid);
        return;
    }
    for (size_t row = 0; row < grid.rows; row++) {
        wrapped_line(t->w, grid_line(&grid, row, t->w->arena));
        if (grid.rule[row])
            wrapped_line(t->w, grid_rule(&grid, t->w->arena));
    }
}

/* The first paragraph of an item: one link is the item, else its links are right below. LABEL is what of the item's
 * mark a link keeps: "1. ". */
static void put_item_words(struct walker *t, cmark_node *paragraph, str label)
{
    struct flow_style style = t->style;
    style.item = true;
    struct flow flow = flow_inlines(paragraph, &style, &t->links);
    bool carried = flow.first < t->links.count && t->w->menu && !t->waiting;
    for (size_t i = flow.first; i < t->links.count; i++)
        carried = carried && t->links.items[i].target.gopher_type != 'i';
    if (carried && (flow_is_link(&flow, &t->links) || !flow.text.n)) {
        struct link_line *link = &t->links.items[flow.first];
        link->label = item_label(label, flow.text.n ? flow.text : link->label, t->w->arena);
        wrapped_links(t, flow.first);
        t->w->first = t->w->rest; /* the item of the menu is the list's, too: its mark is spent */
    } else {
        wrapped_text(t->w, flow.text);
    }
    wrapped_end_block(t);
}

static bool is_list(cmark_node *node)
{
    return node && (cmark_node_get_type(node) == CMARK_NODE_LIST || tree_kind(node) == TREE_DEFLIST);
}

/* The first block of an item, or of a container that the item begins with. */
static void put_item_start(struct walker *t, cmark_node *first, str label)
{
    if (first && tree_kind(first) == TREE_DIV) {
        cmark_node *node = cmark_node_first_child(first);
        put_item_start(t, node, label);
        while (node && (node = cmark_node_next(node)))
            put_block(t, node);
    } else if (first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH) {
        put_item_words(t, first, label);
    } else if (first) {
        /* The first of those items may be a link, which carries the mark of its own list only. */
        bool quoted = cmark_node_get_type(first) == CMARK_NODE_BLOCK_QUOTE && tree_holds_link(first);
        if ((is_list(first) || quoted) && label.n && t->w->menu)
            wrapped_line(t->w, STR(""));
        put_block(t, first);
    }
}

static void put_item(struct walker *t, cmark_node *item, str label)
{
    cmark_node *node = cmark_node_first_child(item);
    if (t->w->menu && !t->waiting)
        link_list_clear(&t->links);
    put_item_start(t, node, label);
    while (node && (node = cmark_node_next(node))) {
        if (item_block_stands_apart(node))
            wrapped_gap(t->w);
        put_block(t, node);
    }
}

static void put_term(struct walker *t, cmark_node *term)
{
    if (t->w->menu && !t->waiting)
        link_list_clear(&t->links);
    put_inlines(t, term);
    wrapped_end_block(t);
}

/* Before the first line of what stands in a list or quote, and before all others. LABEL as in put_item_words. */
struct mark {
    str first, rest, label;
};

/* The blocks of NODE behind its MARK, within what is around them already. */
static void put_within(struct walker *t, cmark_node *node, const struct mark *mark)
{
    struct wrapped *w = t->w;
    str outer = w->rest;
    bool deep = t->quotes + t->lists > WRAPPED_NESTING_MAX;
    str first = !mark->label.n && is_list(cmark_node_first_child(node)) ? mark->rest : mark->first;
    w->first = ARENA_CONCAT(w->arena, w->first, first, mark->label);
    w->rest = deep ? outer : ARENA_CONCAT(w->arena, outer, mark->rest);
    if (tree_kind(node) == TREE_TERM)
        put_term(t, node);
    else if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE)
        put_blocks(t, node);
    else
        put_item(t, node, mark->label);
    w->first = w->rest = outer;
}

static struct mark mark_of(struct walker *t, cmark_node *item, int number)
{
    struct arena *arena = t->w->arena;
    str task = item_task(item);
    if (number < 0)
        return (struct mark){STR("* "), STR("  "), task};
    str label = arena_printf(arena, "%d. %.*s", number, STR_ARG(task));
    return (struct mark){STR(""), item_spaces(label.n, arena), label};
}

static void put_list(struct walker *t, cmark_node *list)
{
    bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int number = ordered ? cmark_node_get_list_start(list) : -1;
    bool waited = wrapped_enter_list(t, list);
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        struct mark mark = mark_of(t, item, number);
        if (item_stands_apart(item))
            wrapped_gap(t->w);
        if (cmark_node_first_child(item))
            put_within(t, item, &mark);
        number += ordered;
    }
    wrapped_leave_list(t, waited);
}

static void put_definitions(struct walker *t, cmark_node *list)
{
    bool waited = wrapped_enter_list(t, list);
    for (cmark_node *node = cmark_node_first_child(list); node; node = cmark_node_next(node)) {
        static const struct mark term, detail = {STR_INIT("* "), STR_INIT("  "), STR_INIT("")};
        put_within(t, node, tree_kind(node) == TREE_TERM ? &term : &detail);
    }
    wrapped_leave_list(t, waited);
}

static void put_quote(struct walker *t, cmark_node *node)
{
    static const struct mark mark = {STR_INIT("> "), STR_INIT("> "), STR_INIT("")};
    bool waited = t->waiting;
    t->quotes++;
    t->waiting = true;
    put_within(t, node, &mark);
    t->waiting = waited;
    t->quotes--;
}

static void put_notes(struct walker *t, cmark_node *notes)
{
    for (cmark_node *note = cmark_node_first_child(notes); note; note = cmark_node_next(note)) {
        str label = arena_printf(t->w->arena, "[%d] ", tree_note(note)->number);
        struct mark mark = {STR(""), item_spaces(label.n, t->w->arena), label};
        t->lists++;
        put_within(t, note, &mark);
        t->lists--;
        wrapped_end_block(t);
        wrapped_gap(t->w);
    }
}

static void put_custom(struct walker *t, cmark_node *node)
{
    switch (tree_kind(node)) {
    case TREE_TABLE:
        put_table(t, node);
        break;
    case TREE_DEFLIST:
        put_definitions(t, node);
        break;
    case TREE_NOTES:
        put_notes(t, node);
        break;
    default:
        put_blocks(t, node);
        break;
    }
}

static void put_kind(struct walker *t, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        put_inlines(t, node);
        break;
    case CMARK_NODE_HEADING:
        put_heading(t, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        wrapped_code(t->w, str_of(cmark_node_get_literal(node)));
        break;
    case CMARK_NODE_LIST:
        put_list(t, node);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        put_quote(t, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        wrapped_line(t->w, STR("---"));
        break;
    default:
        put_custom(t, node);
        break;
    }
}

/* Puts a block. Items of a list stand close together, with the blocks in them. */
static void put_block(struct walker *t, cmark_node *node)
{
    if (tree_kind(node) == TREE_CONTENTS || flow_repeats_picture(node, t->w->arena))
        return;
    put_kind(t, node);
    wrapped_end_block(t);
    if (!t->lists)
        wrapped_gap(t->w);
}

/* The blocks of a quote stand apart, also in an item. */
static void put_blocks(struct walker *t, cmark_node *parent)
{
    bool quote = cmark_node_get_type(parent) == CMARK_NODE_BLOCK_QUOTE;
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        put_block(t, node);
        if (quote && cmark_node_next(node))
            wrapped_gap(t->w);
    }
}

void wrapped_tree(struct wrapped *w, cmark_node *root, const struct link_scope *scope)
{
    struct walker t = {.w = w, .style = {.cite = !w->menu, .apart = w->menu}};
    link_list_init(&t.links, scope, w->arena);
    t.links.last_number = note_largest(root);
    for (cmark_node *node = cmark_node_first_child(root); node; node = cmark_node_next(node)) {
        put_block(&t, node);
        if (!t.links.count && arena_bytes(w->arena) > RENDER_SCRATCH_MAX)
            arena_reset(w->arena);
    }
    wrapped_end_section(&t);
}
