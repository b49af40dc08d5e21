#include "base/log.h"
#include "cli/capsule_path.h"
#include "cli/check.h"
#include "cli/commands.h"
#include "cli/configured.h"
#include "cli/load.h"
#include "cli/output.h"
#include "protocol/gopher.h"
#include "server/config_load.h"
#include "server/host_access.h"
#include "server/mime_types.h"
#include "server/own_files.h"

#include <sys/stat.h>

struct check_flags {
    str config;
    bool dump, server, all, drafts, future;
    int format, kind;
};

static const struct option check_options[] = {
    {.name = "config",
     .letter = 'c',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct check_flags, config),
     .value = "FILE",
     .help = "check this server configuration and its capsules"},
    {.name = "dump", .offset = offsetof(struct check_flags, dump), .help = "print the configuration in force, as YAML"},
    {.name = "server",
     .offset = offsetof(struct check_flags, server),
     .help = "only what keeps -c FILE from being served"},
    {.name = "all",
     .offset = offsetof(struct check_flags, all),
     .help = "every complaint at every place, the theme's too"},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct check_flags, format),
     .value = "text|json",
     .help = "for people (the default) or for programs"},
    OPTION_GENERATOR(offsetof(struct check_flags, kind)),
    {.name = "drafts", .offset = offsetof(struct check_flags, drafts), .help = "include drafts"},
    {.name = "future", .offset = offsetof(struct check_flags, future), .help = "include posts dated later than now"},
};

/* Uses the same reader as serve. */
static enum err read_config(const struct invocation *in, struct diag *diag, struct config *config)
{
    const struct check_flags *flags = in->flags;
    struct config_flags given = {
        .file = flags->config,
        .drafts = flags->drafts,
        .future = flags->future,
        .kind = flags->kind,
        .gemini_port = PORT_SAME,
        .gopher_port = PORT_SAME,
        .public_gemini_port = PORT_SAME,
        .public_gopher_port = PORT_SAME,
    };
    if (in->operand_count)
        given.capsule = in->operands[0];
    return config_load(&given, in->arena, diag, config);
}

static str as_prefix(str folder, struct arena *arena)
{
    return str_ends(folder, STR("/")) ? folder : ARENA_CONCAT(arena, folder, STR("/"));
}

/* The options with which serve would serve HOST. */
static struct capsule_options served_by(const struct config *c, const struct config_host *host,
                                        const struct mime_table *mime, const struct withheld *withheld,
                                        struct arena *arena)
{
    struct capsule_options served = {
        .name = host->name,
        .gemini_port = (int)c->gemini.port,
        .public_gemini_port = (int)c->gemini.public_port,
        .gopher_port = (int)c->gopher.port,
        .public_gopher_port = (int)c->gopher.public_port,
        .others = {.spartan = (int)c->spartan.port, .finger = (int)c->finger.port, .nex = (int)c->nex.port},
        .gopher_width = (int)c->gopher.width,
        .mime = mime,
        .site = {.drafts = c->drafts, .future = c->future, .kind = c->kind, .withheld = withheld}};
    host_access(host, arena, &served);
    return served;
}

static void check_hosts(const struct config *config, const struct check_scope *scope, const struct mime_table *mime,
                        struct arena *arena, struct diag *diag, size_t *pages)
{
    const struct withheld *withheld = own_files_find(config, -1, -1, arena);
    for (size_t i = 0; i < config->hosts.count; i++) {
        const struct config_host *host = &config->hosts.items[i];
        const struct capsule_options served = served_by(config, host, mime, withheld, arena);
        check_capsule(host->capsule, as_prefix(host->capsule, arena), &served, scope, diag, pages);
    }
}

static bool is_file(str path, struct arena *arena)
{
    struct stat st;
    return stat(arena_z(arena, path), &st) == 0 && S_ISREG(st.st_mode);
}

/* NULL: there is no such account, which check_server tells of. */
static const struct identity *find_workers(str user, bool given, struct identity *workers)
{
    struct diag diag;
    diag_init(&diag);
    enum err err = identity_find(user, !given, &diag, workers);
    diag_finish(&diag);
    return err == OK ? workers : NULL;
}

