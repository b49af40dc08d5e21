#include "answer/gophermap.h"

#include "answer/gophermap_text.h"
#include "answer/view.h"
#include "protocol/gopher.h"
#include "text/valid.h"
#include "uri/uri.h"

enum { HTTP_PORT = 80, TELNET_PORT = 23, PORT_MAX = 65535 };

struct item {
    char type;
    str display, selector, host, port;
};

struct author_menu {
    struct menu *menu;
    const struct site *site;
    str folder;
    struct buf text; /* lines that belong together, not written yet */
};

/* A type is a visible ASCII character (RFC 1436, 3.8); a line that begins with any other is text. */
static struct item parse(str line)
{
    str first, rest;
    struct item item = {0};
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

static int port_of(const struct item *item, int usual)
{
    long port;
    return str_to_long(str_trim(item->port), &port) && port > 0 && port <= PORT_MAX ? (int)port : usual;
}

static bool is_own(const struct author_menu *a, const struct item *item)
{
    const struct link_scope *scope = a->menu->scope;
    return !item->host.n ||
           (str_eq_nocase(item->host, scope->host) && port_of(item, scope->gopher_port) == scope->gopher_port);
}

/*
 * The selector of an item of ours, from the root on: a missing one is the display string, and without a slash it starts
 * from the folder. False when it climbs above the root.
 */
static bool own_path(const struct author_menu *a, const struct item *item, str *path)
{
    struct arena *arena = a->menu->arena;
    str selector = item->selector.n || item->host.n ? item->selector : str_trim(item->display);
    if (item->host.n && !str_starts(selector, STR("/")))
        selector = ARENA_CONCAT(arena, STR("/"), selector);
    if (!str_starts(selector, STR("/")))
        selector = ARENA_CONCAT(arena, STR("/"), a->folder, a->folder.n ? STR("/") : STR(""), selector);
    return uri_remove_dots(selector, arena, path);
}

/* The type that the author gave an item, corrected where a client would stumble: a menu is a menu, and text is text. */
static void settle_type(const struct author_menu *a, char type, str path, struct link_target *target)
{
    const struct link_scope *scope = a->menu->scope;
    const struct page *page = site_find(a->site, path);
    if (scope->protocol != LINK_GOPHER || target->gopher_type == 'h')
        return;
    if (page && type == '0') {
        target->address = link_page_text(page, a->menu->arena);
        target->gopher_type = type;
    } else if (type != 'h' && (type == '1') == (target->gopher_type == '1')) {
        target->gopher_type = type;
    }
}

static void put_own(const struct author_menu *a, const struct item *item)
{
    struct menu *menu = a->menu;
    str path, label = str_trim(item->display);
    struct link_target target;
    if (!own_path(a, item, &path)) {
        menu_literal(menu, item->display);
        return;
    }
    str decoded = uri_decode(path, menu->arena);
    if (link_find(menu->scope, a->site, path, menu->arena, &target))
        settle_type(a, item->type, path, &target);
    else if (link_find(menu->scope, a->site, decoded, menu->arena, &target))
        settle_type(a, item->type, decoded, &target);
    else {
        menu_link(menu, item->type, uri_fix(path, menu->arena), label);
        return;
    }
    menu_target(menu, &target, label);
}

static void put_telnet(struct menu *menu, const struct item *item, str host)
{
    str origin = uri_origin("telnet", host, port_of(item, TELNET_PORT), TELNET_PORT, menu->arena);
    str user = uri_encode_component(item->selector, menu->arena);
    str url = user.n ? ARENA_CONCAT(menu->arena, STR("telnet://"), user, STR("@"), str_from(origin, STR("telnet://").n))
                     : origin;
    menu_outside(menu, url, str_trim(item->display));
}

static void put_foreign(const struct author_menu *a, const struct item *item)
{
    struct menu *menu = a->menu;
    str host, label = str_trim(item->display);
    if (uri_host(item->host, menu->arena, &host) != OK) {
        menu_literal(menu, item->display);
        return;
    }
    /* Older than "URL:": a web server asked by a Gopher client. */
    if (item->type == 'h' && str_starts(item->selector, STR("GET /"))) {
        str origin = uri_origin("http", host, port_of(item, HTTP_PORT), HTTP_PORT, menu->arena);
        menu_outside(menu, ARENA_CONCAT(menu->arena, origin, str_from(item->selector, STR("GET ").n)), label);
        return;
    }
    if (item->type == '8' || item->type == 'T') {
        put_telnet(menu, item, host);
        return;
    }
    struct link_target target =
        link_selector(menu->scope, item->type, item->selector, host, port_of(item, GOPHER_PORT), menu->arena);
    menu_target(menu, &target, label);
}

static void put_item(const struct author_menu *a, const struct item *item)
{
    str url = str_starts(item->selector, STR("/")) ? str_from(item->selector, 1) : item->selector;
    if (str_starts(url, STR("URL:")))
        menu_outside(a->menu, str_from(url, STR("URL:").n), str_trim(item->display));
    else if (is_own(a, item))
        put_own(a, item);
    else
        put_foreign(a, item);
}

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
    struct item item = parse(line);
    if (!str_has_char(line, '\t')) {
        put_text(a, line);
    } else if (item.type == 'i' || item.type == '3') {
        put_text(a, item.display);
    } else {
        end_text(a);
        put_item(a, &item);
    }
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

static bool leads_somewhere(const struct author_menu *a, str path)
{
    struct link_target target;
    struct arena *arena = a->menu->arena;
    str decoded = uri_decode(path, arena);
    return link_find(a->menu->scope, a->site, path, arena, &target) ||
           link_find(a->menu->scope, a->site, decoded, arena, &target) ||
           view_find(a->site, LINK_GOPHER, decoded, false, arena).kind != VIEW_NONE;
}

static void check_item(const struct author_menu *a, const struct item *item, str file, int line, struct diag *diag)
{
    str path;
    str url = str_starts(item->selector, STR("/")) ? str_from(item->selector, 1) : item->selector;
    if (item->type == 'i' || item->type == '3' || str_starts(url, STR("URL:")) || !is_own(a, item))
        return;
    if (!own_path(a, item, &path) || !leads_somewhere(a, path))
        diag_add(diag, SEVERITY_WARNING, file, line,
                 "the item \"%.*s\" leads to %.*s: nothing is there; write the path of a page or a file",
                 STR_ARG(str_trim(item->display)), STR_ARG(item->selector.n ? item->selector : item->display));
}

void gophermap_lint(const struct site *site, const struct link_scope *scope, str source, const struct site_file *file,
                    struct arena *arena, struct diag *diag)
{
    struct menu menu = {.scope = scope, .arena = arena};
    size_t slash = str_find_last(file->address, '/');
    const struct author_menu a = {
        .menu = &menu, .site = site, .folder = slash == STR_NONE ? STR("") : str_first(file->address, slash)};
    source = text_repair(source, arena, NULL);
    str line;
    for (int number = 1; str_line(&source, &line) && !str_eq(line, STR(".")); number++) {
        const struct item item = parse(line);
        if (str_has_char(line, '\t'))
            check_item(&a, &item, file->path, number, diag);
    }
}
