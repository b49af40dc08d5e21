#include "answer/view.h"

#include "answer/access.h"
#include "answer/capsule.h"
#include "answer/debounce.h"
#include "answer/footer.h"
#include "answer/gophermap.h"
#include "answer/listing.h"
#include "answer/page_words.h"
#include "answer/web_sitemap.h"
#include "answer/web_write.h"
#include "render/atom.h"
#include "render/render.h"
#include "text/plain.h"
#include "uri/uri.h"

#include <stdlib.h>

struct writer {
    const struct view *view;
    const struct site *site;
    const struct capsule_options *options;
    struct arena *arena;
    struct link_scope scope;
    struct uses *uses;
    struct buf *out;
};

/* Records the uses of DOCUMENT, which is to be written. */
static void took(const struct writer *w, const struct document *document)
{
    uses_append(w->uses, document->uses);
    document_tell_cut(document);
}

static enum err write_text(const struct writer *w)
{
    const struct document *document;
    struct link_scope scope = w->scope;
    if (scope.protocol == LINK_NEX) /* addresses in a text are there to be copied */
        scope.base = uri_origin("nex", scope.host, scope.others.nex, NEX_PORT, w->arena);
    enum err err = document_open(w->options->root, w->view->page, w->arena, NULL, &document);
    if (err == OK)
        took(w, document);
    return err == OK ? render_text(document, &scope, w->options->gopher_width, w->out) : err;
}

/* The author's header stands below title and meta line on Gemini, whose programs take the first line for the title; on
 * Gopher above them. */
static enum err write_gemtext(const struct writer *w, const struct document *document)
{
    struct menu menu;
    enum err err = render_gemtext_head(document, w->out);
    menu_begin(&menu, &w->scope, w->options->gopher_width, w->out, w->arena);
    if (err == OK)
        page_words_put_header(&menu, w->site);
    if (err == OK)
        err = menu_end(&menu);
    return err == OK ? render_gemtext_body(document, &w->scope, w->out) : err;
}

static enum err write_menu_of_page(const struct writer *w, const struct document *document)
{
    struct menu menu;
    menu_begin(&menu, &w->scope, w->options->gopher_width, w->out, w->arena);
    if (document->root)
        page_words_put_header(&menu, w->site);
    enum err err = menu_end(&menu);
    return err == OK ? render_gophermap(document, &w->scope, w->options->gopher_width, w->out) : err;
}

/* Gemtext of the author's own has no words but its own. */
static enum err write_page(const struct writer *w)
{
    const struct page *page = w->view->page;
    const struct document *document;
    struct menu menu;
    enum err err = document_open(w->options->root, page, w->arena, NULL, &document);
    if (err != OK)
        return err;
    took(w, document);
    if (w->view->protocol == LINK_GOPHER)
        err = write_menu_of_page(w, document);
    else if (document->root)
        err = write_gemtext(w, document);
    else
        return render_gemtext(document, &w->scope, w->out);
    if (err != OK)
        return err;
    menu_begin(&menu, &w->scope, w->options->gopher_width, w->out, w->arena);
    if (str_eq(page->layout, STR("home")) || str_eq(page->stem, STR("/")))
        uses_all(w->uses); /* it leads to the newest posts, or to lists that need not exist */
    if (w->view->place.kind != PLACE_NONE) {
        uses_all(w->uses);
        listing_put_below(&menu, w->site, &w->view->place, document);
    } else if (str_eq(page->layout, STR("home"))) {
        listing_put_home(&menu, w->site, page->home.n ? page->edition : 0, document);
    }
    footer_put(&menu, page);
    if (document->root)
        page_words_put_footer(&menu, w->site);
    return menu_end(&menu);
}

static const struct document *open_entry(void *context, const struct page *page, struct arena *arena)
{
    const struct writer *w = context;
    const struct document *document;
    int left = debounce_left(w->options->root, page);
    if (left > w->uses->unsettled_ms)
        w->uses->unsettled_ms = left;
    return document_open_for_feed(w->options->root, page, arena, NULL, &document) == OK ? document : NULL;
}

static enum err write_feed(struct writer *w)
{
    const struct place *place = &w->view->place;
    bool web = w->view->protocol == LINK_WEB;
    const struct feed_options feed = {
        .base_url = web ? w->options->web->base_url : capsule_base_url(w->options, w->arena),
        .mirror = web,
        .scope = w->scope,
        .content = FEED_AS_AUTHOR_SAYS,
        .group = place->group,
        .archive = place->number,
        .edition = place->edition,
        .group_path = place->group ? str_first(place->address, place->address.n - STR("atom.xml").n) : STR("/"),
        .open = open_entry,
        .context = w,
    };
    return render_atom(w->site, &feed, w->out);
}

