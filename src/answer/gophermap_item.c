#include "answer/gophermap_item.h"

#include "answer/view.h"
#include "protocol/gopher.h"
#include "uri/uri.h"

enum { HTTP_PORT = 80, TELNET_PORT = 23, PORT_MAX = 65535 };

struct gophermap_item gophermap_parse(str line)
{
    str first, rest;
    struct gophermap_item item = {0};
    str_cut(line, '\t', &first, &rest);
    bool typed = first.n && first.p[0] > ' ' && first.p[0] < 0x7f;
    item.type = typed ? first.p[0] : 'i';
    item.display = str_from(first, typed);
    str_cut(rest, '\t', &item.selector, &rest);
    str_cut(rest, '\t', &item.host, &rest);
    str_cut(rest, '\t', &item.port, &rest);
    item.host = str_trim(item.host);
    return item;
}

bool gophermap_is_comment(str line)
{
    return str_starts(line, STR("#"));
}

bool gophermap_is_text(const struct gophermap_item *item, str line)
{
    return !str_has_char(line, '\t') || item->type == 'i' || item->type == '3';
}

static int usual_port(const struct gophermap_item *item, const struct link_scope *scope)
{
    if (!item->host.n)
        return scope->gopher_port;
    if (item->type == '8' || item->type == 'T')
        return TELNET_PORT;
    if (item->type == 'h' && str_starts(item->selector, STR("GET /")))
        return HTTP_PORT;
    return str_eq_nocase(item->host, scope->host) ? scope->gopher_port : GOPHER_PORT;
}

int gophermap_port(const struct gophermap_item *item, const struct link_scope *scope)
{
    long port;
    bool written = str_to_long(str_trim(item->port), &port) && port >= 0 && port <= PORT_MAX;
    return written ? (int)port : usual_port(item, scope);
}

str gophermap_url(const struct gophermap_item *item)
{
    str url = str_starts(item->selector, STR("/")) ? str_from(item->selector, 1) : item->selector;
    return str_starts(url, STR("URL:")) ? str_from(url, STR("URL:").n) : STR("");
}

bool gophermap_is_own(const struct gophermap_item *item, const struct link_scope *scope)
{
    return !item->host.n ||
           (str_eq_nocase(item->host, scope->host) && gophermap_port(item, scope) == scope->gopher_port);
}

str gophermap_selector(const struct gophermap_item *item, str folder, struct arena *arena)
{
    if (item->host.n)
        return item->selector;
    str clean, selector = item->selector.n ? item->selector : str_trim(item->display);
    if (!str_starts(selector, STR("/")))
        selector = ARENA_CONCAT(arena, STR("/"), folder, folder.n ? STR("/") : STR(""), selector);
    return uri_remove_dots(selector, arena, &clean) ? clean : selector;
}

/* The thing that answers PATH, as in gopher_answer: it has no dot segments. */
static struct view view_of(const struct site *site, str path, struct arena *arena)
{
    str clean;
    if (uri_remove_dots(path, arena, &clean) && str_eq(clean, path))
        return view_find(site, LINK_GOPHER, path, false, arena);
    return (struct view){.kind = VIEW_NONE};
}

/* The source of a page is answered by the page, which is a menu: its text has an address of its own. */
static bool is_text_by_source(const struct view *view, char type, str path)
{
    return type == '0' && view->kind == VIEW_PAGE && str_eq(str_from(path, 1), view->page->source);
}

enum gophermap_end gophermap_find(const struct site *site, const struct link_scope *scope, char type, str selector,
                                  struct arena *arena, struct link_target *target, bool *is_menu)
{
    str path = str_starts(selector, STR("/")) ? selector : ARENA_CONCAT(arena, STR("/"), selector);
    str spellings[] = {path, uri_decode(path, arena)};
    for (size_t i = 0; i < 2; i++) {
        struct view view = view_of(site, spellings[i], arena);
        *is_menu = view_is_menu(&view);
        if (view.kind != VIEW_NONE && !is_text_by_source(&view, type, spellings[i]))
            return GOPHERMAP_ANSWERED;
    }
    for (size_t i = 0; i < 2; i++)
        if (uri_remove_dots(spellings[i], arena, &path) && link_find(scope, site, path, arena, target))
            return GOPHERMAP_MEANT;
    return GOPHERMAP_NOWHERE;
}
