#include "content/document.h"
#include "text/valid.h"

#include "base/beneath.h"
#include "base/log.h"
#include "content/excerpt.h"
#include "content/front_lint.h"
#include "content/site.h"
#include "content/template.h"
#include "markup/kramdown.h"
#include "text/clean.h"

static str file_of(const struct page *page)
{
    return page->source;
}

/* BODY with each line knowing its number in the author's file. */
static struct mapped map_lines(str body, int first_line, struct arena *arena)
{
    size_t count = str_count(body, '\n') + (body.n && !str_ends(body, STR("\n")));
    int *lines = ARENA_ARRAY(arena, int, count + 1);
    for (size_t i = 0; i < count; i++)
        lines[i] = first_line + (int)i;
    return (struct mapped){body, lines, count};
}

/* A page without front matter is a plain file to Jekyll; a post, or a text of no capsule, is one all the same. */
static bool runs_liquid(const struct frontmatter *front, const struct page *page, int root)
{
    const struct data *wish = data_get(front->data, STR("render_with_liquid"));
    bool plain = !front->present && page->kind == PAGE_PAGE && root >= 0;
    return !plain && (!wish || data_is_true(wish));
}

static struct mapped run_liquid(struct mapped in, const struct document *document, const struct frontmatter *front,
                                int root, struct effort *effort, struct arena *arena, struct diag *diag)
{
    const struct page *page = document->page;
    if (!runs_liquid(front, page, root))
        return in;
    const struct template_scope scope = {.page = page,
                                         .front_matter = front->data,
                                         .root = root,
                                         .file = file_of(page),
                                         .effort = effort,
                                         .uses = document->uses};
    return template_render(in, &scope, arena, diag);
}

/* A text file is what its author typed, line by line. */
static cmark_node *text_tree(str text, struct arena *arena)
{
    struct tree_memory *outer = tree_memory_use(tree_memory_create(arena));
    cmark_node *root = tree_new(CMARK_NODE_DOCUMENT);
    tree_memory_keep(arena, root);
    str trimmed = str_trim(text);
    if (trimmed.n) {
        cmark_node *code = tree_new(CMARK_NODE_CODE_BLOCK);
        cmark_node_set_literal(code, arena_z(arena, clean_controls(text, arena)));
        cmark_node_append_child(root, code);
    }
    tree_memory_use(outer);
    return root;
}

static cmark_node *parse_body(struct mapped body, const struct page *page, str separator, struct effort *effort,
                              struct arena *arena, struct diag *diag)
{
    const struct markdown_options options = {
        .hard_wrap = page->hard_wrap, .file = file_of(page), .excerpt_separator = separator, .effort = effort};
    switch (page->format) {
    case FORMAT_MARKDOWN:
        return markdown_parse(body, &options, arena, diag);
    case FORMAT_HTML:
        return html_parse(body, &options, arena, diag);
    case FORMAT_TEXT:
        return text_tree(body.text, arena);
    case FORMAT_GEMTEXT:
        break;
    }
    return NULL;
}

/* The last of what the author wrote; footnotes stand below. */
static cmark_node *add_cut_note(cmark_node *root, struct arena *arena)
{
    struct tree_memory *outer = tree_memory_use(tree_memory_create(arena));
    cmark_node *note = tree_new(CMARK_NODE_PARAGRAPH), *last = cmark_node_last_child(root);
    if (last && tree_kind(last) == TREE_NOTES)
        cmark_node_insert_before(last, note);
    else
        cmark_node_append_child(root, note);
    tree_memory_use(outer);
    return note;
}

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static bool same_title(str a, str b)
{
    while (a.n && b.n) {
        size_t space_a = str_span(a, " \t\n"), space_b = str_span(b, " \t\n");
        a = str_from(a, space_a);
        b = str_from(b, space_b);
        if (!a.n || !b.n || (space_a > 0) != (space_b > 0) || char_lower(*a.p) != char_lower(*b.p))
            break;
        a = str_from(a, 1);
        b = str_from(b, 1);
    }
    return a.n == 0 && b.n == 0;
}

static cmark_node *first_heading(cmark_node *root)
{
    cmark_node *node = cmark_node_first_child(root);
    while (node && cmark_node_get_type(node) != CMARK_NODE_HEADING)
        node = cmark_node_next(node);
    return node;
}

