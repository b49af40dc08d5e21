#include "cli/commands.h"

#include "base/clock.h"
#include "base/diag.h"
#include "base/log.h"
#include "cli/output.h"
#include "server/config.h"
#include "tls/certificate.h"
#include "uri/uri.h"

struct cert_flags {
    str host, certs;
};

static const struct cert_flags defaults = {.host = STR_INIT("localhost")};

static const struct option cert_options[] = {
    {.name = "host",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct cert_flags, host),
     .value = "NAME",
     .help = "whose certificate (localhost)"},
    {.name = "certs",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct cert_flags, certs),
     .value = "DIR",
     .help = "folder of certificates, as serve has it"},
};

struct cert_task {
    str dir, host;
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
    str path = certificate_path(t->dir, t->host, t->arena);
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

static enum err create(struct cert_task *t)
{
    enum err err = certificate_ensure(t->dir, t->host, NULL, 0, &t->diag);
    return err == OK ? show(t) : err;
}

static enum err renew(struct cert_task *t)
{
    enum err err = certificate_renew(t->dir, t->host, &t->diag);
    return err == OK ? show(t) : err;
}

static const struct {
    str name;
    enum err (*work)(struct cert_task *);
} actions[] = {{STR_INIT("show"), show}, {STR_INIT("create"), create}, {STR_INIT("renew"), renew}};

static int run_action(const struct invocation *in, enum err (*work)(struct cert_task *))
{
    const struct cert_flags *flags = in->flags;
    struct cert_task task = {.arena = in->arena};
    task.dir = flags->certs.n ? flags->certs : config_default_certs(in->arena);
    if (uri_host(flags->host, in->arena, &task.host) != OK || !task.host.n) {
        log_error("--host %.*s is no host name; give one such as example.org", STR_ARG(flags->host));
        return EXIT_USAGE;
    }
    if (!task.dir.n) {
        log_error("neither XDG_STATE_HOME nor HOME is set; give --certs DIR");
        return EXIT_FAILED;
    }
    diag_init(&task.diag);
    enum err err = work(&task);
    diag_print(&task.diag, SEVERITY_WARNING, stderr);
    diag_finish(&task.diag);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

static int run(const struct invocation *in)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (str_eq(in->operands[0], actions[i].name))
            return run_action(in, actions[i].work);
    log_error("%.*s is unknown; write splashdown cert show, create or renew", STR_ARG(in->operands[0]));
    return EXIT_USAGE;
}

const struct command command_cert = {
    .title = "splashdown cert",
    .operands = "show|create|renew",
    .summary = "Shows a host's certificate, makes it, or renews it over the same key.",
    .details = "Clients remember the public key, so a renewal surprises nobody; a running\n"
               "server takes the new file by itself.\n",
    .options = cert_options,
    .option_count = sizeof cert_options / sizeof *cert_options,
    .flags_size = sizeof(struct cert_flags),
    .defaults = &defaults,
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
