#include "cli/commands.h"

#include "base/clock.h"
#include "base/diag.h"
#include "base/log.h"
#include "base/sanitized.h"
#include "cli/configured.h"
#include "cli/output.h"
#include "server/config_settle.h"
#include "server/host_keys.h"
#include "server/privileges.h"
#include "tls/certificate.h"
#include "tls/ticket_secret.h"
#include "uri/uri.h"

#include <errno.h>
#include <unistd.h>

struct cert_flags {
    str config, host, certs;
    bool again;
};

static const struct option cert_options[] = {
    {.name = "config",
     .letter = 'c',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct cert_flags, config),
     .value = "FILE",
     .help = "the server's configuration: host, aliases, folder"},
    {.name = "host",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct cert_flags, host),
     .value = "NAME",
     .help = "host of the certificate (localhost)"},
    {.name = "certs",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct cert_flags, certs),
     .value = "DIR",
     .help = "folder of certificates, as serve has it"},
    {.name = "again",
     .offset = offsetof(struct cert_flags, again),
     .help = "create: make a new key although there was one"},
};

struct cert_task {
    str dir, host;
    bool again;
    const struct config *config;          /* NULL: there is none */
    const struct config_host *configured; /* of CONFIG */
    struct arena *arena;
    struct diag diag;
};

static void print_day(const char *label, int64_t seconds)
{
    struct civil day = civil_from_seconds(seconds);
    printf("%-12s %04d-%02d-%02d %02d:%02d:%02d UTC\n", label, day.year, day.month, day.day, day.hour, day.minute,
           day.second);
}

static void print_text(const char *label, str text)
{
    printf("%-12s ", label);
    log_write_safe(stdout, text);
    putchar('\n');
}

static enum err show(struct cert_task *t)
{
    struct certificate_facts facts;
    bool given = t->configured && t->configured->certificate.n;
    str path = given ? t->configured->certificate : certificate_path(t->dir, t->host, t->arena);
    if (!given && access(arena_z(t->arena, path), F_OK) != 0 && errno == ENOENT) {
        diag_add(&t->diag, SEVERITY_ERROR, path, 0,
                 "there is no certificate yet; start splashdown serve, or make it with: splashdown cert create");
        return ERR_NOT_FOUND;
    }
    enum err err = certificate_read(path, t->arena, &t->diag, &facts);
    if (err != OK)
        return err;
    print_text("file", path);
    print_text("subject", facts.subject);
    print_text("names", facts.names);
    print_day("valid from", facts.not_before);
    print_day("valid until", facts.not_after);
    print_text("certificate", ARENA_CONCAT(t->arena, STR("SHA256:"), facts.sha256));
    print_text("public key", ARENA_CONCAT(t->arena, STR("SHA256:"), facts.key_sha256));
    return output_flush();
}

/* A certificate from elsewhere is not ours to replace. */
static enum err check_ours(struct cert_task *t)
{
    if (!t->configured || !t->configured->certificate.n)
        return OK;
    diag_add(&t->diag, SEVERITY_ERROR, t->configured->certificate, 0, "is set in %.*s; renew it where it was issued",
             STR_ARG(t->config->file));
    return ERR_ACCESS;
}

/* Makes it as serve does, except that create: never in the configuration does not matter: here a person asks for it. */
static enum err make(struct cert_task *t, const struct str_list *aliases)
{
    const struct config_host named = {.name = t->host, .aliases.names = *aliases};
    const struct config config = {.file = t->config ? t->config->file : STR(""), .certs = t->dir};
    struct host_keys keys;
    struct host_keys_search search = {
        .config = &config, .arena = t->arena, .make = true, .broken = &t->diag, .gone = &t->diag};
    key_notes_read(&search.notes, t->dir, t->arena);
    if (t->again && certificate_create_again(t->dir, t->host, aliases->items, aliases->count, &t->diag) != OK)
        return ERR_IO;
    host_keys_find(&search, &named, &keys);
    if (keys.usable)
        key_notes_save(&search.notes, &t->diag);
    return keys.usable ? OK : ERR_NOT_FOUND;
}

static enum err create(struct cert_task *t)
{
    const struct str_list aliases = t->configured ? t->configured->aliases.names : (struct str_list){0};
    enum err err = check_ours(t);
    if (err == OK)
        err = make(t, &aliases);
    return err == OK ? show(t) : err;
}

