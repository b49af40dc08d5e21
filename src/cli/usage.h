#ifndef CLI_USAGE_H
#define CLI_USAGE_H

#include "cli/options.h"

#include <stdio.h>

/* Prints "usage: splashdown render --to … [FILE|-]", wrapped for a terminal. */
void usage_print(const struct command *, FILE *);
/* The same, and a description of the command and each of its options. */
void usage_help(const struct command *, FILE *);

/* Parses ARGUMENTS and runs the command, or shows its help. Returns the exit code. */
int command_main(const struct command *, char *const *arguments);

#endif
