#include "markup/inline_move.h"

#include "markup/inline_abbreviation.h"
#include "markup/inline_element.h"
#include "markup/inline_mark.h"
#include "text/clean.h"
#include "text/control.h"

#include <string.h>

enum { INLINES_DEPTH_MAX = 32 };

static void put_link(struct inline_builder *builder, const struct inline_mark *mark)
{
    if (inline_within_link(builder)) {
        inline_put_text(builder, mark->text);
        return;
    }
    struct arena *arena = builder->parser->arena;
    struct tree_note *note;
    cmark_node *link = tree_node(TREE_AUTOLINK, arena, &note);
    note->line = builder->line;
    cmark_node_set_url(link, arena_z(arena, mark->url));
    cmark_node_append_child(link, parser_text(builder->parser, mark->text));
    inline_put(builder, link);
}

static void put_reference(struct inline_builder *builder, int footnote)
{
    struct tree_note *note;
    cmark_node *node = tree_node(TREE_REF, builder->parser->arena, &note);
    note->line = builder->line;
    note->number = footnote;
    inline_put(builder, node);
}

static void put_mark(struct inline_builder *builder, const struct inline_mark *mark)
{
    if (mark->line)
        builder->line = mark->line;
    switch (mark->kind) {
    case MARK_TAG:
        inline_put_tag(builder, &mark->token);
        break;
    case MARK_LINK:
        put_link(builder, mark);
        break;
    case MARK_REF:
        put_reference(builder, mark->number);
        break;
    case MARK_TEXT:
        inline_put_text(builder, mark->text);
        break;
    case MARK_STRIKE_OPEN:
        if (mark->paired)
            inline_open_strike(builder);
        else
            inline_put_text(builder, mark->raw);
        break;
    case MARK_STRIKE_CLOSE:
        inline_close_strike(builder);
        break;
    }
}

static void put_marked(struct inline_builder *builder, str s)
{
    const struct inline_mark *mark;
    for (str text; inline_mark_next(builder->parser, &s, &text, &mark);) {
        if (mark)
            put_mark(builder, mark);
        else
            inline_put_words(builder, text);
    }
}

/* HTML that only CommonMark recognised: it stands within brackets that turned out to hold no address. */
static void put_html(struct inline_builder *builder, str literal)
{
    struct html_scanner scanner = {.rest = literal};
    struct html_token token;
    if (html_tag_here(&scanner, &token))
        inline_put_tag(builder, &token);
}

static str undone(struct parser *parser, const char *z)
{
    return clean_controls(inline_mark_undo(parser, str_of(z)), parser->arena);
}

static bool has_address(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
}

/* The author's line of NODE, which cmark has made of LEAF. For a link it is the line of its address: cmark does not
 * report the line where the link begins. */
