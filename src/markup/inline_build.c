#include "markup/inline_build.h"

#include "markup/html_link.h"

#include <string.h>

void inline_begin(struct inline_builder *builder, struct parser *parser, cmark_node *top, int line)
{
    builder->parser = parser;
    builder->top = top;
    builder->line = line;
    builder->depth = 0;
    builder->dropping = false;
}

static cmark_node *current(const struct inline_builder *builder)
{
    return builder->depth ? builder->frames[builder->depth - 1].into : builder->top;
}

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static bool is_break(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_SOFTBREAK;
}

static bool follows_break(const struct inline_builder *builder)
{
    cmark_node *last = cmark_node_last_child(current(builder));
    return last && cmark_node_get_type(last) == CMARK_NODE_LINEBREAK;
}

void inline_put(struct inline_builder *builder, cmark_node *node)
{
    bool spare = cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK && follows_break(builder);
    if (builder->dropping || spare)
        drop(node);
    else
        cmark_node_append_child(current(builder), node);
}

void inline_put_text(struct inline_builder *builder, str text)
{
    if (follows_break(builder))
        text = str_trim_left(text);
    if (text.n == 0 || builder->dropping)
        return;
    inline_put(builder, parser_text(builder->parser, text));
}

void inline_put_type(struct inline_builder *builder, cmark_node_type type)
{
    inline_put(builder, tree_new(type));
}

bool inline_has(const struct inline_builder *builder, enum html_role role)
{
    for (int i = 0; i < builder->depth; i++)
        if (builder->frames[i].role == role)
            return true;
    return false;
}

/* A block's border within a paragraph becomes a new line, unless one begins there anyway. */
static void put_border(struct inline_builder *builder)
{
    cmark_node *last = cmark_node_last_child(current(builder));
    if (last && is_break(last))
        drop(last);
    else if (!last)
        return;
    inline_put_type(builder, CMARK_NODE_LINEBREAK);
}

/* Opens a frame whose content goes into MADE, or into the current node when MADE is NULL. */
static struct inline_frame *push(struct inline_builder *builder, str name, enum html_role role, cmark_node *made)
{
    cmark_node *into = current(builder);
    if (made)
        cmark_node_append_child(into, made);
    struct inline_frame *frame = &builder->frames[builder->depth++];
    *frame = (struct inline_frame){.name = name, .role = role, .into = made ? made : into, .made = made};
    return frame;
}

static bool holds_link(cmark_node *node)
{
    bool found = false;
    cmark_iter *walk = cmark_iter_new(node);
    while (!found && cmark_iter_next(walk) != CMARK_EVENT_DONE) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(walk));
        found = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
    }
    cmark_iter_free(walk);
    return found;
}

/* Code has text but no children; an element with a link in it stays a span, so that the link is not lost. */
static void close_code(struct inline_builder *builder, cmark_node *made)
{
    if (holds_link(made))
        return;
    cmark_node *code = tree_new(CMARK_NODE_CODE);
    cmark_node_set_literal(code, arena_z(builder->parser->arena, tree_text(made, builder->parser->arena)));
    cmark_node_replace(made, code);
    cmark_node_free(made);
}

static void close_media(struct inline_builder *builder, cmark_node *made)
{
    if (!str_of(cmark_node_get_url(made)).n)
        drop(made);
    builder->dropping = false;
}

/* Has MADE nothing to show? An empty link may have shown a picture by other means, and still leads somewhere. */
static bool is_pointless(cmark_node *made, enum html_role role)
{
    if (cmark_node_first_child(made))
        return false;
    return role != HTML_LINK || str_starts(str_of(cmark_node_get_url(made)), STR("#"));
}

/* Moves a break at the end of an element to after the element. */
static void hoist_break(cmark_node *made)
{
    cmark_node *last = cmark_node_last_child(made);
    if (last && cmark_node_get_type(last) == CMARK_NODE_LINEBREAK)
        cmark_node_insert_after(made, last);
}

/* Closes the innermost frame. */
static void pop(struct inline_builder *builder)
{
    struct inline_frame *frame = &builder->frames[--builder->depth];
    if (frame->made && frame->role != HTML_MEDIA)
        hoist_break(frame->made);
    if (frame->role == HTML_DROP)
        builder->dropping = false;
    else if (frame->role == HTML_MEDIA)
        close_media(builder, frame->made);
    else if (frame->role == HTML_QUOTATION)
        inline_put_text(builder, STR("”"));
    else if (frame->role == HTML_RUBY_TEXT)
        inline_put_text(builder, STR(")"));
    else if (frame->made && is_pointless(frame->made, frame->role))
        drop(frame->made);
    else if (frame->role == HTML_CODE)
        close_code(builder, frame->made);
}

/* A break before any other content breaks nothing. */
static void put_break(struct inline_builder *builder)
{
    cmark_node *last = cmark_node_last_child(current(builder));
    if (last && cmark_node_get_type(last) == CMARK_NODE_SOFTBREAK)
        drop(last);
    if (builder->depth || cmark_node_first_child(builder->top))
        inline_put_type(builder, CMARK_NODE_LINEBREAK);
}

static void close_element(struct inline_builder *builder, const struct html_token *token)
{
    int i = builder->depth;
    while (i > 0 && !str_eq_nocase(builder->frames[i - 1].name, token->name))
        i--;
    if (i > 0)
        while (builder->depth >= i)
            pop(builder);
    else if (token->tag->role >= HTML_DIV && token->tag->role != HTML_CELL && token->tag->role != HTML_SECTION)
        put_border(builder);
    else if (token->tag->role == HTML_BREAK)
        put_break(builder);
}

