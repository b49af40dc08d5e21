#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"

/* A time zone of the system's database (TZif, RFC 8536), read without libc's process-global state. */
struct zone;

/* ZONEINFO is a handle of /usr/share/zoneinfo, opened before any sandbox; NAME is "Asia/Taipei". The zone lives in the
 * arena. ERR_NOT_FOUND: no such zone (or the handle is -1); ERR_SYNTAX: not a TZif file. "UTC" and a POSIX TZ string
 * ("CST-8") need no file. */
enum err zone_load(int zoneinfo, str name, struct arena *, const struct zone **out);

/* The same from the bytes of a TZif file, which are copied. */
enum err zone_parse(str bytes, struct arena *, const struct zone **out);

const struct zone *zone_utc(void);
int zone_offset(const struct zone *, int64_t seconds); /* seconds east of UTC at that moment */
/*
 * The moment of a wall clock. When there are two (clocks set back), the first; when there is none (set forward), as if
 * the clocks had not been set.
 */
struct moment zone_local(const struct zone *, const struct civil *);

#endif
