#include "render/render.h"

#include "render/cut_note.h"
#include "render/flow_label.h"
#include "render/gemtext_walk.h"
#include "render/grid.h"
#include "render/item_label.h"
#include "render/item_mark.h"

enum { TABLE_COLUMNS = 100 /* a wider table is records */ };

static const struct flow_style style = {.apart = true}, cell_style = {.alt = true}, item_style = {.item = true};

static void put_blocks(struct gemtext *, cmark_node *parent);
static void put_block(struct gemtext *, cmark_node *);

/* The gap between blocks where the walk stands. */
static enum gemtext_gap gap_of(const struct gemtext *g)
{
    return g->around.quotes ? GAP_IN_QUOTE : GAP_BLANK;
}

static void put_paragraph(struct gemtext *g, cmark_node *node)
{
    struct flow flow = flow_inlines(node, &style, &g->links);
    str prefix = g->around.quotes ? STR("> ") : STR("");
    if (!g->around.waiting && flow_is_lines(&flow, &g->links))
        gemtext_links_in_place(g, flow.first);
    else if (!g->around.waiting && flow.places.count)
        gemtext_places(g, &flow.places);
    else
        gemtext_lines_of(g, prefix, prefix, flow.text);
}

static void put_heading(struct gemtext *g, cmark_node *node)
{
    int level = cmark_node_get_heading_level(node);
    str text = flow_one_line(flow_inlines(node, &style, &g->links).text, g->arena);
    str mark = level == 1 ? STR("# ") : level == 2 ? STR("## ") : STR("### ");
    if (text.n)
        gemtext_line(&g->lines, g->around.quotes ? STR("> ") : mark, text);
}

static void put_code(struct gemtext *g, cmark_node *node)
{
    gemtext_fence(&g->lines, str_of(cmark_node_get_fence_info(node)), str_of(cmark_node_get_literal(node)));
}

static void put_records(struct gemtext *g, const struct grid *grid)
{
    for (size_t row = 0; row < grid->rows; row++) {
        for (size_t column = 0; column < grid->columns && !grid->header[row]; column++) {
            str record = grid_record(grid, row, column, g->arena);
            if (record.n)
                gemtext_line(&g->lines, g->around.quotes ? STR("> ") : STR(""), record);
        }
        gemtext_gap(&g->lines, gap_of(g));
    }
}

/* Cells are paragraphs in reading order. */
static void put_layout(struct gemtext *g, cmark_node *table)
{
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row)) {
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
            put_paragraph(g, cell);
            gemtext_links(g);
        }
        gemtext_gap(&g->lines, gap_of(g));
    }
}

static void put_table(struct gemtext *g, cmark_node *node)
{
    if (grid_is_layout(node, g->arena)) {
        put_layout(g, node);
        return;
    }
    struct grid grid = grid_make(node, &cell_style, &g->links);
    if (grid.sparse || grid.width > TABLE_COLUMNS) {
        put_records(g, &grid);
        return;
    }
    gemtext_fence(&g->lines, STR("table"), grid_text(&grid, g->arena));
}

/* The beginning of an item: "* ", and an indent in lists of lists, and what of it a link line keeps: "1. ", "[x] ". */
struct mark {
    str bullet, label;
};

static struct mark mark_of(struct gemtext *g, cmark_node *item, int number)
{
    str task = item_task(item);
    str quote = g->around.quotes ? STR("> ") : STR("");
    str indent = item_indent(g->around.level - 1, g->arena);
    if (number >= 0)
        return (struct mark){ARENA_CONCAT(g->arena, quote, indent),
                             arena_printf(g->arena, "%d. %.*s", number, STR_ARG(task))};
    /* Within a quote the asterisk is text: no client draws a bullet of its own. */
    str bullet =
        g->around.quotes ? ARENA_CONCAT(g->arena, quote, indent, STR("* ")) : ARENA_CONCAT(g->arena, STR("* "), indent);
    return (struct mark){bullet, task};
}

/* Pictures alone are link lines; the first carries the item's number. */
static void put_pictures(struct gemtext *g, size_t first, str mark)
{
    struct link_line *link = &g->links.items[first];
    link->label = ARENA_CONCAT(g->arena, mark, link->label);
    gemtext_links_in_place(g, first);
}

static void put_item_words(struct gemtext *g, cmark_node *paragraph, const struct mark *mark)
{
    struct flow flow = flow_inlines(paragraph, &item_style, &g->links);
    bool new_link = flow.first < g->links.count && !g->around.waiting;
    if (new_link && flow_is_link(&flow, &g->links)) {
        g->links.items[flow.first].label = item_label(mark->label, flow.text, g->arena);
        gemtext_links_in_place(g, flow.first);
    } else if (new_link && !flow.text.n) {
        put_pictures(g, flow.first, mark->label);
    } else {
        gemtext_lines_of(g, ARENA_CONCAT(g->arena, mark->bullet, mark->label), g->around.quotes ? STR("> ") : STR(""),
                         flow.text);
    }
}

/* A block that cannot carry the mark stands below the number. */
static void put_number(struct gemtext *g, const struct mark *mark)
{
    if (mark->label.n)
        gemtext_line(&g->lines, str_trim_char_right(ARENA_CONCAT(g->arena, mark->bullet, mark->label), ' '), STR(""));
}

/* The first block of an item, or of a container that the item begins with: a paragraph carries the mark, and its links
 * are right below it. */
