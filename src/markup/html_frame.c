#include "markup/html_frame.h"

#include "markup/html_table.h"

struct html_frame *html_frame_innermost(struct html_builder *builder)
{
    return &builder->frames[builder->depth];
}

enum html_role html_frame_role(const struct html_frame *frame)
{
    return frame->tag ? frame->tag->role : HTML_DIV;
}

void html_frame_close_leaf(struct html_builder *builder)
{
    cmark_node *leaf = builder->leaf;
    builder->space = builder->soft_break = false;
    builder->borders = 0;
    if (!leaf)
        return;
    inline_end(&builder->inlines);
    builder->leaf = NULL;
    if (!cmark_node_first_child(leaf) && !builder->parsed_later) {
        cmark_node_unlink(leaf);
        cmark_node_free(leaf);
    }
    builder->parsed_later = false;
}

static bool can_push(const struct html_builder *builder)
{
    return builder->depth < DEPTH_MAX && builder->depth + builder->outside < 2 * DEPTH_MAX;
}

static void push(struct html_builder *builder, const struct html_tag *tag, cmark_node *node)
{
    builder->frames[++builder->depth] = (struct html_frame){.tag = tag, .node = node};
}

/* Closes the innermost frame and its leaf. */
static void pop(struct html_builder *builder)
{
    html_frame_close_leaf(builder);
    struct html_frame *frame = &builder->frames[builder->depth--];
    if (html_frame_role(frame) == HTML_TABLE)
        html_table_settle(frame->node, builder->parser);
    else if (!cmark_node_first_child(frame->node) && html_frame_role(frame) != HTML_CELL) {
        cmark_node_unlink(frame->node);
        cmark_node_free(frame->node);
    }
}

cmark_node *html_frame_add_node(struct html_builder *builder, cmark_node_type type)
{
    return parser_add_node(builder->parser, html_frame_innermost(builder)->node, type, builder->line);
}

cmark_node *html_frame_add_tree(struct html_builder *builder, enum tree_kind kind, struct tree_note **note)
{
    return parser_add_tree(builder->parser, html_frame_innermost(builder)->node, kind, builder->line, note);
}

static cmark_node *add_list(struct html_builder *builder, const struct html_token *token)
{
    cmark_node *list = html_frame_add_node(builder, CMARK_NODE_LIST);
    bool ordered = token && str_eq_nocase(token->name, STR("ol"));
    cmark_node_set_list_type(list, ordered ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST);
    cmark_node_set_list_tight(list, 1);
    str start;
    long number = 1;
    if (ordered && html_attribute(token->attributes, STR("start"), builder->parser->arena, &start))
        str_to_long(start, &number);
    if (ordered) {
        cmark_node_set_list_delim(list, CMARK_PERIOD_DELIM);
        cmark_node_set_list_start(list, number >= 0 && number < 1000000000 ? (int)number : 1);
    }
    return list;
}

static cmark_node *add_row(struct html_builder *builder)
{
    struct tree_note *note;
    cmark_node *row = html_frame_add_tree(builder, TREE_ROW, &note);
    note->header = builder->in_head;
    note->footer = builder->in_foot;
    return row;
}

static cmark_node *add_div(struct html_builder *builder, const struct html_tag *tag)
{
    struct tree_note *note;
    cmark_node *div = html_frame_add_tree(builder, TREE_DIV, &note);
    note->tag = tag->name;
    return div;
}

/* The node of a block element in the innermost frame; NULL for an element that makes none. */
static cmark_node *make_block(struct html_builder *builder, const struct html_tag *tag, const struct html_token *token)
{
    switch (tag->role) {
    case HTML_DIV:
        return add_div(builder, tag);
    case HTML_BLOCKQUOTE:
        return html_frame_add_node(builder, CMARK_NODE_BLOCK_QUOTE);
    case HTML_LIST:
        return add_list(builder, token);
    case HTML_ITEM:
        return html_frame_add_node(builder, CMARK_NODE_ITEM);
    case HTML_DEFLIST:
        return html_frame_add_tree(builder, TREE_DEFLIST, NULL);
    case HTML_DETAIL:
        return html_frame_add_tree(builder, TREE_DETAIL, NULL);
    case HTML_TABLE:
        return html_frame_add_tree(builder, TREE_TABLE, NULL);
    case HTML_ROW:
        return add_row(builder);
    case HTML_CELL:
        return html_table_cell(html_frame_innermost(builder)->node, token, builder->parser, builder->line);
    default:
        return NULL;
    }
}

