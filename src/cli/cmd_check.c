#include "cli/check.h"
#include "cli/commands.h"
#include "cli/output.h"

struct check_flags {
    str config;
    bool dump;
    int format;
};

static const struct option check_options[] = {
    {.name = "config",
     .letter = 'c',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct check_flags, config),
     .value = "FILE",
     .help = "check the server's configuration, and the capsules it names"},
    {.name = "dump", .offset = offsetof(struct check_flags, dump), .help = "print the configuration in force, as YAML"},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct check_flags, format),
     .value = "text|json",
     .help = "for people (the default) or for programs"},
};

/* The very reader that serve uses. */
static enum err read_config(const struct invocation *in, struct diag *diag, struct config *config)
{
    const struct check_flags *flags = in->flags;
    struct config_flags given = {
        .file = flags->config,
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

/* A configuration that serve would refuse is told as serve tells it, and ends the check. */
static enum err check_all(const struct invocation *in, struct diag *diag, size_t *pages)
{
    const struct check_flags *flags = in->flags;
    struct config config;
    if (!flags->config.n) {
        check_capsule(in->operand_count ? in->operands[0] : STR("."), STR(""), diag, pages);
        return OK;
    }
    enum err err = read_config(in, diag, &config);
    if (err != OK)
        return err;
    check_server(&config, diag);
    for (size_t i = 0; i < config.hosts.count; i++) {
        str folder = config.hosts.items[i].capsule;
        check_capsule(folder, as_prefix(folder, in->arena), diag, pages);
    }
    return OK;
}

static int check(const struct invocation *in, struct diag *diag)
{
    const struct check_flags *flags = in->flags;
    size_t pages = 0;
    enum err err = check_all(in, diag, &pages);
    if (err != OK && flags->format == CHECK_TEXT) {
        diag_print(diag, SEVERITY_WARNING, stderr);
        return EXIT_FAILED;
    }
    check_report(diag, (enum check_format)flags->format, pages);
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
    diag_init(&diag);
    int code = flags->dump ? dump(in, &diag) : check(in, &diag);
    diag_finish(&diag);
    return code;
}

const struct command command_check = {
    .title = "splashdown check",
    .operands = "[CAPSULE]",
    .summary = "Tells what readers will see wrong, by file and line.",
    .details = "Ends with 1 when there are errors; warnings and notes do not count.\n",
    .options = check_options,
    .option_count = sizeof check_options / sizeof *check_options,
    .flags_size = sizeof(struct check_flags),
    .operands_max = 1,
    .run = run,
};
