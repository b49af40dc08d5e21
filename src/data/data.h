#ifndef DATA_DATA_H
#define DATA_DATA_H

#include "base/diag.h"

/* YAML, TOML or JSON as a tree. YAML has the types that Ruby's Psych would give (Jekyll is the oracle), or go-yaml or
 * js-yaml. Lives in the arena it was read into. */
enum data_kind { DATA_NULL, DATA_BOOL, DATA_INT, DATA_FLOAT, DATA_TIME, DATA_STRING, DATA_LIST, DATA_MAP };

struct data_pair;
struct strmap;

struct data {
    enum data_kind kind;
    int line; /* in the file, from 1 */
    bool boolean;
    bool date_only;                  /* DATA_TIME without a time of day */
    bool zoned;                      /* DATA_TIME with a zone */
    bool clock_only;                 /* DATA_STRING that TOML writes as a time of day without a day */
    int64_t integer;                 /* DATA_INT; seconds since 1970 for DATA_TIME */
    double real;                     /* DATA_FLOAT; of a DATA_TIME the offset of its zone in seconds */
    str text;                        /* as written in the file; the value of a DATA_STRING */
    const struct data *const *items; /* DATA_LIST */
    const struct data_pair *pairs;   /* DATA_MAP, in order; of a repeated key the last counts */
    size_t count;
    const struct strmap *index; /* of a long DATA_MAP: 1 + index of the last pair of a key; else NULL */
};

struct data_pair {
    str key;
    const struct data *value;
    int line; /* of the key */
};

/* Parses TEXT, one YAML document, byte order marks allowed; LINE is the line in FILE where it begins. Anything after
 * its end is an error, except blanks, comments and empty documents. NULL on error, with an entry in DIAG. */
const struct data *yaml_parse(str text, str file, int line, struct arena *, struct diag *);
/* The same for a file that Jekyll reads, too: DIAG gets a note where Jekyll silently stops, or stumbles. */
const struct data *yaml_parse_for_jekyll(str text, str file, int line, struct arena *, struct diag *);

/* The same with the types that go-yaml 2 gives, for what Hugo reads, too. */
const struct data *yaml_parse_as_go(str text, str file, int line, struct arena *, struct diag *);

/* The same with the types that js-yaml 4 gives, for what Hexo reads, too: there a key that stands twice is an error. */
const struct data *yaml_parse_as_js(str text, str file, int line, struct arena *, struct diag *);

/* Completes a map that has all its pairs, so that looking up each key of a long map is not slow. */
void data_index(struct data *map, struct arena *);
const struct data *data_get(const struct data *map, str key); /* NULL when absent or not a map */
str data_text(const struct data *, struct arena *);           /* as Ruby's to_s; "" for NULL and null */
bool data_is_true(const struct data *);                       /* Liquid's truth: not null, not false */

#endif
