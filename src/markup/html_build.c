#include "markup/html_build.h"

#include "markup/html_table.h"
#include "text/width.h"

#include <string.h>

void html_build_begin(struct html_builder *builder, struct parser *parser, cmark_node *parent, int depth, int line)
{
    *builder = (struct html_builder){.parser = parser, .outside = depth, .line = line};
    builder->frames[0] = (struct html_frame){.node = parent};
}

static struct html_frame *innermost(struct html_builder *builder)
{
    return &builder->frames[builder->depth];
}

static enum html_role role_of(const struct html_frame *frame)
{
    return frame->tag ? frame->tag->role : HTML_DIV;
}

static void close_leaf(struct html_builder *builder)
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

/* The innermost frame and its leaf are done. */
static void pop(struct html_builder *builder)
{
    close_leaf(builder);
    struct html_frame *frame = &builder->frames[builder->depth--];
    if (role_of(frame) == HTML_TABLE)
        html_table_settle(frame->node, builder->parser);
    else if (!cmark_node_first_child(frame->node) && role_of(frame) != HTML_CELL) {
        cmark_node_unlink(frame->node);
        cmark_node_free(frame->node);
    }
}

static cmark_node *add_node(struct html_builder *builder, cmark_node_type type)
{
    return parser_add_node(builder->parser, innermost(builder)->node, type, builder->line);
}

static cmark_node *add_tree(struct html_builder *builder, enum tree_kind kind, struct tree_note **note)
{
    return parser_add_tree(builder->parser, innermost(builder)->node, kind, builder->line, note);
}

static cmark_node *add_list(struct html_builder *builder, const struct html_token *token)
{
    cmark_node *list = add_node(builder, CMARK_NODE_LIST);
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
    cmark_node *row = add_tree(builder, TREE_ROW, &note);
    note->header = builder->in_head;
    return row;
}

static cmark_node *add_div(struct html_builder *builder, const struct html_tag *tag)
{
    struct tree_note *note;
    cmark_node *div = add_tree(builder, TREE_DIV, &note);
    note->tag = tag->name;
    return div;
}

/* The node of a block element in the innermost frame; NULL for what makes none. */
static cmark_node *make_block(struct html_builder *builder, const struct html_tag *tag, const struct html_token *token)
{
    switch (tag->role) {
    case HTML_DIV:
        return add_div(builder, tag);
    case HTML_BLOCKQUOTE:
        return add_node(builder, CMARK_NODE_BLOCK_QUOTE);
    case HTML_LIST:
        return add_list(builder, token);
    case HTML_ITEM:
        return add_node(builder, CMARK_NODE_ITEM);
    case HTML_DEFLIST:
        return add_tree(builder, TREE_DEFLIST, NULL);
    case HTML_DETAIL:
        return add_tree(builder, TREE_DETAIL, NULL);
    case HTML_TABLE:
        return add_tree(builder, TREE_TABLE, NULL);
    case HTML_ROW:
        return add_row(builder);
    case HTML_CELL:
        return html_table_cell(innermost(builder)->node, token, builder->parser, builder->line);
    default:
        return NULL;
    }
}

/* What an element of ROLE must stand in directly: the name of an element that is there even if nobody wrote it. */
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

/* The same for text and ordinary blocks: what an element that holds only its own kind puts around them. */
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

static bool open_block(struct html_builder *builder, const struct html_tag *tag, const struct html_token *token);

/* Opens what the innermost frame needs before an element of ROLE can stand in it. */
static void open_wrappers(struct html_builder *builder, enum html_role role)
{
    str parent = parent_of(role);
    const struct html_tag *wanted = parent.n ? html_tag_find(parent) : NULL;
    for (int guard = 0; guard < 4; guard++) {
        enum html_role outer = role_of(innermost(builder));
        if (wanted ? outer == wanted->role : wrapper_in(outer).n == 0)
            return;
        str name = wrapper_in(outer);
        if (wanted && (name.n == 0 || outer == HTML_LIST || outer == HTML_DEFLIST))
            name = parent;
        if (!open_block(builder, html_tag_find(name), NULL))
            return;
    }
}

