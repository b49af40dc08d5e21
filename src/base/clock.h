#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

int64_t clock_now(void);       /* seconds since 1970-01-01T00:00:00Z */
int64_t clock_now_ns(void);    /* the same in nanoseconds */
int64_t clock_monotonic(void); /* milliseconds, only to be subtracted */

/* The proleptic Gregorian calendar, without a zone. */
struct civil {
    int year, month, day;     /* month and day from 1 */
    int hour, minute, second; /* a leap second is 60 */
};

bool civil_valid(const struct civil *);
/* Makes the 30th of February the 1st or 2nd of March, as Ruby's Time counts on; any other date stays as it is. */
void civil_count_on(struct civil *);
int64_t civil_to_seconds(const struct civil *); /* as if it were UTC */
struct civil civil_from_seconds(int64_t seconds);
int civil_weekday(const struct civil *); /* 0 is Sunday */
int civil_yearday(const struct civil *); /* from 1 */

/* A moment with the offset it was written in. */
struct moment {
    int64_t seconds; /* since 1970, UTC */
    int offset;      /* seconds east of UTC */
};

enum { MOMENT_TEXT = 32 };
/* "2024-05-01T08:00:00+08:00", or "…Z" when the offset is 0. OUT has MOMENT_TEXT bytes. Returns OUT. */
const char *moment_rfc3339(struct moment, char *out);
struct civil moment_civil(struct moment); /* the wall clock at its own offset */

#endif
