#ifndef DATA_TOML_TIME_H
#define DATA_TOML_TIME_H

#include "data/text_cursor.h"

enum { TOML_DAY = 10 /* bytes of "2024-05-01" */ };

bool toml_begins_with_day(str);   /* "2024-" */
bool toml_begins_with_clock(str); /* "07:" */

/* Makes D, whose text is a date or time as RFC 3339 has it, that value. False with a complaint. */
bool toml_read_time(struct text_cursor *, struct data *);

#endif
