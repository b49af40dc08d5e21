#include "markup/html_build.h"

#include "markup/inline_element.h"
#include "text/width.h"

#include <string.h>

void html_build_begin(struct html_builder *builder, struct parser *parser, cmark_node *parent, int depth, int line)
{
    *builder = (struct html_builder){.parser = parser, .outside = depth, .line = line};
    builder->frames[0] = (struct html_frame){.node = parent};
}

static void open_leaf(struct html_builder *builder, cmark_node *leaf)
{
    builder->leaf = leaf;
    inline_begin(&builder->inlines, builder->parser, leaf, builder->line);
}

static void open_heading(struct html_builder *builder, const struct html_tag *tag)
{
    html_frame_container(builder);
    cmark_node *heading = html_frame_add_node(builder, CMARK_NODE_HEADING);
    cmark_node_set_heading_level(heading, tag->name.p[1] - '0');
    open_leaf(builder, heading);
}

static void open_term(struct html_builder *builder)
{
    html_frame_open_wrappers(builder, HTML_TERM);
    if (html_frame_role(html_frame_innermost(builder)) == HTML_DEFLIST)
        open_leaf(builder, html_frame_add_tree(builder, TREE_TERM, NULL));
}

static bool is_caption(struct html_builder *builder, const struct html_tag *tag)
{
    return html_frame_role(html_frame_innermost(builder)) == HTML_TABLE && str_eq(tag->name, STR("caption"));
}

/* A table's caption stands before it, and so does text between its rows, as in browsers. */
static void open_above_table(struct html_builder *builder)
{
    cmark_node *words = html_frame_add_node(builder, CMARK_NODE_PARAGRAPH);
    cmark_node_insert_before(html_frame_innermost(builder)->node, words);
    open_leaf(builder, words);
}

void html_build_leaf(struct html_builder *builder)
{
    if (!builder->leaf && html_frame_role(html_frame_innermost(builder)) == HTML_TABLE) {
        open_above_table(builder);
    } else if (!builder->leaf) {
        html_frame_container(builder);
        open_leaf(builder, html_frame_add_node(builder, CMARK_NODE_PARAGRAPH));
    }
}

static void open_section(struct html_builder *builder, str name)
{
    builder->in_head = str_eq(name, STR("thead"));
    builder->in_foot = str_eq(name, STR("tfoot"));
}

static void start_block(struct html_builder *builder, const struct html_token *token)
{
    const struct html_tag *tag = token->tag;
    html_frame_close_leaf(builder);
    html_frame_close_implied(builder, tag->role);
    if (tag->role == HTML_SECTION)
        open_section(builder, tag->name);
    else if (tag->role == HTML_HEADING)
        open_heading(builder, tag);
    else if (tag->role == HTML_TERM)
        open_term(builder);
    else if (is_caption(builder, tag))
        open_above_table(builder);
    else if (tag->role == HTML_RULE)
        parser_add_node(builder->parser, html_frame_container(builder), CMARK_NODE_THEMATIC_BREAK, builder->line);
    else if (tag->role != HTML_PARAGRAPH)
        html_frame_open(builder, tag, token);
}

static void finish_block(struct html_builder *builder, const struct html_tag *tag)
{
    html_frame_close_leaf(builder);
    if (tag->role == HTML_SECTION || tag->role == HTML_TABLE)
        open_section(builder, STR(""));
    if (tag->role == HTML_PARAGRAPH || tag->role == HTML_HEADING || tag->role == HTML_SECTION)
        return;
    html_frame_close(builder, tag);
}

/* A link may enclose blocks: they become lines of it, so that it stays one link. */
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

/* Two breaks in a row separate paragraphs, for authors who never write <p>. */
static void put_break(struct html_builder *builder)
{
    cmark_node *last = builder->leaf ? cmark_node_last_child(builder->leaf) : NULL;
    builder->space = builder->soft_break = false;
    if (last && cmark_node_get_type(last) == CMARK_NODE_LINEBREAK && builder->inlines.depth == 0 &&
        cmark_node_get_type(builder->leaf) == CMARK_NODE_PARAGRAPH)
        html_frame_close_leaf(builder);
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
        parser_add_node(builder->parser, html_frame_container(builder), CMARK_NODE_CODE_BLOCK, builder->line);
    cmark_node_set_literal(code, arena_z(builder->parser->arena, text));
    cmark_node_set_fence_info(code, arena_z(builder->parser->arena, language));
}

void html_build_more(struct html_builder *builder)
{
    html_frame_close_leaf(builder);
    if (builder->depth == 0 && builder->frames[0].node == builder->parser->root)
        html_frame_add_tree(builder, TREE_MORE, NULL);
}

void html_build_end(struct html_builder *builder)
{
    html_frame_close_all(builder);
}
