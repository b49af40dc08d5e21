#include "cli/usage.h"

#include <string.h>

enum { LINE = 80, INDENT = 8, HELP_COLUMN = 30 };

/* One option as usage shows it: "[-c FILE]", "[--listen ADDR]...", "[--tag NAME | --category NAME]". */
static str synopsis(const struct option *o, struct arena *arena)
{
    str name = o->letter ? arena_printf(arena, "-%c", o->letter) : arena_printf(arena, "--%s", o->name);
    if (o->kind == OPTION_FLAG)
        return name;
    return arena_printf(arena, "%.*s %s", STR_ARG(name), o->value);
}

static str in_brackets(const struct command *c, size_t *i, struct arena *arena)
{
    const struct option *o = &c->options[*i];
    str shown = synopsis(o, arena);
    while (*i + 1 < c->option_count && c->options[*i + 1].instead_of) {

        str other = synopsis(&c->options[++*i], arena);
        shown = arena_printf(arena, "%.*s | %.*s", STR_ARG(shown), STR_ARG(other));
    }
    if (o->required)
        return shown;
    bool repeats = o->kind == OPTION_TEXTS || o->kind == OPTION_CHOICES;
    return arena_printf(arena, "[%.*s]%s", STR_ARG(shown), repeats ? "..." : "");
}

static void put_word(FILE *out, str word, size_t *column)
{
    if (*column + 1 + word.n > LINE) {
        fprintf(out, "\n%*s", INDENT, "");
        *column = INDENT;
    }
    fprintf(out, " %.*s", STR_ARG(word));
    *column += 1 + word.n;
}

void usage_print(const struct command *c, FILE *out)
{
    struct arena *arena = arena_create();
    size_t column = (size_t)fprintf(out, "usage: %s", c->title);
    for (size_t i = 0; i < c->option_count; i++)
        put_word(out, in_brackets(c, &i, arena), &column);
    if (*c->operands)
        put_word(out, str_of(c->operands), &column);
    fputc('\n', out);
    arena_destroy(arena);
}

static void print_option(const struct option *o, FILE *out)
{
    int column = o->letter ? fprintf(out, "  -%c, --%s", o->letter, o->name) : fprintf(out, "      --%s", o->name);
    if (o->kind != OPTION_FLAG)
        column += fprintf(out, " %s", o->value);
    if (column > HELP_COLUMN - 2)
        column = fprintf(out, "\n") - 1;
    fprintf(out, "%*s%s\n", HELP_COLUMN - column, "", o->help);
}

void usage_help(const struct command *c, FILE *out)
{
    usage_print(c, out);
    fprintf(out, "\n%s\n\n", c->summary);
    for (size_t i = 0; i < c->option_count; i++)
        print_option(&c->options[i], out);
    fprintf(out, "      --help%*sshow this\n", HELP_COLUMN - 12, "");
    if (c->details)
        fprintf(out, "\n%s", c->details);
}

int command_main(const struct command *command, char *const *arguments)
{
    /* So that a line is one write, not one for each byte. */
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
    struct arena *arena = arena_create();
    struct invocation in;
    int code = EXIT_USAGE;
    enum err err = options_parse(command, arguments, arena, &in);
    if (err == OK && in.help) {
        usage_help(command, stdout);
        code = EXIT_WORKED;
    } else if (err == OK) {
        code = command->run(&in);
    }
    arena_destroy(arena);
    return code;
}
