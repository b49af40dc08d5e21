#include "content/document.h"

#include "base/log.h"
#include "content/excerpt.h"
#include "content/post_picture.h"
#include "markup/kramdown.h"
#include "site/generator.h"
#include "text/clean.h"

/* A text file is shown as its author typed it, line by line. */
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
        .hard_wrap = page->hard_wrap,
        .tight_headings = page->site && site_config(page->site)->tight_headings,
        .short_strike = page->site && site_config(page->site)->short_strike,
        .tables_have_header = page->site && site_config(page->site)->tables_have_header,
        .emoji = page->site && site_config(page->site)->emoji,
        .emoji_in_code = page->site && site_config(page->site)->emoji_in_code,
        .callouts = page->site && site_config(page->site)->callouts,
        .blank_line_ends_html = page->site && site_config(page->site)->blank_line_ends_html,
        .www_is_secure = page->site && site_config(page->site)->www_is_secure,
        .file = page->source,
        .excerpt_separator = separator,
        .effort = effort};
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

/* The note is the last of the author's text; footnotes stand below it. */
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

/* Authors write "Redis 安装" beside "Redis安装", and "Part 1 - Tides" beside "Part 1: Tides". */
static bool same_title(str a, str b)
{
    static const char between[] = " \t\n-_:";
    while (a.n || b.n) {
        a = str_from(a, str_span(a, between));
        b = str_from(b, str_span(b, between));
        if (!a.n || !b.n || char_lower(*a.p) != char_lower(*b.p))
            break;
        a = str_from(a, 1);
        b = str_from(b, 1);
    }
    return a.n == 0 && b.n == 0;
}

/* Also within containers that leave no trace: <center>, <header>. */
static cmark_node *first_heading(cmark_node *parent)
{
    cmark_node *found = NULL;
    for (cmark_node *node = cmark_node_first_child(parent); node && !found; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
            found = node;
        else if (tree_kind(node) == TREE_DIV)
            found = first_heading(node);
    }
    return found;
}

static bool opens(cmark_node *root, cmark_node *heading)
{
    cmark_node *node = heading;
    while (node != root && !cmark_node_previous(node))
        node = cmark_node_parent(node);
    return node == root && cmark_node_get_heading_level(heading) == 1;
}

/* Rule 1 of conversion: no page shows its title twice, and a page without one shows its first heading. */
static str settle_title(cmark_node *root, const struct page *page, struct arena *arena)
{
    cmark_node *heading = root ? first_heading(root) : NULL;
    if (!heading)
        return page->title;
    str text = tree_text(heading, arena);
    if (!page->titled && opens(root, heading) && text.n) {
        drop(heading);
        return text;
    }
    if (same_title(text, page->title))
        drop(heading);
    return page->title;
}

/* The page of a post that has moved: its text is one link to the new place. */
static const struct document *forwarding(const struct page *page, struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    struct tree_memory *outer = tree_memory_use(tree_memory_create(arena));
    cmark_node *root = tree_new(CMARK_NODE_DOCUMENT), *paragraph = tree_new(CMARK_NODE_PARAGRAPH);
    cmark_node *link = tree_new(CMARK_NODE_LINK), *text = tree_new(CMARK_NODE_TEXT);
    str shown = clean_controls(page->redirect_to, arena);
    cmark_node_set_url(link, arena_z(arena, shown));
    cmark_node_set_literal(text, arena_z(arena, shown));
    cmark_node_append_child(link, text);
    cmark_node_append_child(paragraph, link);
    cmark_node_append_child(root, paragraph);
    tree_memory_keep(arena, root);
    tree_memory_use(outer);
    *document = (struct document){.page = page, .root = root, .title = page->title, .uses = uses_create(arena)};
    return document;
}

static enum err parse(str source, const struct page *page, int root, struct effort *effort, struct uses *uses,
                      struct arena *arena, struct diag *diag, const struct document **out)
{
    if (page->redirect_to.n) {
        *out = forwarding(page, arena);
        return OK;
    }
    struct body body = {0};
    enum err err =
        page->generator->read_body(source, page, site_root(page->site, root), uses, effort, arena, diag, &body);
    if (err != OK)
        return err;
    struct document *document = ARENA_NEW(arena, struct document);
    document->page = page;
    document->uses = uses;
    document->first_line = body.first_line;
    if (page->format == FORMAT_GEMTEXT)
        document->source = clean_controls(body.written, arena);
    document->root = parse_body(body.text, page, body.separator, effort, arena, diag);
    document->cut = effort->over;
    document->cut_note = document->cut && document->root ? add_cut_note(document->root, arena) : NULL;
    document->title = settle_title(document->root, page, arena);
    if (document->root) {
        struct excerpt excerpt = excerpt_find(document->root, body.excerpt, body.separator, arena);
        document->excerpt = excerpt.text;
        document->excerpt_end = excerpt.end;
        document->picture = post_picture_add(document->root, page, arena);
    }
    *out = document;
    return effort->cancelled ? ERR_LIMIT : OK;
}

enum err document_parse(str source, const struct page *page, int root, struct arena *arena, struct diag *diag,
                        const struct document **out)
{
    struct effort effort = {0};
    return parse(source, page, root, &effort, uses_create(arena), arena, diag, out);
}

static enum err open_with(int root, const struct page *page, struct effort *effort, struct uses *uses,
                          struct arena *arena, struct diag *diag, const struct document **out)
{
    str source;
    enum err err = withheld_read(site_withheld(page->site), site_root(page->site, root), page_file(page), DOCUMENT_MAX,
                                 arena, &source);
    return err == OK ? parse(source, page, root, effort, uses, arena, diag, out) : err;
}

enum err document_open_within(int root, const struct page *page, struct effort *effort, struct arena *arena,
                              struct diag *diag, const struct document **out)
{
    return open_with(root, page, effort, uses_create(arena), arena, diag, out);
}

enum err document_open(int root, const struct page *page, struct arena *arena, struct diag *diag,
                       const struct document **out)
{
    struct effort effort = {0};
    return document_open_within(root, page, &effort, arena, diag, out);
}

enum err document_open_for_feed(int root, const struct page *page, struct arena *arena, struct diag *diag,
                                const struct document **out)
{
    struct effort effort = {0};
    struct uses *uses = uses_create(arena);
    uses->same_bytes = true;
    return open_with(root, page, &effort, uses, arena, diag, out);
}

void document_tell_cut(const struct document *document)
{
    if (!document->cut)
        return;
    /* This is the only part of a page that changes. */
    struct page *page = (struct page *)(uintptr_t)document->page;
    if (!atomic_exchange(&page->cut_told, true))
        log_error("%.*s takes more than a page may, so the rest is left out; splashdown check says where",
                  STR_ARG(page->source));
}
