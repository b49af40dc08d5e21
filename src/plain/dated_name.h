#ifndef PLAIN_DATED_NAME_H
#define PLAIN_DATED_NAME_H

#include "base/clock.h"
#include "base/str.h"

/* The day that a file is named by. */
struct dated_name {
    struct civil day;
    str rest; /* of the name behind the day, without its extension; may be empty */
};

/*
 * Finds the day in PATH: "2024-05-01-moon.md", "2024-05-01.gmi", "20240501_moon.txt", "2024/05/01-moon.md",
 * "2024/05/01/moon.md". False: there is none, or no such day in any calendar.
 */
bool dated_name_of(str path, struct dated_name *);

#endif
