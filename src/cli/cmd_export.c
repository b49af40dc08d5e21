#include "cli/commands.h"

#include "answer/addresses.h"
#include "answer/answer.h"
#include "base/log.h"
#include "cli/configured.h"
#include "cli/export_answer.h"
#include "cli/export_folder.h"
#include "cli/export_left_out.h"
#include "cli/export_web.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "net/body.h"
#include "server/host_access.h"
#include "server/mime_types.h"
#include "server/own_files.h"
#include "uri/uri.h"

enum { PIECE = 256 << 10 /* bytes */ };

struct export_flags {
    int to; /* enum link_protocol, in the order of the choices */
    str config, output, host, base_url;
    long gopher_port, width;
    int kind;
};

_Static_assert(LINK_GEMINI == 0 && LINK_GOPHER == 1 && LINK_WEB == 2, "the order of the choices of --to");

static const struct export_flags defaults = {.gopher_port = GOPHER_PORT, .width = 70};

static const struct option export_options[] = {
    {.name = "to",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct export_flags, to),
     .value = "gemini|gopher|web",
     .help = "protocol whose answers to write",
     .required = true},
    {.name = "output",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct export_flags, output),
     .value = "DIR",
     .help = "folder to write to; made when missing",
     .required = true},
    {.name = "config",
     .letter = 'c',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct export_flags, config),
     .value = "FILE",
     .help = "configuration: which host, and what to leave out"},
    {.name = "base-url",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct export_flags, base_url),
     .value = "URL",
     .help = "--to web: address that the pages will have"},
    OPTION_GENERATOR(offsetof(struct export_flags, kind)),
    {.name = "host",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct export_flags, host),
     .value = "NAME",
     .help = "host that readers will see (localhost)"},
    {.name = "gopher-port",
     .kind = OPTION_NUMBER,
     .offset = offsetof(struct export_flags, gopher_port),
     .value = "N",
     .help = "Gopher port that readers will see (70); 0: none",
     .max = 65535},
    {.name = "width",
     .kind = OPTION_NUMBER,
     .offset = offsetof(struct export_flags, width),
     .value = "N",
     .help = "columns of a Gopher line (70)",
     .min = 20,
     .max = 1000},
};