/* May an element of ROLE stand in the innermost frame? */
static bool fits(struct html_builder *builder, enum html_role role)
{
    str parent = parent_of(role);
    enum html_role outer = role_of(innermost(builder));
    return parent.n ? outer == html_tag_find(parent)->role : wrapper_in(outer).n == 0;
}

static bool open_block(struct html_builder *builder, const struct html_tag *tag, const struct html_token *token)
{
    if (!can_push(builder))
        return false;
    open_wrappers(builder, tag->role);
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
        enum html_role found = role_of(&builder->frames[i]);
        if (found == role)
            while (builder->depth > i)
                pop(builder);
        if (found == role || found == barrier)
            return;
    }
}

/* Elements that end where the next of their kind begins. */
static void close_implied(struct html_builder *builder, enum html_role role)
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

cmark_node *html_build_container(struct html_builder *builder)
{
    close_leaf(builder);
    open_wrappers(builder, HTML_DIV);
    while (builder->depth && !fits(builder, HTML_DIV))
        pop(builder);
    return innermost(builder)->node;
}

static void open_leaf(struct html_builder *builder, cmark_node *leaf)
{
    builder->leaf = leaf;
    inline_begin(&builder->inlines, builder->parser, leaf, builder->line);
}

void html_build_leaf(struct html_builder *builder)
{
    if (!builder->leaf) {
        html_build_container(builder);
        open_leaf(builder, add_node(builder, CMARK_NODE_PARAGRAPH));
    }
}

static void open_heading(struct html_builder *builder, const struct html_tag *tag)
{
    html_build_container(builder);
    cmark_node *heading = add_node(builder, CMARK_NODE_HEADING);
    cmark_node_set_heading_level(heading, tag->name.p[1] - '0');
    open_leaf(builder, heading);
}

static void open_term(struct html_builder *builder)
{
    open_wrappers(builder, HTML_TERM);
    if (role_of(innermost(builder)) == HTML_DEFLIST)
        open_leaf(builder, add_tree(builder, TREE_TERM, NULL));
}

static bool is_caption(struct html_builder *builder, const struct html_tag *tag)
{
    return role_of(innermost(builder)) == HTML_TABLE && str_eq(tag->name, STR("caption"));
}

/* A table's caption stands before it. */
static void open_caption(struct html_builder *builder)
{
    cmark_node *caption = add_node(builder, CMARK_NODE_PARAGRAPH);
    cmark_node_insert_before(innermost(builder)->node, caption);
    open_leaf(builder, caption);
}

static void start_block(struct html_builder *builder, const struct html_token *token)
{
    const struct html_tag *tag = token->tag;
    close_leaf(builder);
    close_implied(builder, tag->role);
    if (tag->role == HTML_SECTION)
        builder->in_head = str_eq(tag->name, STR("thead"));
    else if (tag->role == HTML_HEADING)
        open_heading(builder, tag);
    else if (tag->role == HTML_TERM)
        open_term(builder);
    else if (is_caption(builder, tag))
        open_caption(builder);
    else if (tag->role == HTML_RULE)
        parser_add_node(builder->parser, html_build_container(builder), CMARK_NODE_THEMATIC_BREAK, builder->line);
    else if (tag->role != HTML_PARAGRAPH)
        open_block(builder, tag, token);
}

static void finish_block(struct html_builder *builder, const struct html_tag *tag)
{
    close_leaf(builder);
    if (tag->role == HTML_SECTION || tag->role == HTML_TABLE)
        builder->in_head = false;
    if (tag->role == HTML_PARAGRAPH || tag->role == HTML_HEADING || tag->role == HTML_SECTION)
        return;
    for (int i = builder->depth; i > 0; i--) {
        if (builder->frames[i].tag == tag) {
            while (builder->depth >= i)
                pop(builder);
            return;
        }
        if (role_of(&builder->frames[i]) == HTML_CELL && tag->role < HTML_TABLE)
            return;
    }
}