/* Rule 1 of conversion: no page shows its title twice, and a page without one shows its first heading. */
static str settle_title(cmark_node *root, const struct page *page, struct arena *arena)
{
    cmark_node *heading = root ? first_heading(root) : NULL;
    if (!heading)
        return page->title;
    str text = tree_text(heading, arena);
    bool opens = heading == cmark_node_first_child(root) && cmark_node_get_heading_level(heading) == 1;
    if (!page->titled && opens && text.n) {
        drop(heading);
        return text;
    }
    if (same_title(text, page->title))
        drop(heading);
    return page->title;
}

static str excerpt_separator(const struct page *page, const struct frontmatter *front, struct arena *arena)
{
    str own = data_text(data_get(front->data, STR("excerpt_separator")), arena);
    if (own.n)
        return own;
    return page->site ? site_config(page->site)->excerpt_separator : STR("");
}

/* A page knows already what most front matter says. It is read again for Liquid, which may ask for anything, for an
 * excerpt, and for those who want to know what is wrong. */
static bool needs_data(const struct frontmatter *front, const struct diag *diag)
{
    bool liquid = str_find(front->body, STR("{{")) != STR_NONE || str_find(front->body, STR("{%")) != STR_NONE;
    bool excerpt = str_find(front->yaml, STR("excerpt")) != STR_NONE || str_has_char(front->yaml, '\\');
    return diag || liquid || excerpt;
}

static struct frontmatter read_front(str source, const struct page *page, struct arena *arena, struct diag *diag)
{
    struct frontmatter front = frontmatter_split(source);
    if (needs_data(&front, diag))
        front = frontmatter_parse(source, file_of(page), arena, diag);
    if (diag)
        front_lint(&front, page, diag);
    return front;
}

static enum err parse(str source, const struct page *page, int root, struct effort *effort, struct arena *arena,
                      struct diag *diag, const struct document **out)
{
    if (frontmatter_is_utf16(source, file_of(page), diag))
        return ERR_SYNTAX;
    bool marked = text_without_bom(source).n < source.n;
    source = clean_source(source, file_of(page), arena, diag);
    struct frontmatter front = read_front(source, page, arena, diag);
    if (marked && front.present)
        diag_add(diag, SEVERITY_NOTE, file_of(page), 1,
                 "Jekyll does not see this front matter behind its byte order mark; save the file without one");
    struct document *document = ARENA_NEW(arena, struct document);
    document->page = page;
    document->uses = uses_create(arena);
    document->first_line = front.body_line;
    struct mapped body = map_lines(front.body, front.body_line, arena);
    if (page->format == FORMAT_GEMTEXT)
        document->source = clean_controls(front.body, arena);
    str separator = excerpt_separator(page, &front, arena);
    if (page->format == FORMAT_MARKDOWN || page->format == FORMAT_HTML)
        body = run_liquid(body, document, &front, root, effort, arena, diag);
    document->root = parse_body(body, page, separator, effort, arena, diag);
    document->cut = effort->over;
    document->cut_note = document->cut && document->root ? add_cut_note(document->root, arena) : NULL;
    document->title = settle_title(document->root, page, arena);
    if (document->root)
        excerpt_find(document, data_text(data_get(front.data, STR("excerpt")), arena), separator, arena);
    *out = document;
    return effort->cancelled ? ERR_LIMIT : OK;
}

enum err document_parse(str source, const struct page *page, int root, struct arena *arena, struct diag *diag,
                        const struct document **out)
{
    struct effort effort = {0};
    return parse(source, page, root, &effort, arena, diag, out);
}

enum err document_open_within(int root, const struct page *page, struct effort *effort, struct arena *arena,
                              struct diag *diag, const struct document **out)
{
    str source;
    enum err err = withheld_read(site_withheld(page->site), root, page_file(page), DOCUMENT_MAX, arena, &source);
    return err == OK ? parse(source, page, root, effort, arena, diag, out) : err;
}

enum err document_open(int root, const struct page *page, struct arena *arena, struct diag *diag,
                       const struct document **out)
{
    struct effort effort = {0};
    return document_open_within(root, page, &effort, arena, diag, out);
}

void document_tell_cut(const struct document *document)
{
    if (!document->cut)
        return;
    /* A page is immutable but for this. */
    struct page *page = (struct page *)(uintptr_t)document->page;
    if (!atomic_exchange(&page->cut_told, true))
        log_error("%.*s takes more than a page may, and its rest is left out; splashdown check says where",
                  STR_ARG(page->source));
}
