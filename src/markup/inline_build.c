#include "markup/inline_build.h"

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

void inline_put_border(struct inline_builder *builder)
{
    cmark_node *last = cmark_node_last_child(current(builder));
    if (last && is_break(last))
        drop(last);
    else if (!last)
        return;
    inline_put_type(builder, CMARK_NODE_LINEBREAK);
}

void inline_open(struct inline_builder *builder, str name, enum html_role role, cmark_node *made)
{
    cmark_node *into = current(builder);
    if (made)
        cmark_node_append_child(into, made);
    struct inline_frame *frame = &builder->frames[builder->depth++];
    *frame = (struct inline_frame){.name = name, .role = role, .into = made ? made : into, .made = made};
}

/* Code has text but no children; an element with a link in it stays a span, so that the link is not lost. */
static void close_code(struct inline_builder *builder, cmark_node *made)
{
    if (tree_holds_link(made))
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

void inline_close_last(struct inline_builder *builder)
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

void inline_put_break(struct inline_builder *builder)
{
    cmark_node *last = cmark_node_last_child(current(builder));
    if (last && cmark_node_get_type(last) == CMARK_NODE_SOFTBREAK)
        drop(last);
    if (builder->depth || cmark_node_first_child(builder->top))
        inline_put_type(builder, CMARK_NODE_LINEBREAK);
}

bool inline_close(struct inline_builder *builder, str name)
{
    int i = builder->depth;
    while (i > 0 && !str_eq_nocase(builder->frames[i - 1].name, name))
        i--;
    if (i > 0)
        while (builder->depth >= i)
            inline_close_last(builder);
    return i > 0;
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

void inline_end(struct inline_builder *builder)
{
    while (builder->depth)
        inline_close_last(builder);
    cmark_node *last = cmark_node_last_child(builder->top);
    if (last && is_break(last))
        drop(last);
}
