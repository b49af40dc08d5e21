#include "render/lint.h"

#include "protocol/gopher.h"
#include "render/grid.h"
#include "render/picture.h"
#include "render/wrapped.h"
#include "text/width.h"
#include "text/wrap.h"
#include "uri/uri.h"

enum { SHOWN_MAX = 200 /* bytes of an address in a message */ };

struct lint {
    const struct document *document;
    struct link_scope gemini, gopher;
    int width; /* columns */
    struct arena *arena;
    struct diag *diag;
};

#define TELL(lint, severity, line, ...)                                                                                \
    diag_add((lint)->diag, (severity), (lint)->document->page->source, (line), __VA_ARGS__)

/* Does the longest item that a menu may have to make of a link fit: its address behind the first line of its words? */
static bool fits_in_menu(struct lint *l, str url, str label)
{
    struct link_target target = link_resolve(&l->gopher, url, l->arena);
    if (!label.n || target.gopher_type == 'i')
        return true;
    struct text_lines lines = text_wrap(label, l->width, 0, 0, l->arena);
    const struct gopher_item item = {.type = target.gopher_type,
                                     .display = lines.lines[0],
                                     .selector = target.address,
                                     .host = target.host,
                                     .port = target.port};
    struct buf line;
    buf_init(&line, 2 * GOPHER_LINE_MAX);
    bool fits = gopher_put_item(&line, &item) == OK;
    buf_finish(&line);
    return fits;
}

/* True for an address from which a template of the author's may make another one. */
static bool is_of_template(const struct lint *l, str url, bool picture)
{
    const struct site *site = l->document->page->site;
    if (!site || uri_has_scheme(url, NULL))
        return false;
    const struct site_config *config = site_config(site);
    return picture ? config->pictures_by_template : config->links_by_template && !str_starts(url, STR("/"));
}

static void tell_broken(struct lint *l, const struct link_target *target, str url, int line, bool picture)
{
    str shown = str_first(url, SHOWN_MAX);
    if (uri_has_scheme(url, NULL) || str_starts(url, STR("//")))
        TELL(l, SEVERITY_NOTE, line,
             picture ? "the picture %.*s leads to the web: it is not in the capsule"
                     : "a link to %.*s leads to the web: it is not in the capsule",
             STR_ARG(shown));
    else if (target->ours)
        TELL(l, SEVERITY_WARNING, line,
             picture ? "the picture %.*s: nothing is there; write the path of a page or a file"
                     : "a link to %.*s: nothing is there; write the path of a page or a file",
             STR_ARG(shown));
    else
        TELL(l, SEVERITY_WARNING, line,
             picture ? "the picture %.*s: nothing is there in the capsule, so it leads to the web; write the path of a "
                       "page or a file"
                     : "a link to %.*s: nothing is there in the capsule, so it leads to the web; write the path of a "
                       "page or a file",
             STR_ARG(shown));
}

static void check_address(struct lint *l, str url, str label, int line, bool picture)
{
    url = str_trim(url);
    str shown = str_first(url, SHOWN_MAX);
    if (!url.n) {
        TELL(l, SEVERITY_WARNING, line, "a %s without an address is only text; write one between its brackets",
             picture ? "picture" : "link");
        return;
    }
    if (link_is_unsafe(url)) {
        TELL(l, SEVERITY_WARNING, line, "%.*s… is left out: no reader can follow it; %s",
             STR_ARG(str_first(url, str_span_not(url, ":") + 1)),
             picture ? "save the picture as a file" : "write an address");
        return;
    }
    struct link_target target = link_resolve(&l->gemini, url, l->arena);
    if (target.anchor)
        return;
    if (target.broken && !is_of_template(l, url, picture))
        tell_broken(l, &target, url, line, picture);
    if (target.address.n > LINK_ADDRESS_MAX)
        TELL(l, SEVERITY_WARNING, line,
             "the address %.*s… has %zu bytes, and is left out, since the limit is %d; write a shorter one",
             STR_ARG(shown), target.address.n, LINK_ADDRESS_MAX);
    else if (!fits_in_menu(l, url, label))
        TELL(l, SEVERITY_WARNING, line,
             "the address %.*s… is too long for an item of a Gopher menu, and is shown as text there; write a shorter "
             "one",
             STR_ARG(shown));
}

