#include "cli/options.h"

#include "base/log.h"
#include "base/nearest.h"

#include <string.h>

struct parser {
    const struct command *command;
    struct invocation *out;
    char *const *next; /* the arguments that are left, NULL at the end */
    bool *given;       /* by option */
    struct texts operands;
};

static void *place(const struct parser *p, const struct option *o)
{
    return (char *)p->out->flags + o->offset;
}

static void add_text(struct parser *p, struct texts *texts, str s)
{
    texts->items = arena_grow(p->out->arena, texts->items, texts->count, &texts->capacity, sizeof s);
    texts->items[texts->count++] = s;
}

static enum err set_number(const struct parser *p, const struct option *o, str value)
{
    long number;
    if (!str_to_long(value, &number) || number < o->min || number > o->max) {
        log_error("--%s %.*s is not valid; give a number from %ld to %ld", o->name, STR_ARG(value), o->min, o->max);
        return ERR_SYNTAX;
    }
    memcpy(place(p, o), &number, sizeof number);
    return OK;
}

/* The index of VALUE among the option's choices; -1, and a message, when it is not one of them. */
static int choice_of(const struct option *o, str value)
{
    int index = 0;
    str word, rest = str_of(o->value);
    for (bool more = true; more; index++) {
        more = str_cut(rest, '|', &word, &rest);
        if (str_eq(word, value))
            return index;
    }
    log_error("--%s %.*s is unknown; give one of %s", o->name, STR_ARG(value), o->value);
    return -1;
}

static enum err set_choice(const struct parser *p, const struct option *o, str value)
{
    int index = choice_of(o, value);
    if (index < 0)
        return ERR_SYNTAX;
    memcpy(place(p, o), &index, sizeof index);
    return OK;
}

static enum err add_choice(const struct parser *p, const struct option *o, str value)
{
    int index = choice_of(o, value);
    if (index < 0)
        return ERR_SYNTAX;
    unsigned set;
    memcpy(&set, place(p, o), sizeof set);
    set |= 1U << index;
    memcpy(place(p, o), &set, sizeof set);
    return OK;
}

static enum err set_value(struct parser *p, const struct option *o, str value)
{
    bool yes = true;
    switch (o->kind) {
    case OPTION_FLAG:
        memcpy(place(p, o), &yes, sizeof yes);
        return OK;
    case OPTION_TEXT:
        memcpy(place(p, o), &value, sizeof value);
        break;
    case OPTION_TEXTS:
        add_text(p, place(p, o), value);
        break;
    case OPTION_NUMBER:
        return set_number(p, o, value);
    case OPTION_CHOICE:
        return set_choice(p, o, value);
    case OPTION_CHOICES:
        return add_choice(p, o, value);
    }
    if (value.n)
        return OK;
    log_error("--%s has an empty value; give %s", o->name, o->value);
    return ERR_SYNTAX;
}

/*
 * VALUE is the text after the name in the same argument; without one, an option that takes a value takes the next
 * argument.
 */
static enum err take(struct parser *p, const struct option *o, bool has_value, str value)
{
    p->given[o - p->command->options] = true;
    if (o->kind == OPTION_FLAG && has_value) {
        log_error("--%s takes no value; write it alone", o->name);
        return ERR_SYNTAX;
    }
    if (o->kind != OPTION_FLAG && !has_value) {
        if (!*p->next) {
            log_error("--%s needs a value; write --%s %s", o->name, o->name, o->value);
            return ERR_SYNTAX;
        }
        value = str_of(*p->next++);
    }
    return set_value(p, o, value);
}

/* The option whose last word NAME is ("port": --gemini-port), else the one that is written most alike. */
static str meant_by(str name, const str *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (name.n && names[i].n > name.n && str_ends(names[i], name) && names[i].p[names[i].n - name.n - 1] == '-')
            return names[i];
    return str_nearest(name, names, count);
}

static enum err say_unknown(const struct parser *p, str name)
{
    const struct command *c = p->command;
    str *names = ARENA_ARRAY(p->out->arena, str, c->option_count + 1);
    for (size_t i = 0; i < c->option_count; i++)
        names[i] = str_of(c->options[i].name);
    names[c->option_count] = STR("help");
    str meant = meant_by(name, names, c->option_count + 1);
    if (meant.n)
        log_error("unknown option --%.*s; did you mean --%.*s?", STR_ARG(name), STR_ARG(meant));
    else
        log_error("unknown option --%.*s; see %s --help", STR_ARG(name), c->title);
    return ERR_SYNTAX;
}