/* PATH is a capsule, or one file of it. */
static void check_alone(str path, const struct check_flags *flags, const struct mime_table *mime, struct arena *arena,
                        struct diag *diag, size_t *pages)
{
    const struct capsule_options served = {.name = STR("localhost"),
                                           .gemini_port = GEMINI_PORT,
                                           .public_gemini_port = GEMINI_PORT,
                                           .gopher_port = GOPHER_PORT,
                                           .public_gopher_port = GOPHER_PORT,
                                           .gopher_width = 70,
                                           .mime = mime,
                                           .site = {.drafts = flags->drafts,
                                                    .future = flags->future,
                                                    .kind = flags->kind,
                                                    .withheld = configured_withheld(arena)}};
    struct identity workers;
    struct check_scope scope = {.tells_kind = flags->format == CHECK_TEXT,
                                .all = flags->all,
                                .workers = find_workers(STR(CONFIG_USER), false, &workers)};
    if (is_file(path, arena)) {
        scope.named = path;
        str folder = capsule_path(path, arena, &scope.only);
        size_t slash = str_find_last(path, '/');
        path = folder.n ? folder : slash == STR_NONE ? STR(".") : str_first(path, slash + 1);
    }
    check_capsule(path, STR(""), &served, &scope, diag, pages);
}

/* A configuration that serve would refuse is reported as serve reports it, and ends the check. */
static enum err check_all(const struct invocation *in, const struct mime_table *mime, struct diag *diag, size_t *pages)
{
    const struct check_flags *flags = in->flags;
    struct config config;
    if (!flags->config.n) {
        check_alone(in->operand_count ? in->operands[0] : STR("."), flags, mime, in->arena, diag, pages);
        return OK;
    }
    enum err err = read_config(in, diag, &config);
    if (err != OK)
        return err;
    if (flags->server) {
        check_start(&config, diag);
        return OK;
    }
    check_server(&config, diag);
    check_service(&config, diag);
    struct identity workers;
    const struct check_scope scope = {.tells_kind = flags->format == CHECK_TEXT,
                                      .all = flags->all,
                                      .workers = find_workers(config.user, config.user_given, &workers),
                                      .sure = true};
    check_hosts(&config, &scope, mime, in->arena, diag, pages);
    return OK;
}

static int check(const struct invocation *in, struct diag *diag)
{
    const struct check_flags *flags = in->flags;
    size_t pages = 0;
    struct mime_table *mime = mime_types_read();
    enum err err = check_all(in, mime, diag, &pages);
    mime_destroy(mime);
    if (err != OK && flags->format == CHECK_TEXT) {
        diag_print(diag, SEVERITY_WARNING, stderr);
        return EXIT_FAILED;
    }
    check_report(diag, (enum check_format)flags->format, flags->all, pages);
    return output_flush() == OK && !diag->errors ? EXIT_WORKED : EXIT_FAILED;
}

static int dump(const struct invocation *in, struct diag *diag)
{
    struct config config;
    enum err err = read_config(in, diag, &config);
    diag_print(diag, SEVERITY_WARNING, stderr);
    if (err != OK)
        return EXIT_FAILED;
    config_dump(&config, stdout);
    return output_flush() == OK ? EXIT_WORKED : EXIT_FAILED;
}

static int run(const struct invocation *in)
{
    const struct check_flags *flags = in->flags;
    struct diag diag;
    if (flags->server && !flags->config.n) {
        log_error("--server is for a configuration: splashdown check -c FILE --server");
        return EXIT_USAGE;
    }
    diag_init(&diag);
    int code = flags->dump ? dump(in, &diag) : check(in, &diag);
    diag_finish(&diag);
    return code;
}

const struct command command_check = {
    .title = "splashdown check",
    .operands = "[CAPSULE|FILE]",
    .summary = "Reports what readers will miss or see wrong, by file and line.",
    .details = "Each line is FILE:LINE: SEVERITY: what is wrong; what to write instead. A\n"
               "warning is something that readers will miss or see wrong; a note is something\n"
               "that only differs from the web. The same complaint about the same target is\n"
               "printed once, and a file has at most three lines of a kind. Exits with 1 when\n"
               "there are errors; the last lines count each kind. For a FILE, only what\n"
               "concerns it is reported.\n"
               "JSON is an array of objects with file (empty: none), line (0: the whole file),\n"
               "severity (error, warning, note) and message; the counts go to standard error.\n",
    .options = check_options,
    .option_count = sizeof check_options / sizeof *check_options,
    .flags_size = sizeof(struct check_flags),
    .operands_max = 1,
    .run = run,
};