static void check_link(struct lint *l, cmark_node *node)
{
    str label = flow_one_line(tree_text(node, l->arena), l->arena);
    check_address(l, str_of(cmark_node_get_url(node)), label, tree_line(node), false);
}

static void check_image(struct lint *l, cmark_node *node)
{
    str url = str_of(cmark_node_get_url(node));
    str alt = flow_one_line(tree_text(node, l->arena), l->arena);
    int line = tree_line(node);
    if (!alt.n && !(l->document->picture && cmark_node_parent(node) == l->document->picture))
        TELL(l, SEVERITY_WARNING, line, "the picture %.*s has no alt text; say what it shows: ![a cat](cat.png)",
             STR_ARG(str_first(url, SHOWN_MAX)));
    check_address(l, url, alt.n ? alt : picture_file_words(url, l->arena), line, true);
}

/* The columns that the containers around NODE take before each of its lines. */
static int indent_of(cmark_node *node)
{
    int columns = 0;
    for (node = cmark_node_parent(node); node; node = cmark_node_parent(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        bool indents = type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM || tree_kind(node) == TREE_DETAIL;
        columns += indents ? 2 : 0;
    }
    return columns;
}

static void check_table(struct lint *l, cmark_node *node)
{
    struct link_list links;
    const struct flow_style style = {.alt = true};
    link_list_init(&links, &l->gopher, l->arena);
    struct grid grid = grid_make(node, &style, &links);
    if (!grid_is_layout(node, l->arena) && (grid.sparse || grid.width + indent_of(node) > l->width))
        TELL(l, SEVERITY_NOTE, tree_line(node),
             "this table is %d columns wide; Gopher has %d, and shows it as lines of \"header: cell\"", grid.width,
             l->width);
}

/* Checks lines of code that follow one another; LINE is that of the first. */
static void check_code(struct lint *l, str code, int line)
{
    str text;
    for (int i = 0; str_line(&code, &text); i++) {
        int width = text_width(text);
        int most = text_has_wide(text) ? l->width : WRAPPED_CODE_MAX;
        if (width > most)
            TELL(l, SEVERITY_NOTE, line ? line + i : 0,
                 "a line of code %d columns wide is continued after a \\ on Gopher; keep it under %d", width, most + 1);
    }
}

/* "[[Note]]", but not "[[ -f x ]]", "[[1]]" or "[[a](b)]". */
static bool is_wiki_link(str inner)
{
    bool letter = false;
    for (size_t i = 0; i < inner.n; i++)
        letter = letter || char_is_alpha(inner.p[i]) || (unsigned char)inner.p[i] >= 0x80;
    return letter && inner.p[0] != ' ' && inner.p[inner.n - 1] != ' ' && inner.n < SHOWN_MAX &&
           str_span_not(inner, "[]=\"$") == inner.n;
}

/* "[[Prototype]]" is an internal slot in the standard of JavaScript, unless a page here is called so. */
static bool is_slot(const struct lint *l, str inner)
{
    const struct site *site = l->document->page->site;
    for (size_t i = 0; i < inner.n; i++)
        if (!char_is_alpha(inner.p[i]))
            return false;
    return !site || (!site_named(site, false, inner) && !site_named(site, true, inner));
}

static void check_wiki_links(struct lint *l, cmark_node *node)
{
    str text = str_of(cmark_node_get_literal(node));
    for (size_t at; (at = str_find(text, STR("[["))) != STR_NONE;) {
        text = str_from(text, at + 2);
        size_t end = str_find(text, STR("]]"));
        str inner = end == STR_NONE ? STR("") : str_first(text, end), name, label;
        if (!inner.n || !is_wiki_link(inner) || is_slot(l, inner))
            continue;
        str_cut(inner, '|', &name, &label);
        TELL(l, SEVERITY_WARNING, tree_line(node),
             "[[%.*s]] is a link in a folder of notes only, and is shown as text here; write [%.*s](its path)",
             STR_ARG(inner), STR_ARG(label.n ? label : name));
    }
}

static void check_node(struct lint *l, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LINK:
        check_link(l, node);
        break;
    case CMARK_NODE_IMAGE:
        check_image(l, node);
        break;
    case CMARK_NODE_TEXT:
        check_wiki_links(l, node);
        break;
    case CMARK_NODE_CODE_BLOCK: {
        int line = tree_line(node);
        /* A page of plain text is its author's, lines and all. */
        if (l->document->page->format != FORMAT_TEXT)
            check_code(l, str_of(cmark_node_get_literal(node)), line ? line : l->document->first_line);
        break;
    }
    default:
        if (tree_kind(node) == TREE_TABLE)
            check_table(l, node);
        break;
    }
}

