#include "cli/export_run.h"

#include "answer/addresses.h"
#include "base/log.h"
#include "cli/export_answer.h"
#include "cli/export_folder.h"
#include "cli/export_left_out.h"
#include "cli/export_web.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "net/body.h"
#include "uri/uri.h"

enum { PIECE = 256 << 10 /* bytes */ };

struct exporting {
    enum link_protocol protocol;
    struct capsule *capsule;
    struct export_folder folder;
    struct address_list addresses;
    str *names; /* of the files, by address; empty: this address cannot be a file */
    size_t written, failed;
};

/* "a/moon/gophermap" for the menu /a/moon, "a/index.gmi" for the Gemini page /a/. */
static str file_name(const struct exporting *e, const struct address *address, struct arena *arena)
{
    if (e->protocol == LINK_WEB)
        return export_web_file(address, arena);
    str name = str_from(uri_decode(address->path, arena), 1);
    if (address->menu) {
        name = str_trim_char_right(name, '/');
        return ARENA_CONCAT(arena, name, name.n ? STR("/") : STR(""), STR("gophermap"));
    }
    bool folder = e->protocol == LINK_GEMINI && (!name.n || str_ends(name, STR("/")));
    return folder ? ARENA_CONCAT(arena, name, STR("index.gmi")) : name;
}

/* When two addresses need the same file, the first gets it; old names of pages come last. */
static void name_files(struct exporting *e, struct arena *arena)
{
    struct strmap taken = {.arena = arena};
    e->names = ARENA_ARRAY(arena, str, e->addresses.count + 1);
    for (size_t i = 0; i < e->addresses.count; i++) {
        str name = file_name(e, &e->addresses.items[i], arena);
        int *first = strmap_at(&taken, name);
        if (*first && e->addresses.items[i].leads_to.n)
            continue;
        if (*first) {
            log_error("%.*s and %.*s would be the same file; give one of the pages another permalink",
                      STR_ARG(e->addresses.items[*first - 1].path), STR_ARG(e->addresses.items[i].path));
            e->failed++;
            continue;
        }
        *first = (int)i + 1;
        e->names[i] = name;
    }
}

static enum err write_body(struct exporting *e, const struct response *response, str name)
{
    struct body body;
    struct buf scratch;
    enum err err = export_folder_begin(&e->folder);
    body_init(&body, response);
    buf_init(&scratch, PIECE);
    while (err == OK && !body_has_ended(&body)) {
        str piece;
        buf_clear(&scratch);
        if (body_next(&body, &scratch, &piece, true) != BODY_GIVEN) {
            log_error("%.*s: cannot be read to its end; export again", STR_ARG(name));
            err = ERR_ACCESS;
        } else {
            err = export_folder_put(&e->folder, piece);
        }
    }
    buf_finish(&scratch);
    return err == OK ? export_folder_end(&e->folder, name) : err;
}

static enum err export_address(struct exporting *e, size_t i, struct arena *arena)
{
    struct response response = {0};
    str path = e->addresses.items[i].path;
    enum err err;
    if (export_answer(e->capsule, e->protocol, path, arena, &response)) {
        err = write_body(e, &response, e->names[i]);
    } else {
        log_error("%.*s: the server cannot answer this; run splashdown check", STR_ARG(path));
        err = ERR_ACCESS;
    }
    response_finish(&response);
    e->written += err == OK;
    e->failed += err != OK;
    return err;
}

static enum err export_all(struct exporting *e)
{
    enum err err = OK;
    for (size_t i = 0; i < e->addresses.count && err != ERR_IO; i++) {
        struct arena *arena = arena_create();
        if (e->names[i].n)
            err = export_address(e, i, arena);
        arena_destroy(arena);
        progress_show(i + 1, e->addresses.count, "files");
    }
    return err == ERR_IO ? ERR_IO : e->failed ? ERR_SYNTAX : OK;
}

/* Reports the things that only a server can do. */
static void tell_what_is_missing(const struct exporting *e, const struct site *site, struct arena *arena)
{
    struct address_list moved = addresses_moved(site, e->protocol, arena);
    for (size_t i = 0; i < moved.count && e->protocol != LINK_WEB; i++)
        log_note("%.*s leads to %.*s; a redirect cannot be a file", STR_ARG(moved.items[i].path),
                 STR_ARG(moved.items[i].leads_to));
    if (site_is_searched(site))
        log_note("/search needs a server; it cannot be a file");
}

static enum err plan(struct exporting *e, struct arena *arena)
{
    str *names = ARENA_ARRAY(arena, str, e->addresses.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < e->addresses.count; i++)
        if (e->names[i].n)
            names[count++] = e->names[i];
    return export_folder_plan(&e->folder, names, count);
}

/* Only the web has files that lead on. */
static void add_moved(struct exporting *e, const struct site *site, struct arena *arena)
{
    struct address_list moved = addresses_moved(site, e->protocol, arena), own = e->addresses;
    struct address *all = ARENA_ARRAY(arena, struct address, own.count + moved.count + 1);
    for (size_t i = 0; i < own.count + moved.count; i++)
        all[i] = i < own.count ? own.items[i] : moved.items[i - own.count];
    e->addresses = (struct address_list){all, own.count + moved.count};
}

static enum err write_capsule(struct exporting *e, const struct export_run *run, struct arena *arena)
{
    const struct site *site = capsule_site(e->capsule);
    e->addresses = addresses_own(site, e->protocol, arena);
    if (e->protocol == LINK_WEB)
        add_moved(e, site, arena);
    name_files(e, arena);
    enum err err = plan(e, arena);
    if (err == OK)
        err = export_all(e);
    if (!run->again)
        tell_what_is_missing(e, site, arena);
    if (!run->again && e->protocol == LINK_WEB)
        export_tell_left_out(site, capsule_options(e->capsule)->root);
    printf("%zu files in %.*s, %zu removed\n", e->written, STR_ARG(e->folder.path), e->folder.removed);
    return output_flush() == OK ? err : ERR_IO;
}

enum err export_run(const struct export_run *run, struct arena *arena)
{
    static const str kinds[] = {STR_INIT("gemini"), STR_INIT("gopher"), STR_INIT("web")};
    struct exporting e = {.protocol = run->protocol, .capsule = run->capsule};
    int root = capsule_options(run->capsule)->root;
    enum err err = export_folder_open(&e.folder, run->output, kinds[run->protocol], root, arena);
    if (err == OK)
        err = write_capsule(&e, run, arena);
    export_folder_close(&e.folder);
    return err;
}
