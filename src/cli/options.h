#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/arena.h"
#include "base/err.h"

/* Several values of an option that may be repeated, in the order given. */
struct texts {
    str *items;
    size_t count, capacity;
};

enum option_kind {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* str; empty when absent. An empty value is refused */
    OPTION_TEXTS,  /* struct texts */
    OPTION_NUMBER, /* long, from MIN to MAX */
    OPTION_CHOICE, /* int: the index of the word in VALUE, from 0 */
    OPTION_CHOICES /* unsigned: may be repeated; bit I for word I of VALUE */
};

/* One option of a command: its name, its value, and the place in the command's flags where the value goes. */
struct option {
    const char *name;       /* without its dashes */
    const char *value;      /* the value's name in usage; the words of choices, separated by '|' */
    const char *help;       /* one line */
    const char *instead_of; /* name of an option that may not be given as well */
    size_t offset;          /* in the flags, of the type that belongs to KIND */
    long min, max;
    enum option_kind kind;
    char letter; /* 0: none */
    bool required;
};

struct command;

/* The parsed command line of one command. */
struct invocation {
    const struct command *command;
    void *flags; /* laid out as the options of the command say */
    const str *operands;
    size_t operand_count;
    struct arena *arena; /* of the whole run */
    bool help;           /* --help was given */
};

/* One subcommand, or a program of its own. Usage, help and parsing are made from it. */
struct command {
    const char *title;    /* "splashdown render" */
    const char *operands; /* as usage shows them: "[FILE|-]"; may be empty */
    const char *summary;  /* one line */
    const char *details;  /* further help, lines ended by newlines; may be NULL */
    const struct option *options;
    size_t option_count;
    size_t flags_size;
    const void *defaults; /* of FLAGS_SIZE bytes; NULL: all zero */
    size_t operands_min, operands_max;
    int (*run)(const struct invocation *); /* the exit code */
};

enum { EXIT_WORKED = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/*
 * Parses the arguments after the command's name. Options and operands may be mixed; "--" ends the options; "--opt
 * value", "--opt=value", "-o value" and "-ovalue" are the same; the last of a repeated option counts. ERR_SYNTAX: the
 * reason is on standard error.
 */
enum err options_parse(const struct command *, char *const *arguments, struct arena *, struct invocation *);

#endif
