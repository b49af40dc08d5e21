#include "answer/gophermap.h"
#include "answer/gophermap_item.h"
#include "protocol/gopher.h"
#include "text/valid.h"
#include "uri/uri.h"

struct lint {
    const struct site *site;
    const struct link_scope *scope;
    str file, folder;
    int line;
    struct arena *arena;
    struct diag *diag;
};

/* Directives of gophernicus, which Bucktooth's gophermaps do not have. */
static void check_text(const struct lint *l, str line)
{
    line = str_trim(line);
    if (str_eq(line, STR("*")))
        diag_add(
            l->diag, SEVERITY_WARNING, l->file, l->line,
            "\"*\" lists the folder in gophernicus only, and is shown as text here; write the items that it lists");
    else if (line.n > 1 && line.p[0] == '=' && str_span(line, "=-~ ") < line.n && line.p[1] != '>' &&
             line.p[1] != '=' && line.p[1] != ' ')
        diag_add(
            l->diag, SEVERITY_WARNING, l->file, l->line,
            "\"%.*s\" includes a file in gophernicus only, and is shown as text here; copy its lines to this place",
            STR_ARG(line));
}

/* Text that is hidden though it seems to be meant for readers: a rule or a picture made of "#". */
static void check_comment(const struct lint *l, str line)
{
    if (str_span(line, "# \t") == line.n && str_span(line, "#") > 3)
        diag_add(l->diag, SEVERITY_NOTE, l->file, l->line,
                 "a line that begins with \"#\" is a comment, as in gophernicus, and is hidden; put \"i\" before it to "
                 "show it");
}

static void check_own(const struct lint *l, const struct gophermap_item *item)
{
    bool is_menu;
    struct link_target target;
    str selector = gophermap_selector(item, l->folder, l->arena);
    enum gophermap_end end = gophermap_find(l->site, l->scope, item->type, selector, l->arena, &target, &is_menu);
    if (end == GOPHERMAP_NOWHERE)
        diag_add(l->diag, SEVERITY_WARNING, l->file, l->line,
                 "the item \"%.*s\" leads to %.*s: nothing is there; write the path of a page or a file",
                 STR_ARG(str_trim(item->display)), STR_ARG(item->selector.n ? item->selector : item->display));
    else if (end == GOPHERMAP_ANSWERED && is_menu && str_has_char(STR("09Ig"), item->type))
        diag_add(l->diag, SEVERITY_WARNING, l->file, l->line,
                 "the item \"%.*s\" has type %c, and %.*s is a menu; write 1%s", STR_ARG(str_trim(item->display)),
                 item->type, STR_ARG(selector), item->type == '0' ? ", or the path that ends in .txt" : "");
    else if (end == GOPHERMAP_ANSWERED && !is_menu && item->type == '1')
        diag_add(l->diag, SEVERITY_WARNING, l->file, l->line,
                 "the item \"%.*s\" has type 1, and %.*s is no menu; write 0 for a text, 9 for other files",
                 STR_ARG(str_trim(item->display)), STR_ARG(selector));
}

static void check_foreign(const struct lint *l, const struct gophermap_item *item)
{
    str host;
    if (uri_host(item->host, l->arena, &host) != OK)
        diag_add(l->diag, SEVERITY_WARNING, l->file, l->line,
                 "the item \"%.*s\" leads to the host \"%.*s\", which is no name; write one like example.org",
                 STR_ARG(str_trim(item->display)), STR_ARG(item->host));
}

/* The selector and host of an item whose line no client can take. */
static bool is_too_long(const struct gophermap_item *item)
{
    enum { SHORTEST_LABEL = 70 };
    return item->selector.n + item->host.n + SHORTEST_LABEL >= GOPHER_LINE_MAX;
}

static void check_line(const struct lint *l, str line)
{
    const struct gophermap_item item = gophermap_parse(line);
    if (gophermap_is_comment(line))
        check_comment(l, line);
    else if (!str_has_char(line, '\t'))
        check_text(l, line);
    else if (is_too_long(&item) && !gophermap_is_text(&item, line))
        diag_add(
            l->diag, SEVERITY_WARNING, l->file, l->line,
            "the item \"%.*s\" is longer than the %d bytes of a line, so only its label is shown; give it a shorter "
            "selector",
            STR_ARG(str_trim(item.display)), GOPHER_LINE_MAX);
    else if (gophermap_is_text(&item, line) || gophermap_url(&item).n)
        return;
    else if (gophermap_is_own(&item, l->scope))
        check_own(l, &item);
    else
        check_foreign(l, &item);
}

void gophermap_lint(const struct site *site, const struct link_scope *scope, str source, const struct site_file *file,
                    struct arena *arena, struct diag *diag)
{
    size_t slash = str_find_last(file->address, '/');
    struct lint l = {.site = site,
                     .scope = scope,
                     .file = file->path,
                     .folder = slash == STR_NONE ? STR("") : str_first(file->address, slash),
                     .arena = arena,
                     .diag = diag};
    source = text_repair(source, arena, NULL);
    if (str_starts(source, STR("\xef\xbb\xbf")))
        source = str_from(source, 3);
    str line;
    for (l.line = 1; str_line(&source, &line) && !str_eq(line, STR(".")); l.line++)
        check_line(&l, line);
}
