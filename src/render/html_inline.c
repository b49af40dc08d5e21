#include "render/html_inline.h"

#include "render/html_escape.h"
#include "render/html_place.h"
#include "render/link_list.h"
#include "render/xml.h"
#include "text/valid.h"
#include "uri/uri.h"

void html_note_err(struct html *h, enum err err)
{
    if (h->err == OK)
        h->err = err;
}

void html_put(struct html *h, str markup)
{
    html_note_err(h, buf_put(h->out, markup));
}

void html_put_escaped(struct html *h, str text)
{
    html_note_err(h, html_put_text(h->out, text));
}

/* The place on a page of ours that URL names, as "#place"; empty: none. */
static str place_in(const struct html *h, str url)
{
    str written = uri_decode(str_from(url, str_span_not(url, "#") + 1), h->arena);
    str place = text_is_valid(written) ? html_place(written, h->arena) : STR("");
    return place.n ? ARENA_CONCAT(h->arena, STR("#"), place) : STR("");
}

static void put_address(struct html *h, cmark_node *node)
{
    str url = str_of(cmark_node_get_url(node));
    if (h->whole && str_starts(url, STR("#"))) {
        str place = place_in(h, url);
        url = place.n ? place : url;
    } else if (url.n && !str_starts(url, STR("#"))) {
        struct link_target target = link_resolve(h->scope, url, h->arena);
        url = h->whole && target.page ? ARENA_CONCAT(h->arena, target.address, place_in(h, url)) : target.address;
    }
    html_note_err(h, html_put_address(h->out, url));
}

/* URL, "#name", is neither the top of the page nor one of its headings. */
static bool names_nothing(const struct html *h, str url)
{
    str place = place_in(h, url);
    return h->whole && place.n && !str_eq(place, STR("#top")) && !strmap_has(&h->all, str_from(place, 1));
}

/* Nothing is there, here or elsewhere. */
static bool leads_nowhere(const struct html *h, str url)
{
    if (str_starts(url, STR("#")))
        return names_nothing(h, url);
    if (!h->scope->mirror)
        return false;
    struct link_target target = link_resolve(h->scope, url, h->arena);
    return !str_trim(url).n || (target.broken && (target.ours || h->scope->alone));
}

static void put_title(struct html *h, cmark_node *node)
{
    str title = str_of(cmark_node_get_title(node));
    if (!title.n)
        return;
    html_put(h, STR("\" title=\""));
    html_put_escaped(h, title);
}

/* Puts the alt text of a picture as the value of an attribute: without elements. */
static void put_alt(struct html *h, cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            html_put_escaped(h, str_of(cmark_node_get_literal(node)));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            html_put(h, STR(" "));
        else
            put_alt(h, node);
    }
}

static void put_element(struct html *h, cmark_node *node, str open, str close)
{
    html_put(h, open);
    html_put_inlines(h, node);
    html_put(h, close);
}

static void put_link(struct html *h, cmark_node *node)
{
    str url = str_of(cmark_node_get_url(node));
    if (link_is_unsafe(url) || str_starts_nocase(url, STR("file:")) ||
        leads_nowhere(h, url)) { /* nobody may follow it */
        html_put_inlines(h, node);
        return;
    }
    html_put(h, STR("<a href=\""));
    put_address(h, node);
    put_title(h, node);
    html_put(h, STR("\">"));
    if (!cmark_node_first_child(node) && !str_starts(url, STR("#")))
        html_put_escaped(h, url); /* a card that a script would draw there */
    html_put_inlines(h, node);
    html_put(h, STR("</a>"));
}

/* The size of a picture of the capsule's, so that the text does not move when it comes. */
static void put_size(struct html *h, cmark_node *node)
{
    const struct link_scope *scope = h->scope;
    struct picture_size size;
    if (!scope->sizer || !scope->page)
        return;
    struct link_target target = link_resolve(scope, str_of(cmark_node_get_url(node)), h->arena);
    str path = target.ours ? uri_decode(str_from(target.address, scope->base.n), h->arena) : STR("");
    const struct site_file *file = path.n ? site_find_file(scope->page->site, str_from(path, 1)) : NULL;
    if (file && scope->sizer->read(scope->sizer, file, &size))
        html_note_err(h, buf_printf(h->out, "\" width=\"%d\" height=\"%d", size.width, size.height));
}

static void put_image(struct html *h, cmark_node *node)
{
    if (leads_nowhere(h, str_of(cmark_node_get_url(node)))) {
        html_put_inlines(h, node);
        return;
    }
    html_put(h, STR("<img src=\""));
    put_address(h, node);
    html_put(h, STR("\" alt=\""));
    put_alt(h, node);
    put_title(h, node);
    put_size(h, node);
    html_put(h, h->whole ? STR("\" loading=\"lazy\" />") : STR("\" />"));
}

static void put_marked(struct html *h, cmark_node *node, const struct tree_note *note)
{
    html_put(h, STR("<"));
    html_put(h, note->tag);
    if (note->title.n) {
        html_put(h, STR(" title=\""));
        html_note_err(h, xml_put(h->out, note->title));
        html_put(h, STR("\""));
    }
    put_element(h, node, STR(">"), STR("</"));
    html_put(h, note->tag);
    html_put(h, STR(">"));
}

/* The first reference to a note is where its reader goes back to. */
static void put_reference(struct html *h, const struct tree_note *note)
{
    int n = note->number;
    if (!h->first_note || n < h->first_note)
        html_note_err(h, buf_printf(h->out, "<sup>[%d]</sup>", n));
    else if (note->occurrence > 1)
        html_note_err(h, buf_printf(h->out, "<sup><a href=\"#fn:%d\">[%d]</a></sup>", n, n));
    else
        html_note_err(h, buf_printf(h->out, "<sup id=\"fnref:%d\"><a href=\"#fn:%d\">[%d]</a></sup>", n, n, n));
}

static void put_custom_inline(struct html *h, cmark_node *node)
{
    switch (tree_kind(node)) {
    case TREE_STRIKE:
        put_element(h, node, STR("<del>"), STR("</del>"));
        break;
    case TREE_REF:
        put_reference(h, tree_note(node));
        break;
    case TREE_MARKED:
        put_marked(h, node, tree_note(node));
        break;
    default:
        html_put_inlines(h, node);
        break;
    }
}

static void put_inline(struct html *h, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        html_put_escaped(h, str_of(cmark_node_get_literal(node)));
        break;
    case CMARK_NODE_CODE:
        html_put(h, STR("<code>"));
        html_put_escaped(h, str_of(cmark_node_get_literal(node)));
        html_put(h, STR("</code>"));
        break;
    case CMARK_NODE_SOFTBREAK:
        html_put(h, STR("\n"));
        break;
    case CMARK_NODE_LINEBREAK:
        html_put(h, STR("<br />\n"));
        break;
    case CMARK_NODE_EMPH:
        put_element(h, node, STR("<em>"), STR("</em>"));
        break;
    case CMARK_NODE_STRONG:
        put_element(h, node, STR("<strong>"), STR("</strong>"));
        break;
    case CMARK_NODE_LINK:
        put_link(h, node);
        break;
    case CMARK_NODE_IMAGE:
        put_image(h, node);
        break;
    default:
        put_custom_inline(h, node);
        break;
    }
}

void html_put_inlines(struct html *h, cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        put_inline(h, node);
}
