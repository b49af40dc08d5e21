#ifndef CLI_USAGE_H
#define CLI_USAGE_H

#include "cli/options.h"

#include <stdio.h>

/* "usage: splashdown render --to … [FILE|-]", wrapped for a terminal. */
void usage_print(const struct command *, FILE *);
/* The same with what the command and each of its options do. */
void usage_help(const struct command *, FILE *);

/* Parses ARGUMENTS and runs the command, or shows its help. Returns the exit code. */
int command_main(const struct command *, char *const *arguments);

#endif
