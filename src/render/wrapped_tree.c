#include "render/wrapped_tree.h"

#include "render/flow.h"
#include "render/grid.h"
#include "render/render.h"
#include "text/width.h"

struct walker {
    struct wrapped *w;
    struct link_list links;
    struct flow_style style;
    int quotes, lists; /* number of those around the block */
};

static void put_blocks(struct walker *, cmark_node *parent);
static void put_block(struct walker *, cmark_node *);

static void put_links_from(struct walker *t, size_t first)
{
    for (size_t i = first; i < t->links.count; i++) {
        if (!t->links.items[i].shown)
            wrapped_link(t->w, &t->links.items[i]);
        t->links.items[i].shown = true;
    }
}

/* Puts the items of a menu once the block that they belong to, with all blocks in it, has ended. */
static void end_block(struct walker *t)
{
    if (!t->w->menu || t->quotes || t->lists)
        return;
    /* They stand right below it, whatever gap the last block within asked for. */
    if (t->links.count && t->w->gap_prefix.n > t->w->rest.n)
        t->w->gap = false;
    put_links_from(t, 0);
    link_list_clear(&t->links);
}

static void end_section(struct walker *t)
{
    if (!t->links.count || t->w->menu)
        return;
    wrapped_gap(t->w);
    put_links_from(t, 0);
    link_list_clear(&t->links);
    wrapped_gap(t->w);
}

/* Is there an address that its author typed and that gets no item, so that only the text shows it? */
static bool any_is_text(const struct walker *t, size_t first)
{
    for (size_t i = first; i < t->links.count; i++)
        if (t->links.items[i].bare && t->links.items[i].target.gopher_type == 'i')
            return true;
    return false;
}

/* Puts text, unless it is only links, which are items in a menu. */
static void put_inlines(struct walker *t, cmark_node *node)
{
    struct flow flow = flow_inlines(node, &t->style, &t->links);
    if (flow.only_links && t->w->menu && !t->quotes && !any_is_text(t, flow.first)) {
        put_links_from(t, flow.first);
        t->w->first = t->w->rest; /* the menu's item stands for the list's, too: its mark is used up */
    } else {
        wrapped_text(t->w, flow.text);
    }
}

static void put_heading(struct walker *t, cmark_node *node)
{
    if (!t->quotes && !t->lists)
        end_section(t);
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

static void put_table(struct walker *t, cmark_node *node)
{
    struct flow_style style = t->style;
    style.alt = true;
    struct grid grid = grid_make(node, &style, &t->links);
    if (grid.sparse || grid.width + text_width(t->w->rest) > t->w->width) {
        put_records(t, &grid);
        return;
    }
    for (size_t row = 0; row < grid.rows; row++) {
        wrapped_line(t->w, grid_line(&grid, row, t->w->arena));
        if (grid_is_rule_row(&grid, row))
            wrapped_line(t->w, grid_rule(&grid, t->w->arena));
    }
}

static str spaces(size_t n, struct arena *arena)
{
    char *p = arena_alloc(arena, n, 1);
    for (size_t i = 0; i < n; i++)
        p[i] = ' ';
    return (str){p, n};
}

/* Puts the blocks of NODE with FIRST before their first line and REST before the others, after the prefixes around
 * them. */
static void put_within(struct walker *t, cmark_node *node, str first, str rest)
{
    struct wrapped *w = t->w;
    str outer = w->rest;
    bool deep = t->quotes + t->lists > WRAPPED_NESTING_MAX;
    w->first = ARENA_CONCAT(w->arena, w->first, first);
    w->rest = deep ? outer : ARENA_CONCAT(w->arena, outer, rest);
    if (tree_kind(node) == TREE_TERM)
        put_inlines(t, node);
    else
        put_blocks(t, node);
    w->first = w->rest = outer;
}

static str mark_of(struct walker *t, cmark_node *item, int number)
{
    const struct tree_note *note = tree_note(item);
    str task = !note || note->kind != TREE_TASK ? STR("") : note->checked ? STR("[x] ") : STR("[ ] ");
    str mark = number < 0 ? STR("* ") : arena_printf(t->w->arena, "%d. ", number);
    return ARENA_CONCAT(t->w->arena, mark, task);
}

static void put_list(struct walker *t, cmark_node *list)
{
    bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int number = ordered ? cmark_node_get_list_start(list) : -1;
    t->lists++;
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        str mark = mark_of(t, item, number);
        size_t indent = number < 0 ? STR("* ").n : mark.n;
        if (cmark_node_first_child(item))
            put_within(t, item, mark, spaces(indent, t->w->arena));
        number += ordered;
    }
    t->lists--;
}

static void put_definitions(struct walker *t, cmark_node *list)
{
    t->lists++;
    for (cmark_node *node = cmark_node_first_child(list); node; node = cmark_node_next(node)) {
        bool term = tree_kind(node) == TREE_TERM;
        put_within(t, node, term ? STR("") : STR("* "), term ? STR("") : STR("  "));
    }
    t->lists--;
}

static void put_quote(struct walker *t, cmark_node *node)
{
    t->quotes++;
    put_within(t, node, STR("> "), STR("> "));
    t->quotes--;
}

static void put_notes(struct walker *t, cmark_node *notes)
{
    for (cmark_node *note = cmark_node_first_child(notes); note; note = cmark_node_next(note)) {
        str mark = arena_printf(t->w->arena, "[%d] ", tree_note(note)->number);
        t->lists++;
        put_within(t, note, mark, spaces(mark.n, t->w->arena));
        t->lists--;
        end_block(t);
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
    put_kind(t, node);
    end_block(t);
    if (!t->lists)
        wrapped_gap(t->w);
}

static void put_blocks(struct walker *t, cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        put_block(t, node);
}

static int count_notes(cmark_node *root)
{
    int count = 0;
    cmark_node *last = cmark_node_last_child(root);
    if (last && tree_kind(last) == TREE_NOTES)
        for (cmark_node *note = cmark_node_first_child(last); note; note = cmark_node_next(note))
            count++;
    return count;
}

void wrapped_tree(struct wrapped *w, cmark_node *root, const struct link_scope *scope)
{
    struct walker t = {.w = w, .style = {.cite = !w->menu}};
    link_list_init(&t.links, scope, w->arena);
    t.links.last_number = count_notes(root); /* footnotes are numbered first, in the author's order */
    for (cmark_node *node = cmark_node_first_child(root); node; node = cmark_node_next(node)) {
        put_block(&t, node);
        if (!t.links.count && arena_bytes(w->arena) > RENDER_SCRATCH_MAX)
            arena_reset(w->arena);
    }
    end_section(&t);
}