/* The name of the element that one of ROLE must stand in directly, which is added where nobody wrote it; empty: any. */
static str parent_of(enum html_role role)
{
    switch (role) {
    case HTML_ITEM:
        return STR("ul");
    case HTML_TERM:
    case HTML_DETAIL:
        return STR("dl");
    case HTML_ROW:
        return STR("table");
    case HTML_CELL:
        return STR("tr");
    default:
        return STR("");
    }
}

/* The same for text and ordinary blocks: the name of the element added around them in OUTER, which holds only its
 * own kind; empty: none is needed. */
static str wrapper_in(enum html_role outer)
{
    switch (outer) {
    case HTML_LIST:
        return STR("li");
    case HTML_DEFLIST:
        return STR("dd");
    case HTML_TABLE:
        return STR("tr");
    case HTML_ROW:
        return STR("td");
    default:
        return STR("");
    }
}

/* Opens the elements that the innermost frame needs before an element of ROLE can stand in it. */
void html_frame_open_wrappers(struct html_builder *builder, enum html_role role)
{
    str parent = parent_of(role);
    const struct html_tag *wanted = parent.n ? html_tag_find(parent) : NULL;
    for (int guard = 0; guard < 4; guard++) {
        enum html_role outer = html_frame_role(html_frame_innermost(builder));
        if (wanted ? outer == wanted->role : wrapper_in(outer).n == 0)
            return;
        str name = wrapper_in(outer);
        if (wanted && (name.n == 0 || outer == HTML_LIST || outer == HTML_DEFLIST))
            name = parent;
        if (!html_frame_open(builder, html_tag_find(name), NULL))
            return;
    }
}

/* May an element of ROLE stand in the innermost frame? */
static bool fits(struct html_builder *builder, enum html_role role)
{
    str parent = parent_of(role);
    enum html_role outer = html_frame_role(html_frame_innermost(builder));
    return parent.n ? outer == html_tag_find(parent)->role : wrapper_in(outer).n == 0;
}

bool html_frame_open(struct html_builder *builder, const struct html_tag *tag, const struct html_token *token)
{
    if (!can_push(builder))
        return false;
    html_frame_open_wrappers(builder, tag->role);
    if (!can_push(builder) || !fits(builder, tag->role))
        return false;
    cmark_node *node = make_block(builder, tag, token);
    if (node)
        push(builder, tag, node);
    return node != NULL;
}

/* Closes frames down to the innermost of ROLE, which stays open, unless one of BARRIER comes first. */
static void close_to(struct html_builder *builder, enum html_role role, enum html_role barrier)
{
    for (int i = builder->depth; i > 0; i--) {
        enum html_role found = html_frame_role(&builder->frames[i]);
        if (found == role)
            while (builder->depth > i)
                pop(builder);
        if (found == role || found == barrier)
            return;
    }
}

/* Closes elements that end where the next of their kind begins. */
void html_frame_close_implied(struct html_builder *builder, enum html_role role)
{
    if (role == HTML_ITEM)
        close_to(builder, HTML_LIST, HTML_CELL);
    else if (role == HTML_TERM || role == HTML_DETAIL)
        close_to(builder, HTML_DEFLIST, HTML_CELL);
    else if (role == HTML_CELL)
        close_to(builder, HTML_ROW, HTML_TABLE);
    else if (role == HTML_ROW || role == HTML_SECTION)
        close_to(builder, HTML_TABLE, HTML_TABLE);
}

cmark_node *html_frame_container(struct html_builder *builder)
{
    html_frame_close_leaf(builder);
    html_frame_open_wrappers(builder, HTML_DIV);
    while (builder->depth && !fits(builder, HTML_DIV))
        pop(builder);
    return html_frame_innermost(builder)->node;
}

void html_frame_close(struct html_builder *builder, const struct html_tag *tag)
{
    for (int i = builder->depth; i > 0; i--) {
        if (builder->frames[i].tag == tag) {
            while (builder->depth >= i)
                pop(builder);
            return;
        }
        if (html_frame_role(&builder->frames[i]) == HTML_CELL && tag->role < HTML_TABLE)
            return;
    }
}

void html_frame_close_all(struct html_builder *builder)
{
    html_frame_close_leaf(builder);
    while (builder->depth)
        pop(builder);
}