struct exporting {
    const struct export_flags *flags;
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
    return err == ERR_IO || e->failed ? ERR_IO : OK;
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

static enum err write_capsule(struct exporting *e, const struct site *site, struct arena *arena)
{
    e->addresses = addresses_own(site, e->protocol, arena);
    if (e->protocol == LINK_WEB)
        add_moved(e, site, arena);
    name_files(e, arena);
    enum err err = plan(e, arena);
    if (err == OK)
        err = export_all(e);
    tell_what_is_missing(e, site, arena);
    if (e->protocol == LINK_WEB)
        export_tell_left_out(site, capsule_options(e->capsule)->root);
    printf("%zu files in %.*s, %zu removed\n", e->written, STR_ARG(e->folder.path), e->folder.removed);
    return output_flush() == OK ? err : ERR_IO;
}

/* The capsule that is exported, and the host that it is exported for. */
struct source {
    str capsule, host;
    const struct config_host *configured; /* NULL: there is no configuration */
    const struct withheld *withheld;      /* NULL: the files that a server without a configuration withholds */
};

static enum err export_capsule(const struct export_flags *flags, const struct loaded *l, const struct source *source,
                               const struct capsule_options *access, struct arena *arena)
{
    static const str kinds[] = {STR_INIT("gemini"), STR_INIT("gopher"), STR_INIT("web")};
    struct exporting e = {.flags = flags, .protocol = (enum link_protocol)flags->to};
    struct web_options web = {0};
    bool known = source->configured || flags->host.n;
    if (e.protocol == LINK_WEB &&
        (export_web_base(flags->base_url, arena, &web) != OK ||
         export_web_complete(l->site, known ? source->host : STR(""), (int)flags->gopher_port, arena, &web) != OK))
        return ERR_NOT_FOUND;
    struct mime_table *mime = mime_types_read();
    const struct capsule_options options = {
        .name = source->host,
        .root = l->root,
        .gemini_port = GEMINI_PORT,
        .public_gemini_port = GEMINI_PORT,
        .gopher_port = (int)flags->gopher_port,
        .public_gopher_port = (int)flags->gopher_port,
        .gopher_width = (int)flags->width,
        .mime = mime,
        .site = l->options,
        .visitors = access->visitors,
        .web = e.protocol == LINK_WEB ? &web : NULL,
    };
    e.capsule = capsule_create(&options, l->site);
    enum err err = export_folder_open(&e.folder, flags->output, kinds[flags->to], l->root, arena);
    if (err == OK)
        err = write_capsule(&e, l->site, arena);
    export_folder_close(&e.folder);
    capsule_destroy(e.capsule);
    mime_destroy(mime);
    return err;
}

/* Chooses the host that --host names, else the default one, as serve would. */
static enum err read_config(const struct export_flags *flags, struct arena *arena, struct source *source)
{
    struct config *config = ARENA_NEW(arena, struct config);
    enum err err = configured_read(flags->config, flags->host, arena, config);
    if (err != OK)
        return err;
    source->configured = &config->hosts.items[config->fallback];
    source->host = source->configured->name;
    source->withheld = own_files_find(config, -1, -1, arena);
    if (!source->capsule.n)
        source->capsule = source->configured->capsule;
    return OK;
}

static enum err export_source(const struct export_flags *flags, struct source *source, struct arena *arena)
{
    struct loaded l;
    struct capsule_options access = {0};
    enum err err = load_open(&l, source->capsule.n ? source->capsule : STR("."), false, false);
    if (source->configured)
        host_access(source->configured, arena, &access);
    l.options.same_bytes = true;
    l.options.kind = flags->kind;
    l.options.unlisted = access.site.unlisted;
    l.options.withheld = source->withheld ? source->withheld : configured_withheld(arena);
    if (err == OK)
        err = load_site(&l);
    if (err == OK) {
        diag_print(&l.diag, SEVERITY_ERROR, stderr);
        err = export_capsule(flags, &l, source, &access, arena);
    }
    load_finish(&l);
    return err;
}

static int run(const struct invocation *in)
{
    const struct export_flags *flags = in->flags;
    struct source source = {.capsule = in->operand_count ? in->operands[0] : STR("")};
    if (uri_host(flags->host.n ? flags->host : STR("localhost"), in->arena, &source.host) != OK) {
        log_error("--host %.*s is not a host name; write --host example.org", STR_ARG(flags->host));
        return EXIT_USAGE;
    }
    struct web_options web;
    if (flags->to == LINK_WEB && export_web_base(flags->base_url, in->arena, &web) != OK)
        return EXIT_USAGE;
    if (flags->to == LINK_GOPHER && !flags->gopher_port) {
        log_error("--gopher-port 0 turns Gopher off; give the port that readers will see");
        return EXIT_USAGE;
    }
    enum err err = flags->config.n ? read_config(flags, in->arena, &source) : OK;
    if (err == OK)
        err = export_source(flags, &source, in->arena);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

const struct command command_export = {
    .title = "splashdown export",
    .operands = "[CAPSULE]",
    .summary = "Writes everything serve would send as files, for another server program.",
    .details = "A Gemini folder's page becomes index.gmi, a Gopher menu STEM/gophermap; names\n"
               "on disk are decoded. Redirects and the search, which cannot be files, are\n"
               "listed on standard error. DIR is new, empty, or an earlier export: its files\n"
               "are replaced one by one, each in one step; those whose page is gone are\n"
               "removed; files of your own stay.\n",
    .options = export_options,
    .option_count = sizeof export_options / sizeof *export_options,
    .flags_size = sizeof(struct export_flags),
    .defaults = &defaults,
    .operands_max = 1,
    .run = run,
};
