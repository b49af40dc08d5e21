#include "answer/web_sitemap.h"

#include "answer/addresses.h"
#include "answer/view.h"
#include "render/heading.h"
#include "render/xml.h"
#include "uri/uri.h"

/* The file of 50,000 addresses that the protocol allows is the first: search engines follow links to the rest. */
enum { ADDRESSES_MAX = 50000 };

static bool is_wanted(const struct view *view)
{
    return view_is_html(view) && view->kind != VIEW_ABSENT && (!view->page || view->page->in_sitemap);
}

static enum err put_address(const struct view *view, str base_url, str path, struct arena *arena, struct buf *out)
{
    enum err err = buf_put(out, STR("<url>"));
    if (err == OK)
        err = xml_put_element(out, STR("loc"), ARENA_CONCAT(arena, base_url, path));
    if (err == OK && view->page && view->page->kind == PAGE_POST && view->page->has_date)
        err = xml_put_element(out, STR("lastmod"), heading_changed(view->page, arena));
    return err == OK ? buf_put(out, STR("</url>\n")) : err;
}

enum err web_sitemap_write(const struct site *site, str base_url, struct buf *out)
{
    struct arena *arena = arena_create(), *scratch = arena_create();
    struct address_list all = addresses_own(site, LINK_WEB, arena);
    size_t put = 0;
    enum err err = buf_put(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"));
    for (size_t i = 0; i < all.count && put < ADDRESSES_MAX && err == OK; i++) {
        struct view view = view_find(site, LINK_WEB, uri_decode(all.items[i].path, scratch), false, scratch);
        if (is_wanted(&view) && ++put)
            err = put_address(&view, base_url, all.items[i].path, scratch, out);
        arena_reset(scratch);
    }
    arena_destroy(scratch);
    arena_destroy(arena);
    return err == OK ? buf_put(out, STR("</urlset>\n")) : err;
}
