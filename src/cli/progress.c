#include "cli/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum { STEP = 250, WORTH_SHOWING = 2000 };

void progress_show(size_t done, size_t all, const char *what)
{
    bool shown = all > WORTH_SHOWING && isatty(STDERR_FILENO);
    if (shown && done % STEP == 0)
        fprintf(stderr, "\r%zu of %zu %s", done, all, what);
    if (shown && done == all)
        fputs("\r\033[K", stderr);
    fflush(stderr);
}
