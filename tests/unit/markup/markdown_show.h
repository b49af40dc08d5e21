#ifndef TEST_MARKDOWN_SHOW_H
#define TEST_MARKDOWN_SHOW_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "markup/kramdown.h"

#include <stdio.h>
#include <string.h>

/* A tree in one line, as tests write it: p(Text em(it)/after a soft break//after a hard one a<url>(text)). */

static inline const char *show_plain(cmark_node_type type)
{
    switch (type) {
    case CMARK_NODE_BLOCK_QUOTE:
        return "quote";
    case CMARK_NODE_ITEM:
        return "li";
    case CMARK_NODE_PARAGRAPH:
        return "p";
    case CMARK_NODE_THEMATIC_BREAK:
        return "hr";
    case CMARK_NODE_EMPH:
        return "em";
    case CMARK_NODE_STRONG:
        return "strong";
    case CMARK_NODE_SOFTBREAK:
        return "/";
    case CMARK_NODE_LINEBREAK:
        return "//";
    default:
        return "?";
    }
}

static inline void show_table(struct buf *out, const struct tree_note *note)
{
    buf_put(out, STR("table:"));
    for (size_t i = 0; i < note->columns; i++)
        buf_put_char(out, "-lcr"[note->align[i]]);
}

static inline void show_note(struct buf *out, const struct tree_note *note)
{
    static const char *const names[] = {
        [TREE_CELL] = "td",     [TREE_DEFLIST] = "dl", [TREE_TERM] = "dt",       [TREE_DETAIL] = "dd",
        [TREE_NOTES] = "notes", [TREE_MORE] = "more",  [TREE_STRIKE] = "strike", [TREE_SPAN] = "span"};
    char text[64];
    if (note->kind == TREE_TABLE) {
        show_table(out, note);
        return;
    }
    if (note->kind == TREE_REF)
        snprintf(text, sizeof text, "ref%d.%d", note->number, note->occurrence);
    else if (note->kind == TREE_FOOTNOTE)
        snprintf(text, sizeof text, "note%d", note->number);
    else if (note->kind == TREE_ROW)
        snprintf(text, sizeof text, "%s", note->header ? "head" : "tr");
    else if (note->kind == TREE_MARKED || note->kind == TREE_DIV)
        snprintf(text, sizeof text, "%.*s", STR_ARG(note->tag));
    else
        snprintf(text, sizeof text, "%s", names[note->kind]);
    buf_put(out, str_of(text));
    if (note->title.n) {
        buf_put_char(out, '\'');
        buf_put(out, note->title);
        buf_put_char(out, '\'');
    }
}

static inline void show_address(struct buf *out, cmark_node *node, const char *name)
{
    buf_put(out, str_of(name));
    buf_put_char(out, '<');
    buf_put(out, str_of(cmark_node_get_url(node)));
    buf_put_char(out, '>');
    str title = str_of(cmark_node_get_title(node));
    if (title.n) {
        buf_put_char(out, '\'');
        buf_put(out, title);
        buf_put_char(out, '\'');
    }
}

static inline void show_literal(struct buf *out, const char *before, cmark_node *node, const char *after)
{
    buf_put(out, str_of(before));
    buf_put(out, str_of(cmark_node_get_literal(node)));
    buf_put(out, str_of(after));
}

static inline void show_list(struct buf *out, cmark_node *node)
{
    char text[32];
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
        snprintf(text, sizeof text, "ol%d", cmark_node_get_list_start(node));
    else
        snprintf(text, sizeof text, "ul");
    buf_put(out, str_of(text));
    if (!cmark_node_get_list_tight(node))
        buf_put(out, STR(":loose"));
}

static inline void show_node(struct buf *out, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    enum tree_kind kind = tree_kind(node);
    if (type == CMARK_NODE_TEXT)
        show_literal(out, "", node, "");
    else if (type == CMARK_NODE_CODE)
        show_literal(out, "`", node, "`");
    else if (type == CMARK_NODE_CODE_BLOCK) {
        buf_put(out, STR("pre:"));
        buf_put(out, str_of(cmark_node_get_fence_info(node)));
        show_literal(out, "{", node, "}");
    } else if (type == CMARK_NODE_LIST)
        show_list(out, node);
    else if (type == CMARK_NODE_HEADING) {
        buf_put_char(out, 'h');
        buf_put_char(out, (char)('0' + cmark_node_get_heading_level(node)));
    } else if (type == CMARK_NODE_LINK)
        show_address(out, node, kind == TREE_AUTOLINK ? "auto" : kind == TREE_EMBED ? "embed" : "a");
    else if (type == CMARK_NODE_IMAGE)
        show_address(out, node, "img");
    else if (kind == TREE_TASK)
        buf_put(out, tree_note(node)->checked ? STR("done") : STR("todo"));
    else if (kind != TREE_NONE)
        show_note(out, tree_note(node));
    else
        buf_put(out, str_of(show_plain(type)));
}

static inline void show_children(struct buf *out, cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        bool block = type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK;
        if (block && cmark_node_previous(node))
            buf_put_char(out, ' ');
        show_node(out, node);
        if (cmark_node_first_child(node)) {
            buf_put_char(out, '(');
            show_children(out, node);
            buf_put_char(out, ')');
        }
    }
}

typedef cmark_node *show_parser(struct mapped, const struct markdown_options *, struct arena *, struct diag *);

struct show_case {
    const char *source, *shown;
};

static inline void show_check(show_parser *parse, const struct markdown_options *options, const struct show_case *one)
{
    struct arena *arena = arena_create();
    struct buf out;
    buf_init(&out, 1 << 20);
    cmark_node *root = parse((struct mapped){.text = str_of(one->source)}, options, arena, NULL);
    show_children(&out, root);
    buf_put_char(&out, '\0');
    if (strcmp(out.p, one->shown) != 0)
        print_error("of\n%s\n", one->source);
    assert_string_equal(out.p, one->shown);
    buf_finish(&out);
    arena_destroy(arena);
}

static inline void show_check_all(show_parser *parse, const struct show_case *cases, size_t count)
{
    const struct markdown_options options = {.file = STR("post.md"), .excerpt_separator = STR("<!-- cut -->")};
    for (size_t i = 0; i < count; i++)
        show_check(parse, &options, &cases[i]);
}

#define SHOW_CHECK(parse, cases) show_check_all((parse), (cases), sizeof(cases) / sizeof *(cases))

#endif
