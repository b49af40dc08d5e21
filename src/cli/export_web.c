#include "cli/export_web.h"

#include "answer/web_place.h"
#include "base/log.h"
#include "protocol/gemini.h"
#include "protocol/gopher.h"
#include "uri/uri.h"

enum err export_web_base(str base_url, struct arena *arena, struct web_options *web)
{
    struct uri uri;
    str fixed = uri_fix(base_url, arena);
    if (!base_url.n) {
        log_error("--to web needs the address that the pages will have: --base-url https://example.org");
        return ERR_SYNTAX;
    }
    bool is_web = uri_parse(fixed, &uri) == OK && uri.host.n &&
                  (str_eq_nocase(uri.scheme, STR("https")) || str_eq_nocase(uri.scheme, STR("http")));
    if (!is_web || uri.has_query || uri.has_fragment || uri.has_userinfo) {
        log_error("--base-url %.*s is not the address of a web site; write one such as https://example.org/blog",
                  STR_ARG(base_url));
        return ERR_SYNTAX;
    }
    web->base_url = str_trim_char_right(fixed, '/');
    web->base_path = str_trim_char_right(uri.path, '/');
    return OK;
}

/* The author's own site is elsewhere, where its pages remain. */
static bool has_original(const struct site *site, const struct web_options *web, struct arena *arena)
{
    str root = web_place_root(site, arena);
    return root.n && !str_eq_nocase(str_trim_char_right(root, '/'), web->base_url);
}

static enum err find_style(const struct site *site, struct arena *arena, struct web_options *web)
{
    str named = site_config(site)->web_css;
    if (!named.n)
        return OK;
    str path = str_from(named, str_span(named, "/"));
    const struct site_file *file = site_find_file_source(site, path);
    if (!file)
        file = site_find_file(site, path);
    if (!file) {
        log_error("splashdown.web.css: %.*s is not among the files of the capsule; name one that is", STR_ARG(named));
        return ERR_NOT_FOUND;
    }
    web->style = ARENA_CONCAT(arena, STR("/"), uri_encode_path(file->address, arena));
    return OK;
}

enum err export_web_complete(const struct site *site, str host, int gopher_port, struct arena *arena,
                             struct web_options *web)
{
    str gemini = site_config(site)->gemini_url;
    web->gemini = str_trim_char_right(gemini, '/');
    if (!gemini.n && host.n)
        web->gemini = uri_origin("gemini", host, 0, GEMINI_PORT, arena);
    if (host.n && gopher_port)
        web->gopher = uri_origin("gopher", host, gopher_port, GOPHER_PORT, arena);
    web->alone = !has_original(site, web, arena);
    return find_style(site, arena, web);
}

str export_web_file(const struct address *address, struct arena *arena)
{
    str name = str_from(uri_decode(address->path, arena), 1);
    if (!name.n || str_ends(name, STR("/")))
        return ARENA_CONCAT(arena, name, STR("index.html"));
    bool named = !address->html || str_ends(name, STR(".html")) || str_ends(name, STR(".htm"));
    return named ? name : ARENA_CONCAT(arena, name, STR(".html"));
}