bool inline_within_link(const struct inline_builder *builder)
{
    if (inline_has(builder, HTML_LINK))
        return true;
    for (cmark_node *node = builder->top; node; node = cmark_node_parent(node))
        if (cmark_node_get_type(node) == CMARK_NODE_LINK || cmark_node_get_type(node) == CMARK_NODE_IMAGE)
            return true;
    return false;
}

static cmark_node *make_marked(struct inline_builder *builder, const struct html_token *token)
{
    struct tree_note *note;
    cmark_node *node = tree_node(TREE_MARKED, builder->parser->arena, &note);
    note->tag = token->tag->name;
    html_attribute(token->attributes, STR("title"), builder->parser->arena, &note->title);
    return node;
}

static void open_media(struct inline_builder *builder, const struct html_token *token)
{
    cmark_node *made = html_media(token, builder->line, builder->parser);
    if (token->tag->is_void) {
        if (str_of(cmark_node_get_url(made)).n)
            inline_put(builder, made);
        else
            cmark_node_free(made);
        return;
    }
    push(builder, token->name, HTML_MEDIA, made);
    builder->dropping = true;
}

/* The node that takes the content of an element of TOKEN's role; NULL when the current node takes it. */
static cmark_node *make_node(struct inline_builder *builder, const struct html_token *token)
{
    switch (token->tag->role) {
    case HTML_EMPH:
        return tree_new(CMARK_NODE_EMPH);
    case HTML_STRONG:
        return tree_new(CMARK_NODE_STRONG);
    case HTML_STRIKE:
        return tree_node(TREE_STRIKE, builder->parser->arena, NULL);
    case HTML_MARKED:
        return make_marked(builder, token);
    case HTML_CODE:
        return tree_node(TREE_SPAN, builder->parser->arena, NULL);
    case HTML_LINK:
        return inline_within_link(builder) ? NULL : html_link(token, builder->line, builder->parser);
    default:
        return NULL;
    }
}

static void open_container(struct inline_builder *builder, const struct html_token *token)
{
    enum html_role role = token->tag->role;
    cmark_node *made = make_node(builder, token);
    if (role == HTML_QUOTATION)
        inline_put_text(builder, STR("“"));
    else if (role == HTML_RUBY_TEXT)
        inline_put_text(builder, STR("("));
    else if (role == HTML_APART)
        inline_put_text(builder, STR(" "));
    push(builder, token->name, made || role == HTML_QUOTATION || role == HTML_RUBY_TEXT ? role : HTML_SPAN, made);
}

static void open_element(struct inline_builder *builder, const struct html_token *token)
{
    switch (token->tag->role) {
    case HTML_IMAGE: {
        cmark_node *image = html_image(token, builder->line, builder->parser);
        if (image)
            inline_put(builder, image);
        break;
    }
    case HTML_BREAK:
        put_break(builder);
        break;
    case HTML_MEDIA:
        if (builder->depth < INLINE_DEPTH_MAX)
            open_media(builder, token);
        break;
    case HTML_DROP:
        if (builder->depth < INLINE_DEPTH_MAX && !token->closed) {
            push(builder, token->name, HTML_DROP, NULL);
            builder->dropping = true;
        }
        break;
    case HTML_EMPTY:
    case HTML_SOURCE:
    case HTML_SECTION:
        break;
    case HTML_CELL:
        inline_put_text(builder, STR(" "));
        break;
    default:
        if (token->tag->role >= HTML_DIV)
            put_border(builder);
        else if (builder->depth < INLINE_DEPTH_MAX && !token->closed)
            open_container(builder, token);
    }
}

/* Within a dropped element only its own end tag counts, and the sources of a media element. */
static void put_dropped_tag(struct inline_builder *builder, const struct html_token *token)
{
    struct inline_frame *frame = &builder->frames[builder->depth - 1];
    bool same = str_eq_nocase(frame->name, token->name);
    if (token->kind == HTML_TOKEN_CLOSE && same && frame->nested-- == 0)
        pop(builder);
    else if (token->kind == HTML_TOKEN_OPEN && same && !token->closed)
        frame->nested++;
    if (token->kind == HTML_TOKEN_OPEN && frame->role == HTML_MEDIA)
        html_media_source(frame->made, token, builder->parser);
}

void inline_put_tag(struct inline_builder *builder, const struct html_token *token)
{
    if (builder->dropping)
        put_dropped_tag(builder, token);
    else if (token->kind == HTML_TOKEN_OPEN && token->tag)
        open_element(builder, token);
    else if (token->kind == HTML_TOKEN_CLOSE && token->tag)
        close_element(builder, token);
}

void inline_open_strike(struct inline_builder *builder)
{
    if (builder->depth < INLINE_DEPTH_MAX && !builder->dropping)
        push(builder, STR("~~"), HTML_STRIKE, tree_node(TREE_STRIKE, builder->parser->arena, NULL));
}

void inline_close_strike(struct inline_builder *builder)
{
    int i = builder->depth;
    while (i > 0 && !str_eq(builder->frames[i - 1].name, STR("~~")))
        i--;
    if (i > 0)
        while (builder->depth >= i)
            pop(builder);
}

void inline_end(struct inline_builder *builder)
{
    while (builder->depth)
        pop(builder);
    cmark_node *last = cmark_node_last_child(builder->top);
    if (last && is_break(last))
        drop(last);
}