/* The next certificate is for the names of the present one, unless a configuration says otherwise. */
static struct str_list names_to_keep(struct cert_task *t)
{
    struct certificate_facts facts;
    struct str_list names = {0};
    struct diag unheard;
    if (t->configured)
        return t->configured->aliases.names;
    diag_init(&unheard);
    if (certificate_read(certificate_path(t->dir, t->host, t->arena), t->arena, &unheard, &facts) == OK)
        names.items = certificate_names(&facts, t->arena, &names.count);
    diag_finish(&unheard);
    return names;
}

static enum err renew(struct cert_task *t)
{
    enum err err = check_ours(t);
    if (err == OK) {
        const struct str_list names = names_to_keep(t);
        err = certificate_renew(t->dir, t->host, names.items, names.count, &t->diag);
    }
    return err == OK ? show(t) : err;
}

static const struct {
    str name;
    enum err (*work)(struct cert_task *);
} actions[] = {{STR_INIT("show"), show}, {STR_INIT("create"), create}, {STR_INIT("renew"), renew}};

static enum err read_config(const struct cert_flags *flags, struct cert_task *t)
{
    struct config *config = ARENA_NEW(t->arena, struct config);
    enum err err = configured_read(flags->config, flags->host, t->arena, config);
    if (err != OK)
        return err;
    t->config = config;
    t->configured = &config->hosts.items[config->fallback];
    t->host = t->configured->name;
    t->dir = config->certs;
    return OK;
}

static int run_action(const struct invocation *in, enum err (*work)(struct cert_task *))
{
    const struct cert_flags *flags = in->flags;
    struct cert_task task = {.dir = config_default_certs(in->arena), .again = flags->again, .arena = in->arena};
    str host = flags->host.n ? flags->host : STR("localhost");
    if (uri_host(host, in->arena, &task.host) != OK) {
        log_error("--host %.*s is not a host name; give one such as example.org", STR_ARG(flags->host));
        return EXIT_USAGE;
    }
    if (flags->config.n && read_config(flags, &task) != OK)
        return EXIT_FAILED;
    if (flags->certs.n)
        task.dir = flags->certs;
    if (!task.dir.n) {
        log_error("neither XDG_STATE_HOME nor HOME is set; give --certs DIR");
        return EXIT_FAILED;
    }
    diag_init(&task.diag);
    privileges_hide_memory(SANITIZED);
    enum err err = work(&task);
    diag_print(&task.diag, SEVERITY_WARNING, stderr);
    diag_finish(&task.diag);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

/* A fleet's secret belongs to no single host: it has neither name nor folder. */
static int renew_tickets(const struct invocation *in)
{
    struct diag diag;
    if (in->operand_count < 2) {
        log_error("FILE is missing; write splashdown cert tickets FILE");
        return EXIT_USAGE;
    }
    diag_init(&diag);
    enum err err = ticket_secret_renew(in->operands[1], clock_now(), &diag);
    diag_print(&diag, SEVERITY_WARNING, stderr);
    diag_finish(&diag);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

static int run(const struct invocation *in)
{
    const struct cert_flags *flags = in->flags;
    if (str_eq(in->operands[0], STR("tickets")))
        return renew_tickets(in);
    if (in->operand_count > 1) {
        log_error("%.*s is one argument too many; name a host with --host", STR_ARG(in->operands[1]));
        return EXIT_USAGE;
    }
    if (flags->again && !str_eq(in->operands[0], STR("create"))) {
        log_error("--again is for create: splashdown cert create --again");
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (str_eq(in->operands[0], actions[i].name))
            return run_action(in, actions[i].work);
    log_error("%.*s is unknown; write splashdown cert show, create, renew or tickets", STR_ARG(in->operands[0]));
    return EXIT_USAGE;
}

const struct command command_cert = {
    .title = "splashdown cert",
    .operands = "show|create|renew|tickets FILE",
    .summary = "Shows a host's certificate, makes it, or renews it with the same key.",
    .details = "Clients remember the public key, so a renewal causes no warning; a running\n"
               "server takes the new file by itself. With -c the certificate is for the host's\n"
               "present aliases, without it for the names it had before. A lost key is replaced\n"
               "only by create --again, and clients will warn of that. tickets writes a new\n"
               "secret to FILE, which the nodes of a fleet share by tickets: secret; the\n"
               "present one is accepted for one more day.\n",
    .options = cert_options,
    .option_count = sizeof cert_options / sizeof *cert_options,
    .flags_size = sizeof(struct cert_flags),
    .operands_min = 1,
    .operands_max = 2,
    .run = run,
};