static enum err take_long(struct parser *p, str argument)
{
    str name, value;
    bool has_value = str_cut(argument, '=', &name, &value);
    for (size_t i = 0; i < p->command->option_count; i++)
        if (str_eq(name, str_of(p->command->options[i].name)))
            return take(p, &p->command->options[i], has_value, value);
    if (!str_eq(argument, STR("help")))
        return say_unknown(p, name);
    p->out->help = true;
    return OK;
}

static const struct option *by_letter(const struct command *c, char letter)
{
    for (size_t i = 0; i < c->option_count; i++)
        if (c->options[i].letter == letter)
            return &c->options[i];
    return NULL;
}

/* "-qc FILE", "-cFILE": letters until one takes the rest as its value. */
static enum err take_letters(struct parser *p, str letters)
{
    while (letters.n) {
        const struct option *o = by_letter(p->command, letters.p[0]);
        if (!o && letters.p[0] == 'h') {
            p->out->help = true;
        } else if (!o) {
            log_error("unknown option -%c; see %s --help", letters.p[0], p->command->title);
            return ERR_SYNTAX;
        }
        letters = str_from(letters, 1);
        if (!o)
            continue;
        bool takes_rest = o->kind != OPTION_FLAG && letters.n;
        if (take(p, o, takes_rest, letters) != OK)
            return ERR_SYNTAX;
        if (takes_rest)
            return OK;
    }
    return OK;
}

static enum err take_arguments(struct parser *p)
{
    bool options_ended = false;
    while (*p->next) {
        str argument = str_of(*p->next++);
        enum err err = OK;
        if (options_ended || !str_starts(argument, STR("-")) || argument.n == 1)
            add_text(p, &p->operands, argument);
        else if (str_eq(argument, STR("--")))
            options_ended = true;
        else if (str_starts(argument, STR("--")))
            err = take_long(p, str_from(argument, 2));
        else
            err = take_letters(p, str_from(argument, 1));
        if (err != OK)
            return err;
    }
    return OK;
}

static bool is_given(const struct parser *p, const char *name)
{
    for (size_t i = 0; i < p->command->option_count; i++)
        if (strcmp(p->command->options[i].name, name) == 0)
            return p->given[i];
    return false;
}

static enum err check_whole(const struct parser *p)
{
    const struct command *c = p->command;
    for (size_t i = 0; i < c->option_count; i++) {
        const struct option *o = &c->options[i];
        if (o->required && !p->given[i]) {
            log_error("--%s is missing; write --%s %s", o->name, o->name, o->value);
            return ERR_SYNTAX;
        }
        if (o->instead_of && p->given[i] && is_given(p, o->instead_of)) {
            log_error("--%s and --%s do not go together; give one of them", o->instead_of, o->name);
            return ERR_SYNTAX;
        }
    }
    if (p->operands.count < c->operands_min) {
        log_error("%s is missing; see %s --help", c->operands, c->title);
        return ERR_SYNTAX;
    }
    if (p->operands.count > c->operands_max) {
        str extra = p->operands.items[c->operands_max];
        log_error("%.*s is one argument too many; see %s --help", STR_ARG(extra), c->title);
        return ERR_SYNTAX;
    }
    return OK;
}

enum err options_parse(const struct command *command, char *const *arguments, struct arena *arena,
                       struct invocation *out)
{
    *out = (struct invocation){.command = command, .arena = arena};
    out->flags = arena_alloc(arena, command->flags_size + 1, 16);
    if (command->defaults)
        memcpy(out->flags, command->defaults, command->flags_size);
    struct parser p = {.command = command, .out = out, .next = arguments};
    p.given = ARENA_ARRAY(arena, bool, command->option_count + 1);
    enum err err = take_arguments(&p);
    out->operands = p.operands.items;
    out->operand_count = p.operands.count;
    if (err == OK && !out->help)
        err = check_whole(&p);
    return err;
}
