#include "render/render.h"

#include "render/cut_note.h"
#include "render/gemtext_html.h"
#include "render/html_heading.h"
#include "render/html_inline.h"
#include "render/xml.h"

/*
 * The HTML that cmark makes of a tree in safe mode, byte for byte, and what cmark's nodes do not know: tables,
 * footnotes, addresses of this server. The tree is only read.
 */

static void put_blocks(struct html *, cmark_node *parent);
static void put_block(struct html *, cmark_node *);

static void begin_line(struct html *h)
{
    if (h->out->n > h->begin && h->out->p[h->out->n - 1] != '\n')
        html_put(h, STR("\n"));
}

static bool is_paragraph(cmark_node *node)
{
    return node && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH;
}

/* Items of a tight list have no paragraph around their words, unless another follows, as in HTML; a task begins with
 * its box. */
static void put_paragraph(struct html *h, cmark_node *node)
{
    cmark_node *item = cmark_node_parent(node), *list = cmark_node_parent(item);
    bool several = is_paragraph(cmark_node_previous(node)) || is_paragraph(cmark_node_next(node));
    bool tight = list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) && !several;
    if (!tight) {
        begin_line(h);
        html_put(h, STR("<p>"));
    }
    if (tree_kind(item) == TREE_TASK && node == cmark_node_first_child(item))
        html_put(h, tree_note(item)->checked ? STR("[x] ") : STR("[ ] "));
    html_put_inlines(h, node);
    if (!tight)
        html_put(h, STR("</p>\n"));
}

static void put_heading(struct html *h, cmark_node *node)
{
    int level = html_heading_level(h, node);
    begin_line(h);
    html_note_err(h, buf_printf(h->out, "<h%d", level));
    html_put_id(h, node);
    html_put(h, STR(">"));
    html_put_inlines(h, node);
    html_note_err(h, buf_printf(h->out, "</h%d>\n", level));
}

static void put_code(struct html *h, cmark_node *node)
{
    str info = str_of(cmark_node_get_fence_info(node));
    begin_line(h);
    html_put(h, h->whole ? STR("<pre tabindex=\"0\"><code") : STR("<pre><code"));
    if (info.n) {
        html_put(h, STR(" class=\"language-"));
        html_put_escaped(h, str_first(info, str_span_not(info, " \t\n\v\f\r")));
        html_put(h, STR("\""));
    }
    html_put(h, STR(">"));
    html_put_escaped(h, str_of(cmark_node_get_literal(node)));
    html_put(h, STR("</code></pre>\n"));
}

static void put_list(struct html *h, cmark_node *list)
{
    bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int start = cmark_node_get_list_start(list);
    begin_line(h);
    if (!ordered || start == 1)
        html_put(h, ordered ? STR("<ol>\n") : STR("<ul>\n"));
    else
        html_note_err(h, buf_printf(h->out, "<ol start=\"%d\">\n", start));
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        begin_line(h);
        html_put(h, STR("<li>"));
        put_blocks(h, item);
        html_put(h, STR("</li>\n"));
    }
    html_put(h, ordered ? STR("</ol>\n") : STR("</ul>\n"));
}

static void put_quote(struct html *h, cmark_node *node)
{
    begin_line(h);
    html_put(h, STR("<blockquote>\n"));
    put_blocks(h, node);
    begin_line(h);
    html_put(h, STR("</blockquote>\n"));
}

/* A container that cmark does not know: its tags stand on separate lines. */
static void put_container(struct html *h, cmark_node *node, str open, str close,
                          void (*content)(struct html *, cmark_node *))
{
    begin_line(h);
    html_put(h, open);
    begin_line(h);
    content(h, node);
    begin_line(h);
    html_put(h, close);
    begin_line(h);
}

static void put_row(struct html *h, cmark_node *row)
{
    static const str aligns[][4] = {
        {STR_INIT(""), STR_INIT(" align=\"left\""), STR_INIT(" align=\"center\""), STR_INIT(" align=\"right\"")},
        {STR_INIT(""), STR_INIT(" class=\"left\""), STR_INIT(" class=\"center\""), STR_INIT(" class=\"right\"")}};
    const struct tree_note *table = tree_note(cmark_node_parent(row));
    str tag = tree_note(row)->header ? STR("th") : STR("td");
    str close = ARENA_CONCAT(h->arena, STR("</"), tag, STR(">"));
    size_t column = 0;
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell), column++) {
        bool aligned = table && table->align && column < table->columns;
        str align = aligns[h->whole][aligned ? table->align[column] : ALIGN_NONE];
        put_container(h, cell, ARENA_CONCAT(h->arena, STR("<"), tag, align, STR(">")), close, html_put_inlines);
    }
}

