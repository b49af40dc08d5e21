#include "base/log.h"
#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/usage.h"

#include <string.h>

static const struct command *const commands[] = {
    &command_serve, &command_render, &command_list,    &command_check,  &command_export,
    &command_cert,  &command_new,    &command_publish, &command_status, NULL,
};
enum { COMMANDS_MAX = 16, PREFIX = sizeof "splashdown " - 1 };

static const char *name_of(const struct command *c)
{
    return c->title + PREFIX;
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(name_of(commands[i]), name) == 0)
            return commands[i];
    return NULL;
}

static int say_unknown(const char *name)
{
    if (*name == '-') {
        log_error("unknown option %s; see splashdown --help", name);
        return EXIT_USAGE;
    }
    str names[COMMANDS_MAX] = {STR("help")};
    size_t count = 1;
    for (size_t i = 0; commands[i] && count < COMMANDS_MAX; i++)
        names[count++] = str_of(name_of(commands[i]));
    str meant = str_nearest(str_of(name), names, count);
    if (meant.n)
        log_error("unknown command %s; did you mean %.*s?", name, STR_ARG(meant));
    else
        log_error("unknown command %s; see splashdown --help", name);
    return EXIT_USAGE;
}

static void print_overview(FILE *out)
{
    fputs("usage: splashdown COMMAND [OPTION]... [ARGUMENT]...\n\n"
          "Serves a Jekyll-style folder of Markdown on Gemini and Gopher, live and from the same files.\n\n",
          out);
    for (size_t i = 0; commands[i]; i++)
        fprintf(out, "  %-8s %s\n", name_of(commands[i]), commands[i]->summary);
    fputs("\n  help COMMAND  what a command does and takes\n  --version\n", out);
}

static int help(char *const *names)
{
    if (!names[0]) {
        print_overview(stdout);
        return EXIT_WORKED;
    }
    const struct command *c = find_command(names[0]);
    if (!c)
        return say_unknown(names[0]);
    usage_help(c, stdout);
    return EXIT_WORKED;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_overview(stderr);
        return EXIT_USAGE;
    }
    const char *first = argv[1];
    if (strcmp(first, "--version") == 0) {
        puts("splashdown " SPLASHDOWN_VERSION);
        return EXIT_WORKED;
    }
    if (strcmp(first, "help") == 0 || strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0)
        return help(argv + 2);
    const struct command *c = find_command(first);
    return c ? command_main(c, argv + 2) : say_unknown(first);
}
