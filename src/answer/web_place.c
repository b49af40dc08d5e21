#include "answer/web_place.h"

#include "uri/uri.h"

/* An address for trials at home leads readers to their own machine. */
static bool is_on_web(str url)
{
    struct uri web;
    return url.n && !(uri_parse(url, &web) == OK && uri_host_is_own(web.host));
}

str web_place_root(const struct site *site, struct arena *arena)
{
    const struct site_config *config = site_config(site);
    bool there = is_on_web(config->url);
    return there ? ARENA_CONCAT(arena, str_trim_char_right(config->url, '/'), config->baseurl) : STR("");
}

str web_place_of(const struct page *page, struct arena *arena)
{
    str root = web_place_root(page->site, arena);
    return root.n ? ARENA_CONCAT(arena, root, uri_fix(page->url, arena)) : STR("");
}
