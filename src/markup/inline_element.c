#include "markup/inline_element.h"

#include "markup/html_link.h"

static void close_element(struct inline_builder *builder, const struct html_token *token)
{
    if (inline_close(builder, token->name))
        return;
    if (token->tag->role >= HTML_DIV && token->tag->role != HTML_CELL && token->tag->role != HTML_SECTION)
        inline_put_border(builder);
    else if (token->tag->role == HTML_BREAK)
        inline_put_break(builder);
}

static cmark_node *make_marked(struct inline_builder *builder, const struct html_token *token)
{
    struct tree_note *note;
    cmark_node *node = tree_node(TREE_MARKED, builder->parser->arena, &note);
    note->tag = token->tag->name;
    html_attribute(token->attributes, STR("title"), builder->parser->arena, &note->title);
    return node;
}

static cmark_node *make_control(struct inline_builder *builder, const struct html_token *token)
{
    struct tree_note *note;
    cmark_node *node = tree_node(TREE_SPAN, builder->parser->arena, &note);
    note->tag = token->tag->name;
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
    inline_open(builder, token->name, HTML_MEDIA, made);
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
    case HTML_CONTROL:
        return make_control(builder, token);
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
    inline_open(builder, token->name, made || role == HTML_QUOTATION || role == HTML_RUBY_TEXT ? role : HTML_SPAN,
                made);
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
        inline_put_break(builder);
        break;
    case HTML_MEDIA:
        if (builder->depth < INLINE_DEPTH_MAX)
            open_media(builder, token);
        break;
    case HTML_DROP:
        if (builder->depth < INLINE_DEPTH_MAX && !token->closed) {
            inline_open(builder, token->name, HTML_DROP, NULL);
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
            inline_put_border(builder);
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
        inline_close_last(builder);
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
        inline_open(builder, STR("~~"), HTML_STRIKE, tree_node(TREE_STRIKE, builder->parser->arena, NULL));
}

void inline_close_strike(struct inline_builder *builder)
{
    inline_close(builder, STR("~~"));
}