static void check_tree(struct lint *l, cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER)
            check_node(l, cmark_iter_get_node(walk));
    cmark_iter_free(walk);
}

/* The part of URL in which a bracket has to be escaped: not the host, which may be a literal of IPv6. */
static str after_host(str url)
{
    size_t at = uri_has_scheme(url, NULL) ? str_find(url, STR("://")) : STR_NONE;
    if (at == STR_NONE)
        return url;
    str rest = str_from(url, at + 3);
    return str_from(rest, str_span_not(rest, "/?#"));
}

/* A path with raw blanks ends at the first of them, and its rest becomes the label: does the whole lead somewhere? */
static bool tell_blanks(struct lint *l, str url, str label, int line)
{
    if (uri_has_scheme(url, NULL) || !link_resolve(&l->gemini, url, l->arena).broken)
        return false;
    str path = url;
    for (str word; label.n;) {
        size_t n = str_span_not(label, " \t");
        word = str_first(label, n);
        label = str_trim_left(str_from(label, n));
        path = ARENA_CONCAT(l->arena, path, STR("%20"), word);
        struct link_target target = link_resolve(&l->gemini, path, l->arena);
        if (target.broken || !target.ours)
            continue;
        TELL(l, SEVERITY_WARNING, line, "a link to %.*s: it ends at the blank; write %%20 for each: %.*s", STR_ARG(url),
             STR_ARG(str_first(path, SHOWN_MAX)));
        return true;
    }
    return false;
}

/* Sent as it is to readers of Gemini, whose programs may refuse what is no URL (RFC 3986, 2). */
static void check_raw_address(struct lint *l, str url, str label, int line)
{
    str rest = after_host(url);
    size_t bad = str_span_not(rest, "[]{}<>\"\\^`|");
    if (bad < rest.n)
        TELL(l, SEVERITY_WARNING, line, "a link to %.*s: a raw %c is in no address; write %%%02X",
             STR_ARG(str_first(url, SHOWN_MAX)), rest.p[bad], (unsigned)(unsigned char)rest.p[bad]);
    if (!tell_blanks(l, url, label, line))
        check_address(l, url, label, line, false);
}

static void check_gemtext(struct lint *l, str source, int line)
{
    bool code = false;
    for (str text; str_line(&source, &text); line++) {
        if (str_starts(text, STR("```"))) {
            code = !code;
        } else if (code) {
            check_code(l, text, line);
        } else if (str_starts(text, STR("=>"))) {
            str rest = str_trim(str_from(text, 2));
            str url = str_first(rest, str_span_not(rest, " \t"));
            check_raw_address(l, url, str_trim(str_from(rest, url.n)), line);
        }
    }
}

void lint_document(const struct document *document, const struct link_scope *scope, int width, struct diag *diag)
{
    struct lint l = {.document = document, .gemini = *scope, .gopher = *scope, .width = width, .diag = diag};
    l.arena = arena_create();
    l.gemini.page = l.gopher.page = document->page;
    l.gemini.protocol = LINK_GEMINI;
    l.gopher.protocol = LINK_GOPHER;
    if (document->root)
        check_tree(&l, document->root);
    else
        check_gemtext(&l, document->source, document->first_line);
    arena_destroy(l.arena);
}