static void put_item_start(struct gemtext *g, cmark_node *first, const struct mark *mark)
{
    if (first && tree_kind(first) == TREE_DIV) {
        cmark_node *node = cmark_node_first_child(first);
        put_item_start(g, node, mark);
        while (node && (node = cmark_node_next(node)))
            put_block(g, node);
    } else if (first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH) {
        put_item_words(g, first, mark);
        gemtext_links(g);
    } else if (first) {
        put_number(g, mark);
        put_block(g, first);
    }
}

static void put_item(struct gemtext *g, cmark_node *item, const struct mark *mark)
{
    cmark_node *first = cmark_node_first_child(item);
    if (!g->around.waiting)
        link_list_clear(&g->links);
    put_item_start(g, first, mark);
    for (cmark_node *next = first ? cmark_node_next(first) : NULL; next; next = cmark_node_next(next)) {
        if (item_block_stands_apart(next))
            gemtext_gap(&g->lines, gap_of(g));
        put_block(g, next);
    }
}

static void put_list(struct gemtext *g, cmark_node *list)
{
    bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int number = ordered ? cmark_node_get_list_start(list) : -1;
    struct around outer = gemtext_enter_list(g, list);
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        struct mark mark = mark_of(g, item, number);
        if (item_stands_apart(item))
            gemtext_gap(&g->lines, gap_of(g));
        put_item(g, item, &mark);
        number += ordered;
    }
    gemtext_leave_list(g, outer);
}

static void put_definitions(struct gemtext *g, cmark_node *list)
{
    struct around outer = gemtext_enter_list(g, list);
    for (cmark_node *node = cmark_node_first_child(list); node; node = cmark_node_next(node)) {
        struct mark mark = {g->around.quotes ? STR("> * ") : STR("* "), STR("")};
        if (tree_kind(node) != TREE_TERM) {
            put_item(g, node, &mark);
            continue;
        }
        if (!g->around.waiting)
            link_list_clear(&g->links);
        put_paragraph(g, node);
        gemtext_links(g);
    }
    gemtext_leave_list(g, outer);
}

static void put_quote(struct gemtext *g, cmark_node *node)
{
    struct around outer = g->around;
    g->around = (struct around){.quotes = outer.quotes + 1, .lists = outer.lists, .waiting = true};
    for (cmark_node *block = cmark_node_first_child(node); block; block = cmark_node_next(block)) {
        put_block(g, block);
        if (cmark_node_next(block))
            gemtext_gap(&g->lines, GAP_IN_QUOTE);
    }
    g->around = outer;
    if (g->around.lists && !g->around.quotes && g->lines.gap == GAP_IN_QUOTE)
        g->lines.gap = GAP_NONE;
}

static void put_notes(struct gemtext *g, cmark_node *notes)
{
    for (cmark_node *note = cmark_node_first_child(notes); note; note = cmark_node_next(note)) {
        struct mark mark = {STR(""), arena_printf(g->arena, "[%d] ", tree_note(note)->number)};
        g->around.lists++;
        put_item(g, note, &mark);
        g->around.lists--;
        gemtext_links(g);
        gemtext_gap(&g->lines, GAP_BLANK);
    }
}

static void put_custom(struct gemtext *g, cmark_node *node)
{
    switch (tree_kind(node)) {
    case TREE_TABLE:
        put_table(g, node);
        break;
    case TREE_DEFLIST:
        put_definitions(g, node);
        break;
    case TREE_NOTES:
        put_notes(g, node);
        break;
    default:
        put_blocks(g, node);
        break;
    }
}

static void put_kind(struct gemtext *g, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        put_paragraph(g, node);
        break;
    case CMARK_NODE_HEADING:
        put_heading(g, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        put_code(g, node);
        break;
    case CMARK_NODE_LIST:
        put_list(g, node);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        put_quote(g, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        gemtext_line(&g->lines, g->around.quotes ? STR("> ") : STR(""), STR("---"));
        break;
    default:
        put_custom(g, node);
        break;
    }
}

static void put_block(struct gemtext *g, cmark_node *node)
{
    if (tree_kind(node) == TREE_CONTENTS || flow_repeats_picture(node, g->arena))
        return;
    put_kind(g, node);
    gemtext_links(g);
    if (!g->around.lists)
        gemtext_gap(&g->lines, gap_of(g));
}

static void put_blocks(struct gemtext *g, cmark_node *parent)
{
    enum gemtext_gap gap = g->around.quotes && !g->around.lists ? GAP_IN_QUOTE : GAP_NONE;
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        put_block(g, node);
        gemtext_gap(&g->lines, gap);
    }
}

enum err render_gemtext_body(const struct document *document, const struct link_scope *scope, struct buf *out)
{
    if (!document->root)
        return gemtext_put_verbatim(out, document->source);
    struct gemtext g = {.lines = {.out = out, .any = out->n > 0, .gap = GAP_BLANK}, .arena = arena_create()};
    link_list_init(&g.links, scope, g.arena);
    cut_note_fill(document);
    for (cmark_node *node = cmark_node_first_child(document->root); node; node = cmark_node_next(node)) {
        put_block(&g, node);
        if (arena_bytes(g.arena) > RENDER_SCRATCH_MAX)
            arena_reset(g.arena);
    }
    arena_destroy(g.arena);
    return g.lines.err;
}
