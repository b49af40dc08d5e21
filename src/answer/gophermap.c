#include "answer/gophermap.h"

#include "answer/gophermap_item.h"
#include "answer/gophermap_text.h"
#include "protocol/gopher.h"
#include "text/plain.h"
#include "text/valid.h"
#include "uri/uri.h"

struct author_menu {
    struct menu *menu;
    const struct site *site;
    str folder;
    struct buf text; /* lines that belong together, not written yet */
};

enum { HTTP_PORT = 80, TELNET_PORT = 23 };

static bool is_gopher(const struct author_menu *a)
{
    return a->menu->scope->protocol == LINK_GOPHER;
}

/* ---- on Gopher: as written */

/* A source's path is no address: the item leads to what is made of it, as a menu or, for type 0, as text. */
static void put_meant(const struct author_menu *a, const struct link_target *target, struct gopher_item *item)
{
    const struct page *page = site_find(a->site, uri_decode(target->address, a->menu->arena));
    item->selector = target->address;
    if (page && item->type == '0')
        item->selector = link_page_text(page, a->menu->arena);
    else if (page)
        item->type = target->gopher_type;
}

/* The item with its missing fields filled in; nothing that its author wrote is changed where it can be followed. */
static void put_verbatim(const struct author_menu *a, const struct gophermap_item *item)
{
    struct arena *arena = a->menu->arena;
    const struct link_scope *scope = a->menu->scope;
    bool url = gophermap_url(item).n;
    struct gopher_item out = {.type = item->type,
                              .display = item->display,
                              .selector = item->selector,
                              .host = item->host.n ? item->host : scope->host,
                              .port = gophermap_port(item, scope)};
    struct link_target target;
    bool is_menu;
    if (!url && gophermap_is_own(item, scope)) {
        out.selector = gophermap_selector(item, a->folder, arena);
        if (gophermap_find(a->site, scope, out.type, out.selector, arena, &target, &is_menu) == GOPHERMAP_MEANT)
            put_meant(a, &target, &out);
    }
    out.selector = text_label(out.selector, arena);
    out.host = text_label(out.host, arena);
    wrapped_item(&a->menu->wrapped, &out);
}

/* A line of text whose other fields are its author's, unless it is too wide for one. */
static bool put_text_item(const struct author_menu *a, const struct gophermap_item *item)
{
    static const str nowhere = STR_INIT("null.host");
    if (!gophermap_text_fits(a->menu, item->display))
        return false;
    long port;
    const struct gopher_item out = {
        .type = item->type,
        .display = item->display,
        .selector = text_label(item->selector, a->menu->arena),
        .host = item->host.n ? text_label(item->host, a->menu->arena) : nowhere,
        .port = str_to_long(str_trim(item->port), &port) ? gophermap_port(item, a->menu->scope) : 1};
    wrapped_item(&a->menu->wrapped, &out);
    return true;
}

/* ---- on Gemini: converted */

static void put_own(const struct author_menu *a, const struct gophermap_item *item)
{
    struct menu *menu = a->menu;
    str path, label = str_trim(item->display), selector = gophermap_selector(item, a->folder, menu->arena);
    struct link_target target;
    if (!str_starts(selector, STR("/")))
        selector = ARENA_CONCAT(menu->arena, STR("/"), selector);
    if (!uri_remove_dots(selector, menu->arena, &path)) {
        menu_literal(menu, item->display);
        return;
    }
    str decoded = uri_decode(path, menu->arena);
    if (link_find(menu->scope, a->site, path, menu->arena, &target) ||
        link_find(menu->scope, a->site, decoded, menu->arena, &target))
        menu_target(menu, &target, label);
    else if (menu->scope->protocol == LINK_WEB)
        menu_literal(menu, item->display);
    else
        menu_link(menu, item->type, uri_fix(path, menu->arena), label);
}

static void put_telnet(struct menu *menu, const struct gophermap_item *item, str host)
{
    str origin = uri_origin("telnet", host, gophermap_port(item, menu->scope), TELNET_PORT, menu->arena);
    str user = uri_encode_component(item->selector, menu->arena);
    str url = user.n ? ARENA_CONCAT(menu->arena, STR("telnet://"), user, STR("@"), str_from(origin, STR("telnet://").n))
                     : origin;
    menu_outside(menu, url, str_trim(item->display));
}

static void put_foreign(const struct author_menu *a, const struct gophermap_item *item)
{
    struct menu *menu = a->menu;
    str host, label = str_trim(item->display);
    if (uri_host(item->host, menu->arena, &host) != OK) {
        menu_literal(menu, item->display);
        return;
    }
    /* Older than "URL:": a web server asked by a Gopher client. */
    if (item->type == 'h' && str_starts(item->selector, STR("GET /"))) {
        str origin = uri_origin("http", host, gophermap_port(item, menu->scope), HTTP_PORT, menu->arena);
        menu_outside(menu, ARENA_CONCAT(menu->arena, origin, str_from(item->selector, STR("GET ").n)), label);
        return;
    }
    if (item->type == '8' || item->type == 'T') {
        put_telnet(menu, item, host);
        return;
    }
    struct link_target target =
        link_selector(menu->scope, item->type, item->selector, host, gophermap_port(item, menu->scope), menu->arena);
    menu_target(menu, &target, label);
}

static void put_item(const struct author_menu *a, const struct gophermap_item *item)
{
    str url = gophermap_url(item);
    if (is_gopher(a))
        put_verbatim(a, item);
    else if (url.n)
        menu_outside(a->menu, url, str_trim(item->display));
    else if (gophermap_is_own(item, a->menu->scope))
        put_own(a, item);
    else
        put_foreign(a, item);
}

/* ---- lines */

static void end_text(struct author_menu *a)
{
    gophermap_text_put(a->menu, arena_str(a->menu->arena, buf_str(&a->text)));
    buf_clear(&a->text);
}

static void put_text(struct author_menu *a, str line)
{
    if (!str_trim(line).n) {
        end_text(a);
        menu_literal(a->menu, STR(""));
        return;
    }
    buf_put(&a->text, line);
    buf_put_char(&a->text, '\n');
}

static void put_line(struct author_menu *a, str line)
{
    struct gophermap_item item = gophermap_parse(line);
    if (gophermap_is_comment(line))
        return;
    if (!gophermap_is_text(&item, line)) {
        end_text(a);
        put_item(a, &item);
        return;
    }
    bool has_tab = str_has_char(line, '\t'), has_type = has_tab && line.p[0] == item.type;
    if (has_type && is_gopher(a))
        end_text(a);
    if (!has_type || !is_gopher(a) || !put_text_item(a, &item))
        put_text(a, has_tab ? item.display : line);
}

void gophermap_put(struct menu *menu, const struct site *site, str source, str folder)
{
    str line;
    struct author_menu a = {.menu = menu, .site = site, .folder = folder};
    buf_init(&a.text, GOPHERMAP_MAX + 1);
    source = text_repair(source, menu->arena, NULL);
    if (str_starts(source, STR("\xef\xbb\xbf")))
        source = str_from(source, 3);
    while (str_line(&source, &line) && !str_eq(line, STR(".")))
        put_line(&a, line);
    end_text(&a);
    buf_finish(&a.text);
}

enum err gophermap_put_file(struct menu *menu, const struct view *view, const struct site *site,
                            const struct capsule_options *options)
{
    str source;
    enum err err = withheld_read(options->site.withheld, site_root(site, options->root), site_file_path(view->file),
                                 GOPHERMAP_MAX, menu->arena, &source);
    if (err == OK)
        gophermap_put(menu, site, source, view->folder);
    return err;
}