static int line_of(const struct leaf *leaf, cmark_node *node)
{
    int line = cmark_node_get_start_line(node) - leaf->first;
    int column = has_address(node) ? cmark_node_get_end_column(node) : cmark_node_get_start_column(node);
    size_t low = 0, high = leaf->place_count;
    if (!leaf->count)
        return 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct leaf_place *p = &leaf->places[middle];
        if (p->line < line || (p->line == line && p->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    struct leaf_place place = low ? leaf->places[low - 1] : (struct leaf_place){0};
    size_t at = place.at + (size_t)(line > place.line ? line - place.line : 0);
    return leaf->lines[at < leaf->count ? at : leaf->count - 1].number;
}

/* Records the line of a link or an image, if diagnostics are wanted. */
static void note_line(struct parser *parser, const struct leaf *leaf, cmark_node *node)
{
    if (parser->diag)
        tree_set_line(node, line_of(leaf, node), parser->arena);
}

static void undo_address(struct parser *parser, const struct leaf *leaf, cmark_node *node)
{
    note_line(parser, leaf, node);
    cmark_node_set_url(node, arena_z(parser->arena, undone(parser, cmark_node_get_url(node))));
    cmark_node_set_title(node, arena_z(parser->arena, undone(parser, cmark_node_get_title(node))));
}

/* Code that begins in brackets without an address may contain marks of more than one line. */
static void undo_code(struct parser *parser, cmark_node *node)
{
    char *literal = arena_z(parser->arena, undone(parser, cmark_node_get_literal(node)));
    for (char *p = literal; (p = strchr(p, '\n'));)
        *p = ' ';
    cmark_node_set_literal(node, literal);
}

/* Within <a>…</a> a link leaves only its text. */
static void put_content(struct inline_builder *builder, cmark_node *link)
{
    for (cmark_node *child; (child = cmark_node_first_child(link));) {
        cmark_node_unlink(child);
        inline_put(builder, child);
    }
    cmark_node_free(link);
}

/* Most text contains no marks and is put as it is. */
static void put_text(struct inline_builder *builder, cmark_node *node)
{
    str literal = str_of(cmark_node_get_literal(node));
    if (!builder->parser->abbreviation_count && !char_is_space(*literal.p) && control_find(literal) == literal.n) {
        inline_put(builder, node);
        return;
    }
    put_marked(builder, literal);
    cmark_node_free(node);
}

/* Emphasis around nothing: around a comment, or around a tag that leaves no trace. */
static bool is_empty(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG) && !cmark_node_first_child(node);
}

static void put_node(struct inline_builder *builder, const struct leaf *leaf, cmark_node *node)
{
    struct parser *parser = builder->parser;
    if (parser->diag && cmark_node_get_start_line(node))
        builder->line = line_of(leaf, node);
    if (is_empty(node)) {
        cmark_node_free(node);
        return;
    }
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        put_text(builder, node);
        return;
    case CMARK_NODE_HTML_INLINE:
        put_html(builder, arena_str(parser->arena, undone(parser, cmark_node_get_literal(node))));
        cmark_node_free(node);
        return;
    case CMARK_NODE_CODE:
        undo_code(parser, node);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        undo_address(parser, leaf, node);
        break;
    default:
        break;
    }
    if (cmark_node_get_type(node) == CMARK_NODE_LINK && inline_has(builder, HTML_LINK))
        put_content(builder, node);
    else
        inline_put(builder, node);
}

static void move_children(cmark_node *from, cmark_node *to)
{
    for (cmark_node *child; (child = cmark_node_first_child(from));)
        cmark_node_append_child(to, child);
}

/* Makes the children of TO from those of FROM, whose own children are done. */
static void rebuild(struct parser *parser, const struct leaf *leaf, cmark_node *from, cmark_node *to)
{
    cmark_node *waiting = tree_new(CMARK_NODE_CUSTOM_INLINE);
    move_children(from, waiting);
    struct inline_builder builder;
    inline_begin(&builder, parser, to, leaf->count ? leaf->lines[0].number : 0);
    for (cmark_node *child; (child = cmark_node_first_child(waiting));) {
        cmark_node_unlink(child);
        put_node(&builder, leaf, child);
    }
    inline_end(&builder);
    cmark_node_free(waiting);
}

/* Replaces everything below NODE with its text. */
static void flatten(struct parser *parser, const struct leaf *leaf, cmark_node *node)
{
    str text = tree_text(node, parser->arena);
    for (cmark_node *child; (child = cmark_node_first_child(node));) {
        cmark_node_unlink(child);
        cmark_node_free(child);
    }
    cmark_node *only = tree_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(only, arena_z(parser->arena, text));
    cmark_node_append_child(node, only);
    rebuild(parser, leaf, node, node);
}

/* Settles everything below PARENT, which is LEVEL elements deep; content that is too deep becomes text. */
static void settle_below(struct parser *parser, const struct leaf *leaf, cmark_node *parent, int level, bool marked)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        /* The address in a definition has not been scanned: it may contain "&#2;". */
        if (!marked && has_address(node))
            undo_address(parser, leaf, node);
        if (!cmark_node_first_child(node))
            continue;
        if (level == INLINES_DEPTH_MAX) {
            flatten(parser, leaf, node);
            continue;
        }
        settle_below(parser, leaf, node, level + 1, marked);
        if (marked)
            rebuild(parser, leaf, node, node);
    }
}

void inline_move(struct parser *parser, const struct leaf *leaf, cmark_node *paragraph)
{
    bool marked = leaf->marked || parser->abbreviation_count;
    settle_below(parser, leaf, paragraph, 1, marked);
    if (marked)
        rebuild(parser, leaf, paragraph, leaf->node);
    else
        move_children(paragraph, leaf->node);
}
