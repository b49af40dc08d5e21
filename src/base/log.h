#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/str.h"

#include <stdio.h>

/* Messages for the operator of the server, on standard error. The only global state of the program. */
enum log_level { LOG_QUIET, LOG_NORMAL, LOG_VERBOSE };

void log_set_level(enum log_level);

/* "splashdown: text". Errors are always written, notes unless quiet, details only when verbose. No newline in FORMAT.
 */
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_detail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes S with control bytes as \xNN, so that nothing in it reaches a terminal as a command. */
void log_write_safe(FILE *, str s);

#endif