/* Rows of headings above all others are the head of TABLE. */
static void put_table(struct html *h, cmark_node *table)
{
    cmark_node *row = cmark_node_first_child(table);
    bool head = row && tree_note(row)->header;
    html_put(h, head ? STR("<thead>\n") : STR("<tbody>\n"));
    for (; row; row = cmark_node_next(row)) {
        if (head && !tree_note(row)->header) {
            html_put(h, STR("</thead>\n<tbody>\n"));
            head = false;
        }
        put_block(h, row);
    }
    html_put(h, head ? STR("</thead>\n") : STR("</tbody>\n"));
}

/* A note ends with the way back to where it is called. */
static void put_note(struct html *h, cmark_node *node)
{
    int n = tree_note(node)->number;
    if (!h->whole) {
        put_container(h, node, STR("<li>"), STR("</li>"), put_blocks);
        return;
    }
    str open = arena_printf(h->arena, "<li id=\"fn:%d\">", n);
    str close = arena_printf(h->arena, "<a href=\"#fnref:%d\" aria-label=\"[%d]\">↩</a></li>", n, n);
    put_container(h, node, open, close, put_blocks);
}

static void put_custom(struct html *h, cmark_node *node)
{
    switch (tree_kind(node)) {
    case TREE_TABLE:
        if (h->whole)
            put_container(h, node, STR("<div class=\"wide\" tabindex=\"0\"><table>"), STR("</table></div>"), put_table);
        else
            put_container(h, node, STR("<table>"), STR("</table>"), put_blocks);
        break;
    case TREE_ROW:
        put_container(h, node, STR("<tr>"), STR("</tr>"), put_row);
        break;
    case TREE_DEFLIST:
        put_container(h, node, STR("<dl>"), STR("</dl>"), put_blocks);
        break;
    case TREE_TERM:
        put_container(h, node, STR("<dt>"), STR("</dt>"), html_put_inlines);
        break;
    case TREE_DETAIL:
        put_container(h, node, STR("<dd>"), STR("</dd>"), put_blocks);
        break;
    case TREE_NOTES:
        put_container(h, node,
                      h->first_note > 1 ? arena_printf(h->arena, "<hr /><ol start=\"%d\">", h->first_note)
                                        : STR("<hr /><ol>"),
                      STR("</ol>"), put_blocks);
        break;
    case TREE_FOOTNOTE:
        put_note(h, node);
        break;
    default:
        put_container(h, node, STR(""), STR(""), put_blocks);
        break;
    }
}

static void put_block(struct html *h, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        put_paragraph(h, node);
        break;
    case CMARK_NODE_HEADING:
        put_heading(h, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        put_code(h, node);
        break;
    case CMARK_NODE_LIST:
        put_list(h, node);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        put_quote(h, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        begin_line(h);
        html_put(h, STR("<hr />\n"));
        break;
    default:
        put_custom(h, node);
        break;
    }
}

static void put_blocks(struct html *h, cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        put_block(h, node);
}

static enum err put_document(struct html *h, const struct document *document, cmark_node *end)
{
    if (!document->root && h->err == OK)
        h->err = gemtext_put_html(h->out, document->source, h->scope, h->arena);
    h->begin = h->out->n;
    cut_note_fill(document);
    cmark_node *node = document->root ? cmark_node_first_child(document->root) : NULL;
    for (; node && node != end && h->err == OK; node = cmark_node_next(node))
        if (h->whole || node != document->picture)
            put_block(h, node);
    arena_destroy(h->arena);
    return h->err;
}

enum err render_html(const struct document *document, const struct link_scope *scope, cmark_node *end, struct buf *out)
{
    struct html h = {.scope = scope, .arena = arena_create(), .out = out};
    /* A heading that the page shows as its title is not in the body: it is put back for those who read only the
     * body. */
    if (!str_eq(document->title, document->page->title))
        h.err = xml_put_element(out, STR("h1"), document->title);
    return put_document(&h, document, end);
}

/* Those that their author has made by hand stand in the text. */
static int first_note(cmark_node *root)
{
    cmark_node *notes = root ? cmark_node_last_child(root) : NULL;
    while (notes && tree_kind(notes) != TREE_NOTES)
        notes = cmark_node_previous(notes);
    cmark_node *note = notes ? cmark_node_first_child(notes) : NULL;
    return note ? tree_note(note)->number : 0;
}

enum err render_html_page(const struct document *document, const struct link_scope *scope, struct buf *out)
{
    struct html h = {.scope = scope, .arena = arena_create(), .out = out, .whole = true};
    h.ids.arena = h.arena;
    h.all.arena = h.arena;
    *strmap_at(&h.ids, STR("main")) = *strmap_at(&h.all, STR("main")) = 1;
    if (document->root)
        html_find_ids(&h, document->root);
    h.first_note = first_note(document->root);
    return put_document(&h, document, NULL);
}