/* A link may go around blocks: they are lines of it then, so that it stays one link. */
static bool is_border(struct html_builder *builder, const struct html_token *token)
{
    enum html_role role = token->tag->role;
    if (!builder->leaf || !inline_has(&builder->inlines, HTML_LINK) || role > HTML_HEADING)
        return false;
    if (token->kind == HTML_TOKEN_OPEN)
        builder->borders++;
    else if (builder->borders == 0)
        return false;
    else
        builder->borders--;
    return true;
}

static void put_space(struct html_builder *builder)
{
    if (builder->space && cmark_node_first_child(builder->leaf)) {
        if (builder->soft_break && !builder->parser->options->hard_wrap)
            inline_put_type(&builder->inlines, CMARK_NODE_SOFTBREAK);
        else
            inline_put_text(&builder->inlines, STR(" "));
    }
    builder->space = builder->soft_break = false;
}

/* Two breaks in a row part paragraphs, for those who never write <p>. */
static void put_break(struct html_builder *builder)
{
    cmark_node *last = builder->leaf ? cmark_node_last_child(builder->leaf) : NULL;
    builder->space = builder->soft_break = false;
    if (last && cmark_node_get_type(last) == CMARK_NODE_LINEBREAK && builder->inlines.depth == 0 &&
        cmark_node_get_type(builder->leaf) == CMARK_NODE_PARAGRAPH)
        close_leaf(builder);
    else if (last)
        inline_put_type(&builder->inlines, CMARK_NODE_LINEBREAK);
}

static void put_inline(struct html_builder *builder, const struct html_token *token)
{
    if (token->kind == HTML_TOKEN_CLOSE && !builder->leaf)
        return;
    if (token->tag->role == HTML_BREAK) {
        put_break(builder);
        return;
    }
    html_build_leaf(builder);
    if (token->kind == HTML_TOKEN_OPEN)
        put_space(builder);
    inline_put_tag(&builder->inlines, token);
}

void html_build_tag(struct html_builder *builder, const struct html_token *token)
{
    if (!token->tag)
        return;
    if (builder->leaf && builder->inlines.dropping)
        inline_put_tag(&builder->inlines, token);
    else if (token->tag->role < HTML_DIV || is_border(builder, token))
        put_inline(builder, token);
    else if (token->kind == HTML_TOKEN_OPEN)
        start_block(builder, token);
    else
        finish_block(builder, token->tag);
}

static void put_words(struct html_builder *builder, str words)
{
    put_space(builder);
    inline_put_text(&builder->inlines, words);
}

void html_build_text(struct html_builder *builder, str text)
{
    if (builder->leaf && builder->inlines.dropping)
        return;
    while (text.n) {
        size_t white = str_span(text, " \t\n\r\f");
        builder->space = builder->space || white;
        builder->soft_break = builder->soft_break || memchr(text.p, '\n', white);
        text = str_from(text, white);
        size_t line = str_find_char(text, '\n');
        str words = str_trim_right(str_first(text, line == STR_NONE ? text.n : line));
        if (words.n) {
            html_build_leaf(builder);
            put_words(builder, words);
            text = str_from(text, words.n);
        }
    }
}

void html_build_code(struct html_builder *builder, str text, str language)
{
    cmark_node *code =
        parser_add_node(builder->parser, html_build_container(builder), CMARK_NODE_CODE_BLOCK, builder->line);
    cmark_node_set_literal(code, arena_z(builder->parser->arena, text));
    cmark_node_set_fence_info(code, arena_z(builder->parser->arena, language));
}

void html_build_more(struct html_builder *builder)
{
    close_leaf(builder);
    if (builder->depth == 0 && builder->frames[0].node == builder->parser->root)
        add_tree(builder, TREE_MORE, NULL);
}

void html_build_end(struct html_builder *builder)
{
    close_leaf(builder);
    while (builder->depth)
        pop(builder);
}
