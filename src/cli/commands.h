#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

/* The subcommands, each in a file of its own, cmd_NAME.c. */
extern const struct command command_cert;
extern const struct command command_check;
extern const struct command command_export;
extern const struct command command_list;
extern const struct command command_new;
extern const struct command command_publish;
extern const struct command command_render;
extern const struct command command_serve;
extern const struct command command_status;

#endif
