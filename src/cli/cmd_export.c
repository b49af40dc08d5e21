#include "cli/commands.h"

#include "base/clock.h"
#include "base/log.h"
#include "cli/configured.h"
#include "cli/export_run.h"
#include "cli/export_web.h"
#include "cli/load.h"
#include "content/load.h"
#include "net/edits.h"
#include "server/host_access.h"
#include "server/mime_types.h"
#include "server/own_files.h"
#include "uri/uri.h"

struct export_flags {
    int to; /* enum link_protocol, in the order of the choices */
    str config, output, host, base_url;
    long gopher_port, width;
    int kind;
    bool watch;
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
    {.name = "watch",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct export_flags, watch),
     .help = "go on, and export again after each edit"},
};

/* The capsule that is exported, and the host that it is exported for. */
struct source {
    str capsule, host;
    const struct config_host *configured; /* NULL: there is no configuration */
    const struct withheld *withheld;      /* NULL: the files that a server without a configuration withholds */
};

/* Where the capsule is elsewhere is known if somebody says it. */
static enum err complete_web(const struct export_flags *flags, const struct site *site, const struct source *source,
                             struct arena *arena, struct web_options *web)
{
    bool known = source->configured || flags->host.n;
    enum err err = export_web_base(flags->base_url, arena, web);
    return err == OK ? export_web_complete(site, known ? source->host : STR(""), (int)flags->gopher_port, arena, web)
                     : err;
}

static enum err export_capsule(const struct export_flags *flags, const struct loaded *l, const struct source *source,
                               const struct capsule_options *access, bool again, struct arena *arena)
{
    const enum link_protocol protocol = (enum link_protocol)flags->to;
    struct web_options web = {0};
    if (protocol == LINK_WEB && complete_web(flags, l->site, source, arena, &web) != OK)
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
        .web = protocol == LINK_WEB ? &web : NULL,
    };
    const struct export_run once = {
        .protocol = protocol, .capsule = capsule_create(&options, l->site), .output = flags->output, .again = again};
    enum err err = export_run(&once, arena);
    capsule_destroy(once.capsule);
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

/* The next snapshot; false: nothing has changed, or it cannot be read, whose reason is told once. */
static bool advance(struct loaded *l, uint64_t *said)
{
    const struct site *next = NULL;
    struct diag diag;
    diag_init(&diag);
    l->options.now = clock_now();
    enum err err = site_load(l->root, &l->options, l->site, &diag, &next);
    uint64_t errors = diag_hash_errors(&diag, 0);
    if (errors != *said)
        diag_print(&diag, SEVERITY_ERROR, stderr);
    *said = errors;
    bool changed = err == OK && next != l->site;
    if (err == OK) {
        site_unref(l->site);
        l->site = next;
    }
    diag_finish(&diag);
    return changed;
}

/* Until the process is told to end. A file that cannot be made does not keep the others from being followed. */
static enum err follow(const struct export_flags *flags, struct loaded *l, const struct source *source,
                       const struct capsule_options *access)
{
    enum err err = OK;
    uint64_t said = diag_hash_errors(&l->diag, 0);
    struct edits *edits = edits_create(l->root);
    while (edits && (err == OK || err == ERR_SYNTAX) && edits_wait(edits)) {
        struct arena *arena = arena_create();
        if (advance(l, &said))
            err = export_capsule(flags, l, source, access, true, arena);
        arena_destroy(arena);
    }
    edits_destroy(edits);
    return err;
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
        err = export_capsule(flags, &l, source, &access, false, arena);
        if (flags->watch && (err == OK || err == ERR_SYNTAX))
            err = follow(flags, &l, source, &access);
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
