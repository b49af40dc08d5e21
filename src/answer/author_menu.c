#include "answer/author_menu.h"

#include "protocol/gopher.h"
#include "text/valid.h"
#include "uri/uri.h"

struct item {
    char type;
    str display, selector, host, port;
};

static struct item parse(str line)
{
    str type, rest;
    struct item item = {0};
    str_cut(line, '\t', &type, &rest);
    item.type = type.n ? type.p[0] : 'i';
    item.display = str_from(type, 1);
    str_cut(rest, '\t', &item.selector, &rest);
    str_cut(rest, '\t', &item.host, &rest);
    str_cut(rest, '\t', &item.port, &rest);
    return item;
}

/* A selector within the capsule, from its root on. */
static str own_selector(str selector, str folder, struct arena *arena)
{
    if (str_starts(selector, STR("/")))
        return selector;
    return ARENA_CONCAT(arena, STR("/"), folder, folder.n ? STR("/") : STR(""), selector);
}

static int port_of(const struct item *item)
{
    long port;
    return str_to_long(str_trim(item->port), &port) && port > 0 && port <= 65535 ? (int)port : GOPHER_PORT;
}

static void put_own(struct menu *menu, const struct site *site, const struct item *item, str folder)
{
    str selector = item->selector.n ? item->selector : item->display;
    if (str_starts(selector, STR("URL:")) || str_starts(selector, STR("/URL:"))) {
        menu_outside(menu, str_from(selector, str_find(selector, STR(":")) + 1), item->display);
        return;
    }
    selector = own_selector(selector, folder, menu->arena);
    const struct page *page = item->type == '1' ? site_find(site, uri_decode(selector, menu->arena)) : NULL;
    str address = page ? link_page(page, menu->scope->protocol, menu->arena) : uri_fix(selector, menu->arena);
    menu_link(menu, item->type, address, str_trim(item->display));
}

static void put_foreign(struct menu *menu, const struct item *item)
{
    str selector = uri_fix(item->selector, menu->arena);
    str url = arena_printf(menu->arena, "gopher://%.*s:%d/%c%.*s", STR_ARG(item->host), port_of(item), item->type,
                           STR_ARG(selector));
    menu_outside(menu, url, str_trim(item->display));
}

static void put_line(struct menu *menu, const struct site *site, str line, str folder)
{
    if (!str_has_char(line, '\t')) {
        menu_literal(menu, line);
        return;
    }
    struct item item = parse(line);
    if (item.type == 'i' || item.type == '3')
        menu_literal(menu, item.display);
    else if (item.host.n && !str_eq_nocase(item.host, menu->scope->host))
        put_foreign(menu, &item);
    else
        put_own(menu, site, &item, folder);
}

void author_menu_put(struct menu *menu, const struct site *site, str source, str folder)
{
    str line;
    source = text_repair(source, menu->arena, NULL);
    while (str_line(&source, &line) && !str_eq(line, STR(".")))
        put_line(menu, site, line, folder);
}
