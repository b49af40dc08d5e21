#ifndef HUGO_PARAM_H
#define HUGO_PARAM_H

#include "data/data.h"

enum param_format { PARAM_NONE, PARAM_YAML, PARAM_TOML, PARAM_JSON };

enum param_format param_format_of(str name); /* by the extension of a file of the configuration */
/* Reads TEXT, which begins in LINE of FILE, by Hugo's readers; its keys are in lower case. NULL: DIAG says why. */
const struct data *param_parse(enum param_format, str text, str file, int line, struct arena *, struct diag *);

/* DATA with the keys of its maps in lower case: Hugo's keys do not care for case. */
const struct data *param_lower(const struct data *, struct arena *);
/* The map UNDER with what OVER says put over it, deeply. Either may be NULL. */
const struct data *param_merge(const struct data *under, const struct data *over, struct arena *);

/* A scalar as the text that Go makes of it; "" for all else. */
str param_text(const struct data *, struct arena *);
str param_at(const struct data *map, const char *key, struct arena *); /* that of KEY in MAP, without outer blanks */
bool param_is_true(const struct data *);                               /* true, or a text that says so */
bool param_is_false(const struct data *);                              /* the same for false */
/* The texts of a list, or of one scalar; empty ones and maps give none. */
struct str_list param_list(const struct data *, struct arena *);

#endif