static enum err write_listing(const struct writer *w)
{
    struct menu menu;
    menu_begin(&menu, &w->scope, w->options->gopher_width, w->out, w->arena);
    listing_put(&menu, w->view, w->site, w->options);
    footer_put_elsewhere(&menu, w->site, w->view->place.edition, w->view->address);
    page_words_put_footer(&menu, w->site);
    return menu_end(&menu);
}

static enum err write_menu(const struct writer *w)
{
    struct menu menu;
    menu_begin(&menu, &w->scope, w->options->gopher_width, w->out, w->arena);
    enum err err = gophermap_put_file(&menu, w->view, w->site, w->options), put = menu_end(&menu);
    return err == OK ? put : err;
}

/* A search page on the web would need a server. */
static enum err write_robots(const struct writer *w)
{
    if (w->view->protocol == LINK_WEB)
        return buf_printf(w->out, "User-agent: *\nDisallow:\n\nSitemap: %.*s/sitemap.xml\n",
                          STR_ARG(w->options->web->base_url));
    enum err err = buf_put(w->out, STR("User-agent: *\nDisallow: /search\n"));
    for (size_t i = 1; err == OK && i < site_config(w->site)->edition_count; i++)
        if (site_edition_list(w->site, i))
            err =
                buf_printf(w->out, "Disallow: %.*s\n", STR_ARG(place_in_edition(w->site, i, STR("search"), w->arena)));
    return err;
}

static enum err write_html(const struct writer *w)
{
    struct link_scope scope = w->scope;
    const struct picture_sizer sizer = {web_picture_size, w->site, w->options->root};
    scope.sizer = &sizer;
    struct web_page page = {
        .view = w->view, .site = w->site, .options = w->options, .scope = &scope, .arena = w->arena};
    enum err err = w->view->kind == VIEW_PAGE
                       ? document_open(w->options->root, w->view->page, w->arena, NULL, &page.document)
                       : OK;
    if (err == OK && page.document)
        took(w, page.document);
    uses_all(w->uses);
    return err == OK ? web_write(&page, w->out) : err;
}

static enum err write_caps(const struct writer *w)
{
    enum err err = buf_put(w->out, STR("CAPS\n\nCapsVersion=1\nExpireCapsAfter=86400\n\nPathDelimeter=/\nPathIdentity=."
                                       "\nPathParent=..\nPathParentDouble=FALSE\nPathKeepPreDelimeter=FALSE\n\n"
                                       "ServerDefaultEncoding=UTF-8\nServerSoftware=Splashdown\n"
                                       "ServerSoftwareVersion=" SPLASHDOWN_VERSION "\n"));
    str title = text_label(site_title(w->site, w->options->name), w->arena);
    return err == OK ? buf_printf(w->out, "ServerDescription=%.*s\n", STR_ARG(title)) : err;
}

static enum err write_kind(struct writer *w)
{
    if (view_is_html(w->view))
        return write_html(w);
    switch (w->view->kind) {
    case VIEW_PAGE:
        return write_page(w);
    case VIEW_TEXT:
        return write_text(w);
    case VIEW_PLACE:
        return w->view->place.kind == PLACE_FEED ? write_feed(w) : write_listing(w);
    case VIEW_FOLDER:
    case VIEW_DRAFTS:
        return write_listing(w);
    case VIEW_MENU:
        return write_menu(w);
    case VIEW_ROBOTS:
        return write_robots(w);
    case VIEW_CAPS:
        return write_caps(w);
    case VIEW_STYLE:
        return web_write_style(w->out);
    case VIEW_SITEMAP:
        return web_sitemap_write(w->site, w->options->web->base_url, w->out);
    case VIEW_ABSENT:
    case VIEW_NONE:
    case VIEW_FILE:
        break;
    }
    return ERR_NOT_FOUND;
}

enum err view_write(const struct view *view, const struct site *site, const struct capsule_options *options,
                    struct uses *uses, struct buf *out)
{
    struct writer w = {.view = view,
                       .site = site,
                       .options = options,
                       .arena = arena_create(),
                       .scope = capsule_scope(options, view->page, view->protocol),
                       .uses = uses,
                       .out = out};
    w.scope.uses = uses;
    /* Content for certain visitors only is on Gemini alone. */
    static const struct peer nobody = {0};
    if (view->hidden || access_to_view(options, view, &nobody)) {
        w.scope.gopher_port = 0;
        w.scope.others = (struct link_others){0};
    }
    enum err err = write_kind(&w);
    arena_destroy(w.arena);
    return err;
}
