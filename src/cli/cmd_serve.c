#include "cli/commands.h"
#include "cli/load.h"

#include "base/log.h"
#include "server/config_settle.h"
#include "server/server.h"

struct serve_flags {
    struct config_flags config;
    struct texts listen;
    bool quiet, verbose;
};

static const struct serve_flags defaults = {
    .config = {.gemini_port = PORT_SAME,
               .gopher_port = PORT_SAME,
               .public_gemini_port = PORT_SAME,
               .public_gopher_port = PORT_SAME},
};

#define PLACE(member) offsetof(struct serve_flags, member)

static const struct option serve_options[] = {
    {.name = "config",
     .letter = 'c',
     .kind = OPTION_TEXT,
     .offset = PLACE(config.file),
     .value = "FILE",
     .help = "configuration; flags override it"},
    {.name = "host",
     .kind = OPTION_TEXT,
     .offset = PLACE(config.host),
     .value = "NAME",
     .help = "the capsule's host name (localhost)"},
    {.name = "listen",
     .kind = OPTION_TEXTS,
     .offset = PLACE(listen),
     .value = "ADDR",
     .help = "IP address to listen on (:: and 0.0.0.0)"},
    {.name = "gemini-port",
     .kind = OPTION_NUMBER,
     .offset = PLACE(config.gemini_port),
     .value = "N",
     .help = "port of Gemini (1965); 0: no Gemini",
     .max = PORT_MAX},
    {.name = "gopher-port",
     .kind = OPTION_NUMBER,
     .offset = PLACE(config.gopher_port),
     .value = "N",
     .help = "port of Gopher (70); 0: no Gopher",
     .max = PORT_MAX},
    {.name = "public-gemini-port",
     .kind = OPTION_NUMBER,
     .offset = PLACE(config.public_gemini_port),
     .value = "N",
     .help = "port that readers see, behind NAT or a proxy",
     .min = 1,
     .max = PORT_MAX},
    {.name = "public-gopher-port",
     .kind = OPTION_NUMBER,
     .offset = PLACE(config.public_gopher_port),
     .value = "N",
     .help = "the same for Gopher",
     .min = 1,
     .max = PORT_MAX},
    {.name = "certs",
     .kind = OPTION_TEXT,
     .offset = PLACE(config.certs),
     .value = "DIR",
     .help = "folder of certificates; made when missing"},
    {.name = "workers",
     .kind = OPTION_TEXT,
     .offset = PLACE(config.workers),
     .value = "N|auto",
     .help = "processes that serve (auto: one for each core)"},
    OPTION_GENERATOR(PLACE(config.kind)),
    {.name = "drafts", .offset = PLACE(config.drafts), .help = "serve drafts, too"},
    {.name = "future", .offset = PLACE(config.future), .help = "serve posts dated later than now, too"},
    {.name = "quiet", .letter = 'q', .offset = PLACE(quiet), .help = "errors only"},
    {.name = "verbose", .letter = 'v', .offset = PLACE(verbose), .help = "details, too", .instead_of = "quiet"},
};

static int run(const struct invocation *in)
{
    const struct serve_flags *given = in->flags;
    struct config_flags flags = given->config;
    flags.listen = (struct str_list){given->listen.items, given->listen.count};
    if (in->operand_count)
        flags.capsule = in->operands[0];
    struct diag diag;
    diag_init(&diag);
    enum err err = config_check_flags(&flags, &diag);
    diag_print(&diag, SEVERITY_ERROR, stderr);
    diag_finish(&diag);
    if (err != OK)
        return EXIT_USAGE;
    log_set_level(given->quiet ? LOG_QUIET : given->verbose ? LOG_VERBOSE : LOG_NORMAL);
    return server_run(&flags);
}

const struct command command_serve = {
    .title = "splashdown serve",
    .operands = "[CAPSULE]",
    .summary = "Serves a capsule on Gemini and Gopher, live, from the files as they are.",
    .details = "SIGHUP reloads the configuration and certificates, SIGUSR1 reopens the log, and\n"
               "SIGTERM and SIGINT let transfers finish. Edited files need no signal: what is\n"
               "saved is what the next reader sees.\n",
    .options = serve_options,
    .option_count = sizeof serve_options / sizeof *serve_options,
    .flags_size = sizeof(struct serve_flags),
    .defaults = &defaults,
    .operands_max = 1,
    .run = run,
};
